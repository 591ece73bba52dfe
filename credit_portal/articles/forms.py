"""Shape of what editors fill in."""

from django import forms

from credit_portal.articles.choices import ArticleKind
from credit_portal.articles.services import ArticleText
from credit_portal.shared.forms import RefusableForm, text_area


class ArticleForm(RefusableForm):
    """An article; the same fields as ``ArticleText``."""

    kind = forms.ChoiceField(label="栏目", choices=ArticleKind)
    title = forms.CharField(label="标题", max_length=120)
    summary = forms.CharField(
        label="摘要", max_length=300, required=False, widget=text_area(2),
        help_text="列表中显示，一两句话",
    )  # fmt: skip
    source = forms.CharField(label="来源或文号", max_length=120, required=False)
    body = forms.CharField(
        label="正文", max_length=50_000, widget=text_area(18),
        help_text="用 Markdown 书写：## 小标题，- 列表，**加粗**，[文字](链接)；不能插入图片和代码",
    )  # fmt: skip

    @property
    def text(self) -> ArticleText:
        return ArticleText(**self.cleaned_data)

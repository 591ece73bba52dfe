"""Shape of what editors and readers fill in."""

from django import forms

from credit_portal.articles.choices import ArticleKind
from credit_portal.articles.services import ArticleText
from credit_portal.shared.forms import DayField, RefusableForm, VisitorForm, text_area


class ArticleForm(RefusableForm):
    """An article; the same fields as ``ArticleText``."""

    kind = forms.ChoiceField(label="栏目", choices=ArticleKind)
    title = forms.CharField(label="标题", max_length=120)
    summary = forms.CharField(
        label="摘要", max_length=300, required=False, widget=text_area(2),
        help_text="列表中显示，一两句话",
    )  # fmt: skip
    source = forms.CharField(label="来源或文号", max_length=120, required=False)
    comments_until = DayField(
        label="征求意见截止日期", required=False,
        help_text="征求意见稿填写，当日为止公众可以在公开页面提意见；其他文章留空",
    )  # fmt: skip
    body = forms.CharField(
        label="正文", max_length=50_000, widget=text_area(18),
        help_text="用 Markdown 书写：## 小标题，- 列表，**加粗**，[文字](链接)；不能插入图片和代码",
    )  # fmt: skip

    @property
    def text(self) -> ArticleText:
        return ArticleText(**self.cleaned_data)


class CommentForm(VisitorForm):
    """What a reader says about rules in draft."""

    text = forms.CharField(
        label="意见和建议", max_length=2000, widget=text_area(5),
        help_text="请写明针对哪一条；不要填写身份证号码等个人信息",
    )  # fmt: skip
    contact = forms.CharField(
        label="联系方式", max_length=100, required=False,
        help_text="选填，仅用于反馈采纳情况，加密保存，不公开",
    )  # fmt: skip

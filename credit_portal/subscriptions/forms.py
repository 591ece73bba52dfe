"""What a visitor fills in."""

from django import forms

from credit_portal.shared.forms import RefusableForm


class AskForm(RefusableForm):
    """An address; the question and its answer stand beside it."""

    address = forms.EmailField(
        label="邮箱", max_length=200,
        help_text="仅用于发送所订阅的内容，加密保存，不公开，退订即删除",
    )  # fmt: skip

    @property
    def is_machine(self) -> bool:
        """Programs fill in whatever there is, also the field that people do not see."""
        return bool(self.data.get("website"))

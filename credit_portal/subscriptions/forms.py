"""What a visitor fills in."""

from django import forms

from credit_portal.shared.forms import VisitorForm


class AskForm(VisitorForm):
    """An address; the question and its answer stand beside it."""

    address = forms.EmailField(
        label="邮箱", max_length=200,
        help_text="仅用于发送所订阅的内容，加密保存，不公开，退订即删除",
    )  # fmt: skip

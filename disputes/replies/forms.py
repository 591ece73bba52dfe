"""Shape of a statement."""

from django import forms

from credit_portal.shared.forms import RefusableForm, text_area
from disputes.models.reply import LONGEST


class ReplyForm(RefusableForm):
    """What the business says."""

    text = forms.CharField(
        label="声明", max_length=LONGEST, widget=text_area(6),
        help_text=f"不超过{LONGEST}字。审核通过后与该记录一同公开展示，请勿写入个人信息和商业秘密。",
    )  # fmt: skip

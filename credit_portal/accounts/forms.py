"""Forms of the back office for accounts."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from unfold.widgets import (
    UnfoldAdminPasswordWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from credit_portal.accounts.models import Mandate, User

# A browser would else fill the administrator's own name in beside the password.
WIDGETS = {"phone": UnfoldAdminTextInputWidget(attrs={"autocomplete": "off"})}


class NewUserForm(forms.ModelForm):
    """Open an account with its first password."""

    password = forms.CharField(
        label="初始密码",
        widget=UnfoldAdminPasswordWidget(attrs={"autocomplete": "new-password"}),
        help_text="至少 10 个字符，含大写字母、小写字母、数字、符号中的三种。"
        "用户首次登录须先改成自己的密码。",
    )

    class Meta:
        model = User
        fields = ["username", "display_name", "role", "agency", "is_head", "phone"]
        widgets = WIDGETS

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        _check_password(self, "password")
        return cleaned


class UserForm(forms.ModelForm):
    """Change an account. Each kind of change is an act of its own, and all need a reason."""

    new_password = forms.CharField(
        label="重置密码",
        required=False,
        widget=UnfoldAdminPasswordWidget(attrs={"autocomplete": "new-password"}),
        help_text="留空则不变。用户下次登录须先改成自己的密码。",
    )
    reset_second_factor = forms.BooleanField(
        label="重置第二因素",
        required=False,
        widget=UnfoldBooleanWidget(),
        help_text="用户下次登录时重新设置手机验证器。",
    )
    unlock = forms.BooleanField(
        label="解除登录锁定",
        required=False,
        widget=UnfoldBooleanWidget(),
        help_text="连续输错密码而被锁定的用户可立即重新登录。",
    )
    reason = forms.CharField(label="变更理由", widget=UnfoldAdminTextareaWidget())

    class Meta:
        model = User
        fields = ["display_name", "phone", "role", "agency", "is_head", "is_active"]
        widgets = WIDGETS
        help_texts = {"is_active": "停用后不能登录；账号和以往的记录都保留，不删除。"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What a user has not got cannot be reset; ``selectors.with_access`` tells it."""
        super().__init__(*args, **kwargs)
        self.fields["reset_second_factor"].disabled = not self.instance.has_second_factor
        self.fields["unlock"].disabled = not self.instance.is_locked_out

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        _check_password(self, "new_password")
        return cleaned


class NewMandateForm(forms.ModelForm):
    """Tie an enterprise user to a business whose papers were checked."""

    class Meta:
        model = Mandate
        fields = ["user", "uscc", "kind", "scope", "until_on", "reason"]
        help_texts = {
            "until_on": "留空为长期有效。",
            "reason": "写明核验的营业执照、授权委托书和本人身份证件。",
        }


class MandateForm(forms.ModelForm):
    """End a mandate."""

    why = forms.CharField(
        label="终止理由",
        widget=UnfoldAdminTextareaWidget(),
        help_text="保存后该用户不再代表此主体。",
    )

    class Meta:
        model = Mandate
        fields: list[str] = []


def _check_password(form: forms.ModelForm, name: str) -> None:
    password = form.cleaned_data.get(name)
    if not password:
        return
    try:
        validate_password(password, form.instance)
    except ValidationError as error:
        form.add_error(name, error)

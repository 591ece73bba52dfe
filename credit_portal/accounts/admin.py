"""Agencies and users in the back office; saving calls the services."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin
from unfold.admin import ModelAdmin
from unfold.decorators import display

from credit_portal.accounts import mandates, services
from credit_portal.accounts.admin_mixins import AdministratorOnly
from credit_portal.accounts.forms import MandateForm, NewMandateForm, NewUserForm, UserForm
from credit_portal.accounts.models import Agency, Mandate, User
from credit_portal.accounts.permissions import SignedInRequest
from credit_portal.accounts.selectors import with_access
from credit_portal.shared.clock import now

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


@admin.register(Agency)
class AgencyAdmin(AdministratorOnly, SimpleHistoryAdmin, ModelAdmin):
    """The tree of agencies."""

    list_display = ["code", "name", "kind", "parent", "uscc", "is_active"]
    list_filter = ["kind", "is_active"]
    list_select_related = ["parent"]
    search_fields = ["code", "name", "short_name", "uscc"]

    def save_model(
        self, request: SignedInRequest, obj: Agency, form: ModelForm, change: bool
    ) -> None:
        values = form.cleaned_data
        if change:
            services.change_agency(obj, by=request.user, at=now(), **values)
        else:
            obj.pk = services.create_agency(by=request.user, at=now(), **values).pk


# How a user gets in: shown, and changed by acts only.
ACCESS = ["last_login", "second_factor", "lock", "first_password"]


@admin.register(User)
class UserAdmin(AdministratorOnly, SimpleHistoryAdmin, ModelAdmin):
    """Accounts: opened, changed and closed here, never deleted."""

    form = UserForm
    list_display = ["username", "display_name", "role", "agency", "is_active", *ACCESS]
    list_filter = ["role", "is_active"]
    list_select_related = ["agency"]
    search_fields = ["username", "display_name", "agency__name"]

    def get_form(self, request: HttpRequest, obj: User | None = None, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = NewUserForm
        return super().get_form(request, obj, **kwargs)

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        form = UserForm if obj else NewUserForm
        return [*self.get_readonly_fields(request, obj), *form.base_fields]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        return ["username", *ACCESS] if obj else []

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return with_access(super().get_queryset(request), at=now())

    @display(description="第二因素", ordering="has_second_factor", label={"未设置": "warning"})
    def second_factor(self, user: User) -> str:
        return "已设置" if user.has_second_factor else "未设置"

    @display(description="登录锁定", ordering="is_locked_out", label={"已锁定": "danger"})
    def lock(self, user: User) -> str:
        return "已锁定" if user.is_locked_out else "未锁定"

    @display(description="初始密码", ordering="-password_is_temporary", label={"未修改": "warning"})
    def first_password(self, user: User) -> str:
        return "未修改" if user.password_is_temporary else "已修改"

    def save_model(
        self, request: SignedInRequest, obj: User, form: ModelForm, change: bool
    ) -> None:
        values = form.cleaned_data
        if change:
            services.administer_user(obj, by=request.user, at=now(), **values)
        else:
            obj.pk = services.create_user(by=request.user, at=now(), **values).pk


MANDATE = [
    "user", "uscc", "kind", "scope", "origin", "until_on", "reason", "granted_by", "granted_at",
    "ended_at", "end_reason",
]  # fmt: skip


@admin.register(Mandate)
class MandateAdmin(AdministratorOnly, SimpleHistoryAdmin, ModelAdmin):
    """For whom enterprise users act: granted and ended here, never changed."""

    form = MandateForm
    list_display = ["user", "uscc", "kind", "scope", "until_on", "granted_at", "ended_at"]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__display_name", "uscc"]

    def get_form(self, request: HttpRequest, obj: Mandate | None = None, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = NewMandateForm
        return super().get_form(request, obj, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Mandate | None = None) -> list[str]:
        form = MandateForm if obj else NewMandateForm
        return [*self.get_readonly_fields(request, obj), *form.base_fields]

    def get_readonly_fields(self, request: HttpRequest, obj: Mandate | None = None) -> list[str]:
        return MANDATE if obj else []

    def has_change_permission(self, request: HttpRequest, obj: Mandate | None = None) -> bool:
        """An ended mandate is only looked at."""
        return super().has_change_permission(request, obj) and not (obj and obj.ended_at)

    def save_model(
        self, request: SignedInRequest, obj: Mandate, form: ModelForm, change: bool
    ) -> None:
        values = form.cleaned_data
        if change:
            mandates.end_mandate(mandate=obj, reason=values["why"], by=request.user, at=now())
        else:
            obj.pk = mandates.grant_mandate(by=request.user, at=now(), **values).pk

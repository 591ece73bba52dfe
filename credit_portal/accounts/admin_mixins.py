"""The back office opens by role: the administrator's alone, without Django's permission tables."""

from typing import Any

from django.http import HttpRequest

from credit_portal.accounts.choices import Role


class AdministratorOnly:
    """For a ``ModelAdmin``: administrators view, add and change; nobody deletes."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _is_administrator(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_administrator(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return _is_administrator(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_administrator(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _is_administrator(request: HttpRequest) -> bool:
    return getattr(request.user, "role", "") == Role.ADMINISTRATOR

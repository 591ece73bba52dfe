"""Who looks at the figures of the whole."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from credit_portal.accounts.choices import BUSINESS_ROLES
from credit_portal.accounts.models import User
from credit_portal.accounts.permissions import View, role_required

REFUSAL = "领导驾驶舱只对信用办和各单位负责人开放。"


def leading(view: View) -> View:
    """Open a view to the lead office and heads of agencies only."""

    @role_required(*BUSINESS_ROLES)
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not isinstance(request.user, User) or not request.user.leads:
            raise PermissionDenied(REFUSAL)
        return view(request, *args, **kwargs)

    return guarded

"""Who reads the audit log.

The roles stand as values: ``accounts`` is above this app and writes to it.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

READERS = frozenset({"auditor", "administrator"})
View = Callable[..., HttpResponseBase]


def reader_required(view: View) -> View:
    """Open a view to auditors and administrators only."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.user.role not in READERS:
            raise PermissionDenied("审计记录只供审计人员和系统管理员查阅。")
        return view(request, *args, **kwargs)

    return guarded

"""The portal with addresses that exist for tests only: each refuses in its own way."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from credit_portal import urls as portal_urls
from credit_portal.portal import errors
from credit_portal.shared.errors import DomainError, Invalid, NotVisible, Refused

REFUSALS: dict[str, Exception] = {
    "refused": Refused("commitment_closed", "该承诺已经办结，不能再补正。"),
    "invalid": Invalid("form_invalid", "请更正后再提交。", {"uscc": "代码的校验位不对。"}),
    "hidden": NotVisible(),
    "plain": DomainError("too_early", "还没有到办理时间。"),
    "denied": PermissionDenied("您的角色无权打开此页面。"),
    "suspicious": SuspiciousOperation("tampered"),
    "broken": RuntimeError("a defect"),
}


def refuse(request: HttpRequest, how: str) -> HttpResponse:
    raise REFUSALS[how]


handler400 = portal_urls.handler400
handler403 = portal_urls.handler403
handler404 = portal_urls.handler404
handler500 = portal_urls.handler500
urlpatterns = [
    path("refuse/<str:how>/", refuse),
    path("too-many/", errors.too_many),
    path("", include(portal_urls)),
]

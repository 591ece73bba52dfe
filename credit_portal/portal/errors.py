"""What the user reads when a request is not answered: what happened, and what to do now."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@dataclass(frozen=True)
class ErrorPage:
    """The sentences of one status."""

    status: int
    title: str
    text: str
    advice: str


BAD_REQUEST = ErrorPage(
    400, "请求无法识别", "提交的内容不完整或格式有误。", "请返回上一页，刷新后重新提交。"
)
CSRF_FAILED = ErrorPage(
    403,
    "页面已失效",
    "页面停留时间过长，或浏览器禁用了 Cookie，本次提交没有被接受，内容也没有改变。",
    "请返回上一页，刷新后重新填写并提交；如仍不能提交，请允许本站使用 Cookie。",
)
FORBIDDEN = ErrorPage(
    403,
    "没有权限",
    "您的账号无权打开此页面或办理此事项。",
    "如因工作需要，请联系本单位的系统管理员调整角色。",
)
NOT_FOUND = ErrorPage(
    404,
    "没有找到",
    "您要的页面不存在，可能已被撤回，或您无权查看。",
    "请核对网址，或从首页重新查找。",
)
TOO_MANY = ErrorPage(
    429, "操作过于频繁", "短时间内请求次数过多，已暂停响应。", "请稍等几分钟再试。"
)
SERVER_ERROR = ErrorPage(
    500,
    "系统出错了",
    "系统没有完成您的操作，错误已记录，管理人员会处理。",
    "请稍后再试；如反复出现，请告诉我们发生的时间和您正在办理的事项。",
)


def error_page(request: HttpRequest, page: ErrorPage, text: str = "") -> HttpResponse:
    """The page of ``page.status``; ``text`` may say more exactly what happened."""
    context = {"page": page, "text": text or page.text}
    return render(request, "errors/error.html", context, status=page.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``PermissionDenied("…")`` shows its own sentence."""
    return error_page(request, FORBIDDEN, str(exception))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(request, CSRF_FAILED)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, NOT_FOUND)


def too_many(request: HttpRequest) -> HttpResponse:
    """For whatever limits the rate of requests."""
    return error_page(request, TOO_MANY)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page(request, SERVER_ERROR)

"""What ``manage.py check --deploy`` says where no mail can be sent."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

NO_MAIL = Warning(
    "EMAIL_URL is not set: subscriptions by e-mail are not offered. "
    "未设置 EMAIL_URL：公示网站不提供邮件订阅，页面会说明。",
    id="subscriptions.W001",
)


@register(deploy=True)
def mail_is_set(**_: Any) -> list[CheckMessage]:
    return [] if settings.PORTAL_MAIL_IS_SET else [NO_MAIL]

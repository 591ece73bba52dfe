from datetime import date
from typing import Any

from django.apps import AppConfig

from credit_portal.shared.duties import Duty, register
from credit_portal.shared.navigation import NavItem
from credit_portal.shared.navigation import register as add_to_menu


class MessagesConfig(AppConfig):
    name = "credit_portal.messages"
    label = "portal_messages"
    verbose_name = "消息"

    def ready(self) -> None:
        from credit_portal.accounts.choices import OFFICIAL_ROLES
        from credit_portal.messages import receivers  # noqa: F401

        officials = frozenset(str(role) for role in OFFICIAL_ROLES)
        add_to_menu(
            NavItem("消息", "messages:my", "bell", order=5, face="my"),
            NavItem("消息", "messages:desk", "bell", officials, 790, "系统"),
        )
        register(
            Duty("未读消息", _unread, "messages:desk", officials, tone="info", order=5),
            Duty("新消息", _unread, "messages:my", frozenset({"enterprise"}), tone="info", order=5),
        )


def _unread(viewer: Any, _on: date) -> int:
    from credit_portal.messages.models import Message

    return Message.objects.addressed_to(viewer).unread().count()

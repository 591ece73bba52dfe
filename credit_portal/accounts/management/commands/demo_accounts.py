"""``manage.py demo_accounts``: make sure the demo accounts exist and print them."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from credit_portal.accounts import demo
from credit_portal.accounts.models import User
from credit_portal.shared.clock import now
from credit_portal.shared.errors import Refused


class Command(BaseCommand):
    help = "建立并列出演示账号（正式环境拒绝）。"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            demo.build_demo_accounts(at=now())
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        names = [user.username for user in demo.USERS]
        self.stdout.write(f"演示账号，密码均为 {demo.PASSWORD}")
        for user in User.objects.filter(username__in=names).select_related("agency").order_by("id"):
            agency = user.agency.name if user.agency else "—"
            self.stdout.write(
                f"  {user.username:<10} {user.get_role_display()} · {agency} · {user.display_name}"
            )
        if settings.TEST_IDENTITY_PROVIDER:
            self.stdout.write("企业实名登录：/login/enterprise/，在测试认证平台选择演示人物")

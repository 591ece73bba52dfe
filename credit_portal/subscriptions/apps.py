from django.apps import AppConfig

ACTS = {
    "subscriptions.ask_for_mails": "申请邮件订阅",
    "subscriptions.confirm_subscription": "确认邮件订阅",
    "subscriptions.leave_subscription": "退订邮件",
    "subscriptions.delete_unconfirmed": "删除未确认的邮件订阅",
}


class SubscriptionsConfig(AppConfig):
    name = "credit_portal.subscriptions"
    label = "subscriptions"
    verbose_name = "邮件订阅"

    def ready(self) -> None:
        from credit_portal.audit.acts import name_acts
        from credit_portal.subscriptions import (  # noqa: F401 - register themselves
            checks,
            receivers,
        )

        name_acts(ACTS)

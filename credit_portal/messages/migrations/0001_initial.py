import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True, verbose_name="事由编号")),
                ("uscc", models.CharField(blank=True, max_length=18, verbose_name="收件主体")),
                ("heads_only", models.BooleanField(default=False, verbose_name="仅负责人")),
                ("subject", models.CharField(max_length=200, verbose_name="标题")),
                ("text", models.TextField(max_length=2000, verbose_name="内容")),
                ("url", models.CharField(blank=True, max_length=200, verbose_name="办理页面")),
                ("sent_at", models.DateTimeField(verbose_name="发送时间")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="阅读时间")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="收件单位",
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="阅读人",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收件人",
                    ),
                ),
            ],
            options={
                "verbose_name": "消息",
                "verbose_name_plural": "消息",
                "ordering": ["-sent_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("uscc", ""), _negated=True),
                        fields=["uscc", "-sent_at"],
                        name="message_to_business",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agency", None), ("uscc", ""), ("user__isnull", False)),
                            models.Q(("agency__isnull", False), ("uscc", ""), ("user", None)),
                            models.Q(
                                ("agency", None),
                                ("user", None),
                                models.Q(("uscc", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="message_has_one_recipient",
                    )
                ],
            },
        ),
    ]

import django.db.models.deletion
import simple_history.models
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
            name="Deadline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=40, verbose_name="期限事项")),
                ("label", models.CharField(max_length=60, verbose_name="期限名称")),
                ("basis", models.CharField(max_length=200, verbose_name="依据")),
                ("subject", models.CharField(max_length=200, verbose_name="办理事项")),
                ("url", models.CharField(max_length=200, verbose_name="办理页面")),
                (
                    "waits_for_others",
                    models.BooleanField(default=False, verbose_name="等候他人办理"),
                ),
                ("started_on", models.DateField(verbose_name="起算日（当日不计）")),
                ("days", models.PositiveSmallIntegerField(verbose_name="期限（工作日）")),
                (
                    "extra_days",
                    models.PositiveSmallIntegerField(default=0, verbose_name="延长（工作日）"),
                ),
                (
                    "extension_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="延长理由"),
                ),
                ("due_on", models.DateField(verbose_name="截止日期")),
                ("is_provisional", models.BooleanField(default=False, verbose_name="暂定")),
                ("opened_at", models.DateTimeField(verbose_name="开始时间")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="accounts.agency",
                        verbose_name="办理单位",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
            ],
            options={
                "verbose_name": "办理期限",
                "verbose_name_plural": "办理期限",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["due_on"],
                        name="deadline_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("extension_reason", ""), ("extra_days", 0)),
                            models.Q(
                                ("extra_days__gt", 0),
                                models.Q(("extension_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="deadline_extension_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("started_on"))),
                        name="deadline_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadlinePause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="中止事由")),
                ("from_on", models.DateField(verbose_name="中止自")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="恢复计时")),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pauses",
                        to="deadlines.deadline",
                    ),
                ),
            ],
            options={
                "verbose_name": "中止计时",
                "verbose_name_plural": "中止计时",
                "ordering": ["from_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="deadline_pause_in_order",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on", None)),
                        fields=("deadline",),
                        name="deadline_paused_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDeadline",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=40, verbose_name="期限事项")),
                ("label", models.CharField(max_length=60, verbose_name="期限名称")),
                ("basis", models.CharField(max_length=200, verbose_name="依据")),
                ("subject", models.CharField(max_length=200, verbose_name="办理事项")),
                ("url", models.CharField(max_length=200, verbose_name="办理页面")),
                (
                    "waits_for_others",
                    models.BooleanField(default=False, verbose_name="等候他人办理"),
                ),
                ("started_on", models.DateField(verbose_name="起算日（当日不计）")),
                ("days", models.PositiveSmallIntegerField(verbose_name="期限（工作日）")),
                (
                    "extra_days",
                    models.PositiveSmallIntegerField(default=0, verbose_name="延长（工作日）"),
                ),
                (
                    "extension_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="延长理由"),
                ),
                ("due_on", models.DateField(verbose_name="截止日期")),
                ("is_provisional", models.BooleanField(default=False, verbose_name="暂定")),
                ("opened_at", models.DateTimeField(verbose_name="开始时间")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
                ("history_change_reason", models.TextField(null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="办理单位",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "期限历史",
                "verbose_name_plural": "historical 办理期限",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]

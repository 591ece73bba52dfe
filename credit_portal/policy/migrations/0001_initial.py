import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.operations
import django.db.models.deletion
import django_fsm
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        migrations.CreateModel(
            name="HolidayNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="年份")),
                ("title", models.CharField(max_length=200, verbose_name="通知标题")),
                ("number", models.CharField(max_length=60, verbose_name="文号")),
                ("is_confirmed", models.BooleanField(default=True, verbose_name="文号已核对")),
                ("imported_at", models.DateTimeField(verbose_name="录入时间")),
            ],
            options={
                "verbose_name": "放假通知",
                "verbose_name_plural": "放假通知",
                "ordering": ["-year"],
            },
        ),
        migrations.CreateModel(
            name="PolicyPack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="代码")),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "国家"),
                            ("province", "省"),
                            ("city", "市"),
                            ("district", "区县"),
                        ],
                        max_length=16,
                        verbose_name="级别",
                    ),
                ),
                ("region_code", models.CharField(max_length=6, verbose_name="行政区划代码")),
            ],
            options={
                "verbose_name": "政策包",
                "verbose_name_plural": "政策包",
                "ordering": ["region_code"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalHolidayNotice",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(db_index=True, verbose_name="年份")),
                ("title", models.CharField(max_length=200, verbose_name="通知标题")),
                ("number", models.CharField(max_length=60, verbose_name="文号")),
                ("is_confirmed", models.BooleanField(default=True, verbose_name="文号已核对")),
                ("imported_at", models.DateTimeField(verbose_name="录入时间")),
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
                "verbose_name": "放假通知历史",
                "verbose_name_plural": "historical 放假通知",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField(unique=True, verbose_name="日期")),
                (
                    "kind",
                    models.CharField(
                        choices=[("off", "放假"), ("work", "调休上班")],
                        max_length=8,
                        verbose_name="类型",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days",
                        to="policy.holidaynotice",
                        verbose_name="放假通知",
                    ),
                ),
            ],
            options={
                "verbose_name": "日历",
                "verbose_name_plural": "日历",
                "ordering": ["date"],
            },
        ),
        migrations.CreateModel(
            name="PackAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("region_code", models.CharField(max_length=6, verbose_name="行政区划代码")),
                ("from_date", models.DateField(verbose_name="起始日期")),
                ("to_date", models.DateField(blank=True, null=True, verbose_name="截止日期")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "待批准"),
                            ("approved", "已批准"),
                            ("rejected", "不予批准"),
                        ],
                        default="proposed",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.TextField(max_length=2000, verbose_name="理由")),
                ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="批准时间")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="批准人",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="policy.policypack",
                        verbose_name="政策包",
                    ),
                ),
            ],
            options={
                "verbose_name": "政策包适用",
                "verbose_name_plural": "政策包适用",
                "ordering": ["region_code", "-from_date"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_date__isnull", True),
                            ("to_date__gte", models.F("from_date")),
                            _connector="OR",
                        ),
                        name="pack_assignment_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            ("proposed_by__isnull", True),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="pack_assignment_second_officer",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "proposed")),
                        fields=("region_code",),
                        name="pack_assignment_one_open",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("status", "approved")),
                        expressions=[
                            ("region_code", "="),
                            (
                                models.Func(
                                    models.F("from_date"),
                                    models.F("to_date"),
                                    models.Value("[]"),
                                    function="DATERANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="pack_assignment_one_per_region",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPackVersion",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="版本号")),
                ("content", models.TextField(verbose_name="内容")),
                ("digest", models.CharField(max_length=64, verbose_name="内容摘要")),
                ("reason", models.TextField(max_length=2000, verbose_name="修改理由")),
                ("effective_from", models.DateField(verbose_name="生效日期")),
                (
                    "superseded_from",
                    models.DateField(blank=True, null=True, verbose_name="被取代日期"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待审批"),
                            ("approved", "已批准"),
                            ("superseded", "已被取代"),
                            ("rejected", "已退回"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="提交时间")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="审批时间")),
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
                    "approver",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审批人",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="起草人",
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
                (
                    "pack",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="policy.policypack",
                        verbose_name="政策包",
                    ),
                ),
            ],
            options={
                "verbose_name": "政策包版本历史",
                "verbose_name_plural": "historical 政策包版本",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPackAssignment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("region_code", models.CharField(max_length=6, verbose_name="行政区划代码")),
                ("from_date", models.DateField(verbose_name="起始日期")),
                ("to_date", models.DateField(blank=True, null=True, verbose_name="截止日期")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "待批准"),
                            ("approved", "已批准"),
                            ("rejected", "不予批准"),
                        ],
                        default="proposed",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.TextField(max_length=2000, verbose_name="理由")),
                ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="批准时间")),
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
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="批准人",
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
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
                (
                    "pack",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="policy.policypack",
                        verbose_name="政策包",
                    ),
                ),
            ],
            options={
                "verbose_name": "政策包适用历史",
                "verbose_name_plural": "historical 政策包适用",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PackVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="版本号")),
                ("content", models.TextField(verbose_name="内容")),
                ("digest", models.CharField(max_length=64, verbose_name="内容摘要")),
                ("reason", models.TextField(max_length=2000, verbose_name="修改理由")),
                ("effective_from", models.DateField(verbose_name="生效日期")),
                (
                    "superseded_from",
                    models.DateField(blank=True, null=True, verbose_name="被取代日期"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待审批"),
                            ("approved", "已批准"),
                            ("superseded", "已被取代"),
                            ("rejected", "已退回"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="提交时间")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="审批时间")),
                (
                    "approver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审批人",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="起草人",
                    ),
                ),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="policy.policypack",
                        verbose_name="政策包",
                    ),
                ),
            ],
            options={
                "verbose_name": "政策包版本",
                "verbose_name_plural": "政策包版本",
                "ordering": ["pack", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pack", "number"), name="pack_version_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("draft", "submitted"))),
                        fields=("pack",),
                        name="pack_version_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approver__isnull", True),
                            ("author__isnull", True),
                            models.Q(("approver", models.F("author")), _negated=True),
                            _connector="OR",
                        ),
                        name="pack_version_second_officer",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("status__in", ("approved", "superseded"))),
                        expressions=[
                            ("pack", "="),
                            (
                                models.Func(
                                    models.F("effective_from"),
                                    models.F("superseded_from"),
                                    models.Value("[)"),
                                    function="DATERANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="pack_version_one_in_force",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="packversion",
            trigger=pgtrigger.compiler.Trigger(
                name="decided_version_is_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NOT (OLD."status" = \'draft\') AND (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."effective_from" IS DISTINCT FROM (NEW."effective_from")))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="7d924a9b3ced75ce61aba0124bca00044d650bf6",
                    operation="UPDATE",
                    pgid="pgtrigger_decided_version_is_fixed_f029d",
                    table="policy_packversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="packversion",
            trigger=pgtrigger.compiler.Trigger(
                name="version_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="64f77f7489f497932cbac5239a79bb408707a9d0",
                    operation="DELETE",
                    pgid="pgtrigger_version_is_kept_53a3c",
                    table="policy_packversion",
                    when="BEFORE",
                ),
            ),
        ),
    ]

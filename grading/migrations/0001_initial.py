import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.core.validators
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
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("entities", "0002_register"),
        ("jobs", "0001_initial"),
        ("policy", "0001_initial"),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        migrations.CreateModel(
            name="EvaluationRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("full", "全面评价"),
                            ("incremental", "增量评价"),
                            ("reproduction", "历史复算"),
                        ],
                        max_length=16,
                        verbose_name="类型",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("running", "进行中"),
                            ("completed", "已完成"),
                            ("failed", "未完成"),
                        ],
                        default="running",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("on", models.DateField(verbose_name="评价日期")),
                ("known_at", models.DateTimeField(verbose_name="数据截至")),
                ("policy", models.CharField(max_length=80, verbose_name="适用政策版本")),
                ("cause", models.CharField(blank=True, max_length=200, verbose_name="起因")),
                ("started_at", models.DateTimeField(verbose_name="开始时间")),
                (
                    "completed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="完成时间"),
                ),
                ("entities", models.PositiveIntegerField(default=0, verbose_name="评价主体数")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="等级变动数")),
                (
                    "grade_counts",
                    models.JSONField(blank=True, default=dict, verbose_name="各等级数"),
                ),
                (
                    "class_counts",
                    models.JSONField(blank=True, default=dict, verbose_name="各类别数"),
                ),
                (
                    "transitions",
                    models.JSONField(blank=True, default=dict, verbose_name="等级变动"),
                ),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="结果摘要")),
                (
                    "job",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.job",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发起人",
                    ),
                ),
            ],
            options={
                "verbose_name": "评价运行",
                "verbose_name_plural": "评价运行",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["on", "completed_at"], name="evaluation_run_on")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "running")),
                        fields=("status",),
                        name="evaluation_run_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("completed_at__isnull", False), ("status", "completed")),
                            ("completed_at__isnull", True),
                            _connector="OR",
                        ),
                        name="evaluation_run_completed_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Grade",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="评价日期")),
                ("score", models.SmallIntegerField(blank=True, null=True, verbose_name="得分")),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("A", "A级"),
                            ("B", "B级"),
                            ("C", "C级"),
                            ("D", "D级"),
                            ("E", "E级"),
                        ],
                        max_length=1,
                        verbose_name="信用等级",
                    ),
                ),
                (
                    "credit_class",
                    models.CharField(
                        choices=[
                            ("trustworthy", "诚信守法"),
                            ("minor", "轻微失信"),
                            ("general", "一般失信"),
                            ("serious", "严重失信"),
                        ],
                        max_length=16,
                        verbose_name="信用类别",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("national_result", "国家公共信用综合评价结果"),
                            ("province_result", "省公共信用综合评价结果"),
                            ("industry_result", "行业信用评价结果"),
                            ("local_model", "本地公共信用综合评价"),
                        ],
                        max_length=16,
                        verbose_name="结果来源",
                    ),
                ),
                ("lacks_information", models.BooleanField(verbose_name="信息不足")),
                ("is_overridden", models.BooleanField(verbose_name="人工调整")),
                (
                    "next_change_on",
                    models.DateField(blank=True, null=True, verbose_name="下次自动变化日"),
                ),
                (
                    "previous_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A级"),
                            ("B", "B级"),
                            ("C", "C级"),
                            ("D", "D级"),
                            ("E", "E级"),
                        ],
                        max_length=1,
                        verbose_name="原等级",
                    ),
                ),
                (
                    "previous_class",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("trustworthy", "诚信守法"),
                            ("minor", "轻微失信"),
                            ("general", "一般失信"),
                            ("serious", "严重失信"),
                        ],
                        max_length=16,
                        verbose_name="原类别",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grades",
                        to="entities.entity",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grades",
                        to="grading.evaluationrun",
                    ),
                ),
            ],
            options={
                "verbose_name": "信用等级",
                "verbose_name_plural": "信用等级",
                "indexes": [
                    models.Index(
                        models.F("entity"),
                        models.OrderBy(models.F("id"), descending=True),
                        name="grade_of_entity",
                    ),
                    models.Index(
                        condition=models.Q(("next_change_on__isnull", False)),
                        fields=["next_change_on"],
                        name="grade_due",
                    ),
                    django.contrib.postgres.indexes.BrinIndex(
                        autosummarize=True, fields=["run"], name="grade_run"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClassNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to_entity", models.BooleanField(default=True, verbose_name="提示经营主体")),
                ("sent_at", models.DateTimeField(verbose_name="发出时间")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="阅读时间")),
                (
                    "handled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="办结时间"),
                ),
                (
                    "handling",
                    models.TextField(blank=True, max_length=2000, verbose_name="处理情况"),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="class_notices",
                        to="entities.entity",
                    ),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="监管单位",
                    ),
                ),
                (
                    "grade",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice",
                        to="grading.grade",
                    ),
                ),
            ],
            options={
                "verbose_name": "类别变动提示",
                "verbose_name_plural": "类别变动提示",
                "ordering": ["-sent_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("handled_at__isnull", True), ("supervisor__isnull", False)
                        ),
                        fields=["supervisor"],
                        name="class_notice_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GradeOverride",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("A", "A级"),
                            ("B", "B级"),
                            ("C", "C级"),
                            ("D", "D级"),
                            ("E", "E级"),
                        ],
                        max_length=1,
                        verbose_name="调整为",
                    ),
                ),
                ("reason", models.TextField(max_length=2000, verbose_name="调整理由")),
                ("from_on", models.DateField(verbose_name="自")),
                ("until_on", models.DateField(verbose_name="至（不含当日）")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "待批准"),
                            ("approved", "已批准"),
                            ("rejected", "未批准"),
                            ("ended", "已提前终止"),
                        ],
                        default="proposed",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="批准时间"),
                ),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="提前终止时间"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="批准人",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grade_overrides",
                        to="entities.entity",
                        verbose_name="主体",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
            ],
            options={
                "verbose_name": "等级人工调整",
                "verbose_name_plural": "等级人工调整",
                "ordering": ["-proposed_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))),
                        name="override_expires_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="override_second_officer",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("status", "approved")),
                        expressions=[
                            ("entity", "="),
                            (
                                models.Func(
                                    models.F("from_on"),
                                    models.F("until_on"),
                                    models.Value("[)"),
                                    function="DATERANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="override_one_at_a_time",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGradeOverride",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("A", "A级"),
                            ("B", "B级"),
                            ("C", "C级"),
                            ("D", "D级"),
                            ("E", "E级"),
                        ],
                        max_length=1,
                        verbose_name="调整为",
                    ),
                ),
                ("reason", models.TextField(max_length=2000, verbose_name="调整理由")),
                ("from_on", models.DateField(verbose_name="自")),
                ("until_on", models.DateField(verbose_name="至（不含当日）")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "待批准"),
                            ("approved", "已批准"),
                            ("rejected", "未批准"),
                            ("ended", "已提前终止"),
                        ],
                        default="proposed",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="批准时间"),
                ),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="提前终止时间"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.TextField(null=True)),
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
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.entity",
                        verbose_name="主体",
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
            ],
            options={
                "verbose_name": "人工调整历史",
                "verbose_name_plural": "historical 等级人工调整",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalScoringModel",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_index=True, verbose_name="版本")),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="说明")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待批准"),
                            ("published", "已发布"),
                            ("discarded", "已作废"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("base", models.SmallIntegerField(default=80, verbose_name="基础分")),
                ("lowest", models.SmallIntegerField(default=0, verbose_name="最低分")),
                ("highest", models.SmallIntegerField(default=100, verbose_name="最高分")),
                ("bonus_cap", models.SmallIntegerField(default=20, verbose_name="加分上限")),
                ("a_from", models.SmallIntegerField(default=90, verbose_name="A级最低分")),
                ("b_from", models.SmallIntegerField(default=80, verbose_name="B级最低分")),
                ("c_from", models.SmallIntegerField(default=65, verbose_name="C级最低分")),
                ("d_from", models.SmallIntegerField(default=50, verbose_name="D级最低分")),
                (
                    "is_reference",
                    models.BooleanField(default=True, verbose_name="参考模型（仅供参考）"),
                ),
                (
                    "effective_from",
                    models.DateField(blank=True, null=True, verbose_name="生效日期"),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="提交时间"),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="发布时间"),
                ),
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
                        verbose_name="批准人",
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
            ],
            options={
                "verbose_name": "评价模型历史",
                "verbose_name_plural": "historical 评价模型",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RunDistribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.CharField(blank=True, max_length=1, verbose_name="行业门类")),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("A", "A级"),
                            ("B", "B级"),
                            ("C", "C级"),
                            ("D", "D级"),
                            ("E", "E级"),
                        ],
                        max_length=1,
                        verbose_name="信用等级",
                    ),
                ),
                ("count", models.PositiveIntegerField(verbose_name="主体数")),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="distribution",
                        to="grading.evaluationrun",
                    ),
                ),
                (
                    "town",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entities.town",
                    ),
                ),
            ],
            options={
                "verbose_name": "等级分布",
                "verbose_name_plural": "等级分布",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "town", "section", "grade"),
                        name="run_distribution_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoringModel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(unique=True, verbose_name="版本")),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="说明")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待批准"),
                            ("published", "已发布"),
                            ("discarded", "已作废"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("base", models.SmallIntegerField(default=80, verbose_name="基础分")),
                ("lowest", models.SmallIntegerField(default=0, verbose_name="最低分")),
                ("highest", models.SmallIntegerField(default=100, verbose_name="最高分")),
                ("bonus_cap", models.SmallIntegerField(default=20, verbose_name="加分上限")),
                ("a_from", models.SmallIntegerField(default=90, verbose_name="A级最低分")),
                ("b_from", models.SmallIntegerField(default=80, verbose_name="B级最低分")),
                ("c_from", models.SmallIntegerField(default=65, verbose_name="C级最低分")),
                ("d_from", models.SmallIntegerField(default=50, verbose_name="D级最低分")),
                (
                    "is_reference",
                    models.BooleanField(default=True, verbose_name="参考模型（仅供参考）"),
                ),
                (
                    "effective_from",
                    models.DateField(blank=True, null=True, verbose_name="生效日期"),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="提交时间"),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="发布时间"),
                ),
                (
                    "approver",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="批准人",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="起草人",
                    ),
                ),
            ],
            options={
                "verbose_name": "评价模型",
                "verbose_name_plural": "评价模型",
                "ordering": ["-version"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("draft", "submitted"))),
                        fields=("status",),
                        name="scoring_model_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approver__isnull", True),
                            ("author__isnull", True),
                            models.Q(("approver", models.F("author")), _negated=True),
                            _connector="OR",
                        ),
                        name="scoring_model_second_officer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at__isnull", True),
                            ("effective_from__isnull", False),
                            _connector="OR",
                        ),
                        name="scoring_model_published_has_day",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                (
                    "code",
                    models.CharField(
                        max_length=8,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z][A-Z0-9]*$", "编码由大写字母和数字组成。"
                            )
                        ],
                        verbose_name="编码",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="指标名称")),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("facts", "信用记录"),
                            ("repetition", "同一机关多次处罚"),
                            ("industry", "上一期行业信用评价"),
                            ("related", "关联人员（仅提示，不计分）"),
                        ],
                        default="facts",
                        max_length=16,
                        verbose_name="计分对象",
                    ),
                ),
                (
                    "points",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="fact type (or grade of an industry assessment) → points",
                        verbose_name="分值",
                    ),
                ),
                (
                    "cap",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="累计上限"
                    ),
                ),
                (
                    "window_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="计分期限（个月）"
                    ),
                ),
                (
                    "halved_after_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="减半起点（个月）"
                    ),
                ),
                (
                    "best_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A级"),
                            ("B", "B级"),
                            ("C", "C级"),
                            ("D", "D级"),
                            ("E", "E级"),
                        ],
                        max_length=1,
                        verbose_name="最高可评等级",
                    ),
                ),
                ("at_least", models.PositiveSmallIntegerField(default=1, verbose_name="起算次数")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="依据")),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="grading.scoringmodel",
                    ),
                ),
            ],
            options={
                "verbose_name": "评价指标",
                "verbose_name_plural": "评价指标",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("model", "code"), name="indicator_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[A-Z][A-Z0-9]*$")),
                        name="indicator_code_form",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalIndicator",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                (
                    "code",
                    models.CharField(
                        max_length=8,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z][A-Z0-9]*$", "编码由大写字母和数字组成。"
                            )
                        ],
                        verbose_name="编码",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="指标名称")),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("facts", "信用记录"),
                            ("repetition", "同一机关多次处罚"),
                            ("industry", "上一期行业信用评价"),
                            ("related", "关联人员（仅提示，不计分）"),
                        ],
                        default="facts",
                        max_length=16,
                        verbose_name="计分对象",
                    ),
                ),
                (
                    "points",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="fact type (or grade of an industry assessment) → points",
                        verbose_name="分值",
                    ),
                ),
                (
                    "cap",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="累计上限"
                    ),
                ),
                (
                    "window_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="计分期限（个月）"
                    ),
                ),
                (
                    "halved_after_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="减半起点（个月）"
                    ),
                ),
                (
                    "best_grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A级"),
                            ("B", "B级"),
                            ("C", "C级"),
                            ("D", "D级"),
                            ("E", "E级"),
                        ],
                        max_length=1,
                        verbose_name="最高可评等级",
                    ),
                ),
                ("at_least", models.PositiveSmallIntegerField(default=1, verbose_name="起算次数")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="依据")),
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
                (
                    "model",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="grading.scoringmodel",
                    ),
                ),
            ],
            options={
                "verbose_name": "评价指标历史",
                "verbose_name_plural": "historical 评价指标",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="evaluationrun",
            name="model",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="runs",
                to="grading.scoringmodel",
                verbose_name="评价模型",
            ),
        ),
        migrations.CreateModel(
            name="SimulationReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="评价日期")),
                ("known_at", models.DateTimeField(verbose_name="数据截至")),
                ("base_policy", models.CharField(max_length=80, verbose_name="现行政策版本")),
                ("policy", models.CharField(max_length=80, verbose_name="试算政策版本")),
                (
                    "digest",
                    models.CharField(blank=True, max_length=64, verbose_name="模型内容摘要"),
                ),
                ("started_at", models.DateTimeField(verbose_name="开始时间")),
                (
                    "completed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="完成时间"),
                ),
                ("entities", models.PositiveIntegerField(default=0, verbose_name="试算主体数")),
                ("moved", models.PositiveIntegerField(default=0, verbose_name="等级变动数")),
                (
                    "transitions",
                    models.JSONField(blank=True, default=dict, verbose_name="等级变动"),
                ),
                (
                    "class_transitions",
                    models.JSONField(blank=True, default=dict, verbose_name="类别变动"),
                ),
                ("boundaries", models.JSONField(blank=True, default=dict, verbose_name="临界分布")),
                ("groups", models.JSONField(blank=True, default=dict, verbose_name="分组")),
                ("workload", models.JSONField(blank=True, default=dict, verbose_name="检查工作量")),
                (
                    "base_model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grading.scoringmodel",
                        verbose_name="现行模型",
                    ),
                ),
                (
                    "job",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.job",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="grading.scoringmodel",
                        verbose_name="试算模型",
                    ),
                ),
                (
                    "pack_version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="policy.packversion",
                        verbose_name="试算政策包",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发起人",
                    ),
                ),
            ],
            options={
                "verbose_name": "试算报告",
                "verbose_name_plural": "试算报告",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="SimulatedMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score_before", models.SmallIntegerField(null=True, verbose_name="现行得分")),
                ("score_after", models.SmallIntegerField(null=True, verbose_name="试算得分")),
                (
                    "grade_before",
                    models.CharField(
                        choices=[
                            ("A", "A级"),
                            ("B", "B级"),
                            ("C", "C级"),
                            ("D", "D级"),
                            ("E", "E级"),
                        ],
                        max_length=1,
                        verbose_name="现行等级",
                    ),
                ),
                (
                    "grade_after",
                    models.CharField(
                        choices=[
                            ("A", "A级"),
                            ("B", "B级"),
                            ("C", "C级"),
                            ("D", "D级"),
                            ("E", "E级"),
                        ],
                        max_length=1,
                        verbose_name="试算等级",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="grading.simulationreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "试算变动",
                "verbose_name_plural": "试算变动",
                "ordering": ["entity"],
                "indexes": [
                    models.Index(fields=["report", "entity"], name="simulated_move_of_report")
                ],
            },
        ),
        migrations.CreateModel(
            name="ExternalAssessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("national", "国家公共信用综合评价"),
                            ("province", "省公共信用综合评价"),
                            ("industry", "行业信用评价"),
                            ("market", "市场信用评价"),
                        ],
                        max_length=16,
                        verbose_name="来源",
                    ),
                ),
                ("domain", models.CharField(blank=True, max_length=50, verbose_name="领域")),
                ("period", models.CharField(max_length=20, verbose_name="评价周期")),
                ("period_ends_on", models.DateField(verbose_name="周期截止日")),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("A", "A级"),
                            ("B", "B级"),
                            ("C", "C级"),
                            ("D", "D级"),
                            ("E", "E级"),
                        ],
                        max_length=1,
                        verbose_name="评价等级",
                    ),
                ),
                ("counts_from", models.DateField(verbose_name="采用起始日")),
                ("counts_until", models.DateField(verbose_name="采用截止日（不含当日）")),
                ("recorded_at", models.DateTimeField(verbose_name="入库时间")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤回时间"),
                ),
                (
                    "withdrawal_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="撤回原因"),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entities.importbatch",
                        verbose_name="来源批次",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="entities.entity",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="报送单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "外部评价结果",
                "verbose_name_plural": "外部评价结果",
                "ordering": ["-period_ends_on", "-pk"],
                "indexes": [models.Index(fields=["recorded_at"], name="assessment_recorded")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("entity", "source", "domain", "period"),
                        name="assessment_once_a_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("counts_until__gt", models.F("counts_from"))),
                        name="assessment_counts_in_order",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grade",
            trigger=pgtrigger.compiler.Trigger(
                name="grade_is_never_edited",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="a743c36e4020036c708c8704446ba59ce5b60349",
                    operation="UPDATE",
                    pgid="pgtrigger_grade_is_never_edited_3c74a",
                    table="grading_grade",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scoringmodel",
            trigger=pgtrigger.compiler.Trigger(
                name="published_model_is_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."published_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="f91631bd7bbda02e2e6511a03762a8abc467bc26",
                    operation="UPDATE",
                    pgid="pgtrigger_published_model_is_fixed_1d641",
                    table="grading_scoringmodel",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scoringmodel",
            trigger=pgtrigger.compiler.Trigger(
                name="published_model_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."published_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="e2c8b91c281073d4e0dfe0687a88d9ee8b7717b6",
                    operation="DELETE",
                    pgid="pgtrigger_published_model_is_kept_04bc1",
                    table="grading_scoringmodel",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="indicator",
            trigger=pgtrigger.compiler.Trigger(
                name="published_indicator_is_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF EXISTS (SELECT FROM grading_scoringmodel\n                               WHERE id = COALESCE(NEW.model_id, OLD.model_id)\n                               AND published_at IS NOT NULL)\n                    THEN RAISE EXCEPTION 'the model of this indicator is published'\n                         USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    RETURN COALESCE(NEW, OLD);\n                ",
                    hash="25cf3dae8eaf50bc6842030548c13ed1e04c087a",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_published_indicator_is_fixed_8b1e6",
                    table="grading_indicator",
                    when="BEFORE",
                ),
            ),
        ),
    ]

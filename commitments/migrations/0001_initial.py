import uuid

import django.db.models.deletion
import django_fsm
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import commitments.models.evidence
import commitments.models.ledger
import credit_portal.shared.files


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("entities", "0002_register"),
        ("jobs", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalCommitment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        db_index=True,
                        editable=False,
                        max_length=20,
                        null=True,
                        verbose_name="承诺编码",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("1", "审批替代型"),
                            ("2", "容缺受理型"),
                            ("3", "证明事项型"),
                            ("4", "信用修复型"),
                            ("5", "行业自律型"),
                            ("6", "主动型"),
                            ("0", "其他"),
                        ],
                        max_length=1,
                        verbose_name="承诺类型",
                    ),
                ),
                (
                    "other_kind_name",
                    models.CharField(blank=True, max_length=50, verbose_name="其他类型名称"),
                ),
                (
                    "local_name",
                    models.CharField(blank=True, max_length=30, verbose_name="承诺方式"),
                ),
                ("matter", models.CharField(max_length=512, verbose_name="承诺事由")),
                ("content", models.TextField(max_length=4000, verbose_name="承诺内容")),
                ("liability", models.TextField(max_length=4000, verbose_name="违诺责任")),
                ("made_on", models.DateField(verbose_name="承诺作出日期")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="承诺有效期")),
                (
                    "publication",
                    models.CharField(
                        choices=[
                            ("public", "可向社会公开"),
                            ("limited", "特定范围内公开"),
                            ("closed", "不可公开"),
                        ],
                        default="public",
                        max_length=8,
                        verbose_name="公开类型",
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=512, verbose_name="备注")),
                (
                    "missing_materials",
                    models.TextField(blank=True, max_length=2000, verbose_name="所缺材料"),
                ),
                (
                    "supplement_due_on",
                    models.DateField(blank=True, null=True, verbose_name="补齐期限"),
                ),
                (
                    "supplemented_on",
                    models.DateField(blank=True, null=True, verbose_name="补交日期"),
                ),
                (
                    "supplement_conforms",
                    models.BooleanField(blank=True, null=True, verbose_name="补交材料符合要求"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("withdrawn", "已撤回"),
                            ("registered", "履行中"),
                            ("fulfilled", "全部履行"),
                            ("partly_fulfilled", "部分履行"),
                            ("not_fulfilled", "全部未履行"),
                            ("false", "虚假承诺"),
                            ("voided", "已作废"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                (
                    "recognised_on",
                    models.DateField(blank=True, null=True, verbose_name="履行状态认定日期"),
                ),
                (
                    "unfulfilled_content",
                    models.TextField(blank=True, max_length=4000, verbose_name="未履行的承诺内容"),
                ),
                (
                    "liability_pursued",
                    models.TextField(blank=True, max_length=4000, verbose_name="违诺责任追究内容"),
                ),
                (
                    "disqualifying_event",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_supplied_in_time", "在规定期限内未提交材料"),
                            ("not_conforming", "提交材料不符合要求"),
                            ("false_commitment", "作出不实承诺"),
                        ],
                        max_length=24,
                        verbose_name="不再适用承诺制的情形",
                    ),
                ),
                (
                    "evidence",
                    models.TextField(blank=True, max_length=2000, verbose_name="认定依据"),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                (
                    "registered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="登记时间"),
                ),
                ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="作废时间")),
                (
                    "void_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="作废原因"),
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
            ],
            options={
                "verbose_name": "承诺历史",
                "verbose_name_plural": "historical 信用承诺",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="LedgerSubmission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(help_text="该月第一天", verbose_name="统计月份")),
                (
                    "part",
                    models.CharField(
                        choices=[("ledger", "台账"), ("breaches", "违诺表")],
                        default="ledger",
                        max_length=8,
                        verbose_name="报送内容",
                    ),
                ),
                ("sequence", models.PositiveSmallIntegerField(verbose_name="第几次报送")),
                ("receipt", models.CharField(max_length=80, unique=True, verbose_name="回执编号")),
                ("kinds", models.JSONField(verbose_name="承诺类型")),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        storage=credit_portal.shared.files.PrivateStorage(),
                        upload_to=commitments.models.ledger.ledger_path,
                        verbose_name="台账",
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
                ("sha256", models.CharField(max_length=64, verbose_name="摘要")),
                ("rows", models.PositiveIntegerField(verbose_name="承诺条数")),
                ("breaches", models.PositiveIntegerField(verbose_name="违诺条数")),
                ("reported", models.JSONField(default=dict, verbose_name="已报送内容摘要")),
                ("submitted_at", models.DateTimeField(verbose_name="报送时间")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="截止日")),
                (
                    "is_late",
                    models.BooleanField(help_text="按报送当日适用的政策认定", verbose_name="逾期"),
                ),
            ],
            options={
                "verbose_name": "承诺台账报送",
                "verbose_name_plural": "承诺台账报送",
                "ordering": ["-month", "agency", "-sequence"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_on__isnull", False), ("part", "ledger")),
                            models.Q(("due_on", None), ("is_late", False), ("part", "breaches")),
                            _connector="OR",
                        ),
                        name="ledger_alone_falls_due",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="ledger_month_is_first"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitmentItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, verbose_name="编码")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="发布时间"),
                ),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="停用时间"),
                ),
                (
                    "retired_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="停用原因"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="事项名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("1", "审批替代型"),
                            ("2", "容缺受理型"),
                            ("3", "证明事项型"),
                            ("4", "信用修复型"),
                            ("5", "行业自律型"),
                            ("6", "主动型"),
                            ("0", "其他"),
                        ],
                        max_length=1,
                        verbose_name="承诺类型",
                    ),
                ),
                (
                    "local_name",
                    models.CharField(
                        blank=True,
                        help_text="本地文件的称谓，如“承诺即换证”；可留空",
                        max_length=30,
                        verbose_name="承诺方式",
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=300, verbose_name="依据")),
                ("missing_materials", models.TextField(blank=True, verbose_name="可容缺材料")),
                (
                    "supplement_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="容缺补齐天数"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        help_text="留空表示各单位通用",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitment_items",
                        to="accounts.agency",
                        verbose_name="实施单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "信用承诺事项",
                "verbose_name_plural": "信用承诺事项清单",
                "ordering": ["code", "-version"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "version"), name="commitmentitem_version_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("published_at__isnull", False), ("retired_at__isnull", True)
                        ),
                        fields=("code",),
                        name="commitmentitem_one_in_force",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at__isnull", True)),
                        fields=("code",),
                        name="commitmentitem_one_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("retired_at__isnull", True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="commitmentitem_retired_was_published",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        editable=False,
                        max_length=20,
                        null=True,
                        unique=True,
                        verbose_name="承诺编码",
                    ),
                ),
                (
                    "form_token",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="表单标识"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("1", "审批替代型"),
                            ("2", "容缺受理型"),
                            ("3", "证明事项型"),
                            ("4", "信用修复型"),
                            ("5", "行业自律型"),
                            ("6", "主动型"),
                            ("0", "其他"),
                        ],
                        max_length=1,
                        verbose_name="承诺类型",
                    ),
                ),
                (
                    "other_kind_name",
                    models.CharField(blank=True, max_length=50, verbose_name="其他类型名称"),
                ),
                (
                    "local_name",
                    models.CharField(blank=True, max_length=30, verbose_name="承诺方式"),
                ),
                ("matter", models.CharField(max_length=512, verbose_name="承诺事由")),
                ("content", models.TextField(max_length=4000, verbose_name="承诺内容")),
                ("liability", models.TextField(max_length=4000, verbose_name="违诺责任")),
                ("made_on", models.DateField(verbose_name="承诺作出日期")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="承诺有效期")),
                (
                    "publication",
                    models.CharField(
                        choices=[
                            ("public", "可向社会公开"),
                            ("limited", "特定范围内公开"),
                            ("closed", "不可公开"),
                        ],
                        default="public",
                        max_length=8,
                        verbose_name="公开类型",
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=512, verbose_name="备注")),
                (
                    "missing_materials",
                    models.TextField(blank=True, max_length=2000, verbose_name="所缺材料"),
                ),
                (
                    "supplement_due_on",
                    models.DateField(blank=True, null=True, verbose_name="补齐期限"),
                ),
                (
                    "supplemented_on",
                    models.DateField(blank=True, null=True, verbose_name="补交日期"),
                ),
                (
                    "supplement_conforms",
                    models.BooleanField(blank=True, null=True, verbose_name="补交材料符合要求"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("withdrawn", "已撤回"),
                            ("registered", "履行中"),
                            ("fulfilled", "全部履行"),
                            ("partly_fulfilled", "部分履行"),
                            ("not_fulfilled", "全部未履行"),
                            ("false", "虚假承诺"),
                            ("voided", "已作废"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                (
                    "recognised_on",
                    models.DateField(blank=True, null=True, verbose_name="履行状态认定日期"),
                ),
                (
                    "unfulfilled_content",
                    models.TextField(blank=True, max_length=4000, verbose_name="未履行的承诺内容"),
                ),
                (
                    "liability_pursued",
                    models.TextField(blank=True, max_length=4000, verbose_name="违诺责任追究内容"),
                ),
                (
                    "disqualifying_event",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_supplied_in_time", "在规定期限内未提交材料"),
                            ("not_conforming", "提交材料不符合要求"),
                            ("false_commitment", "作出不实承诺"),
                        ],
                        max_length=24,
                        verbose_name="不再适用承诺制的情形",
                    ),
                ),
                (
                    "evidence",
                    models.TextField(blank=True, max_length=2000, verbose_name="认定依据"),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                (
                    "registered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="登记时间"),
                ),
                ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="作废时间")),
                (
                    "void_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="作废原因"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="accounts.agency",
                        verbose_name="承诺受理单位",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="entities.entity",
                        verbose_name="承诺人",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "outcome_record",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitment_outcome",
                        to="entities.creditrecord",
                        verbose_name="履行或违诺记录",
                    ),
                ),
                (
                    "recognised_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="履行状态认定单位",
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitment",
                        to="entities.creditrecord",
                        verbose_name="承诺记录",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="commitments.commitmentitem",
                        verbose_name="承诺事项",
                    ),
                ),
            ],
            options={
                "verbose_name": "信用承诺",
                "verbose_name_plural": "信用承诺",
                "ordering": ["-made_on", "-pk"],
                "indexes": [
                    models.Index(fields=["agency", "-made_on"], name="commitment_agency_made"),
                    models.Index(fields=["made_on", "code"], name="commitment_made_code"),
                    models.Index(
                        condition=models.Q(("kind", "2"), ("status", "registered")),
                        fields=["supplement_due_on"],
                        name="commitment_supplement_due",
                    ),
                    models.Index(
                        condition=models.Q(("status", "registered")),
                        fields=["valid_until"],
                        name="commitment_term",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("code__isnull", False),
                                (
                                    "status__in",
                                    (
                                        "registered",
                                        "fulfilled",
                                        "partly_fulfilled",
                                        "not_fulfilled",
                                        "false",
                                        "voided",
                                    ),
                                ),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "status__in",
                                        (
                                            "registered",
                                            "fulfilled",
                                            "partly_fulfilled",
                                            "not_fulfilled",
                                            "false",
                                            "voided",
                                        ),
                                    ),
                                    _negated=True,
                                ),
                                ("code__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="commitment_code_when_registered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status", "voided"),
                                ("voided_at__isnull", False),
                                models.Q(("void_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "voided"), _negated=True),
                                ("void_reason", ""),
                                ("voided_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="commitment_void_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("made_on")),
                            _connector="OR",
                        ),
                        name="commitment_term_in_order",
                        violation_error_message="承诺有效期不能早于承诺作出日期。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "0"), _negated=True),
                            models.Q(("other_kind_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="commitment_other_kind_named",
                        violation_error_message="承诺类型为“其他”时，请注明具体类型。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("supplement_conforms__isnull", True),
                                ("supplemented_on__isnull", True),
                            ),
                            models.Q(
                                ("supplement_conforms__isnull", False),
                                ("supplemented_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="commitment_supplement_judged",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "status__in",
                                    ("fulfilled", "partly_fulfilled", "not_fulfilled", "false"),
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                ("recognised_by__isnull", False), ("recognised_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="commitment_recognised_by_someone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ("partly_fulfilled", "not_fulfilled", "false")),
                                _negated=True,
                            ),
                            models.Q(
                                models.Q(("unfulfilled_content", ""), _negated=True),
                                models.Q(("liability_pursued", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="commitment_breach_described",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="CommitmentRecheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("checked_on", models.DateField(verbose_name="复核日期")),
                (
                    "finding",
                    models.CharField(
                        choices=[
                            ("kept", "符合承诺"),
                            ("doubtful", "存在疑点，待进一步核实"),
                            ("broken", "不符合承诺，应当认定违诺"),
                        ],
                        max_length=8,
                        verbose_name="复核结果",
                    ),
                ),
                ("note", models.CharField(max_length=1000, verbose_name="复核情况")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rechecks",
                        to="commitments.commitment",
                    ),
                ),
            ],
            options={
                "verbose_name": "承诺复核",
                "verbose_name_plural": "承诺复核",
                "ordering": ["-checked_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CommitmentScan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("extension", models.CharField(max_length=5, verbose_name="格式")),
                ("size", models.PositiveIntegerField(verbose_name="大小")),
                ("sha256", models.CharField(max_length=64, verbose_name="摘要")),
                ("uploaded_at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        storage=credit_portal.shared.files.PrivateStorage(),
                        upload_to=commitments.models.evidence.scan_path,
                        verbose_name="扫描件",
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="commitments.commitment",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上传人",
                    ),
                ),
            ],
            options={
                "verbose_name": "承诺书扫描件",
                "verbose_name_plural": "承诺书扫描件",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("commitment", "sha256"), name="scan_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitmentSerial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("region_code", models.CharField(max_length=6)),
                ("day", models.DateField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "承诺编码流水",
                "verbose_name_plural": "承诺编码流水",
                "constraints": [
                    models.UniqueConstraint(fields=("region_code", "day"), name="serial_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitmentTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, verbose_name="编码")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="发布时间"),
                ),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="停用时间"),
                ),
                (
                    "retired_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="停用原因"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("1", "审批替代型"),
                            ("2", "容缺受理型"),
                            ("3", "证明事项型"),
                            ("4", "信用修复型"),
                            ("5", "行业自律型"),
                            ("6", "主动型"),
                            ("0", "其他"),
                        ],
                        max_length=1,
                        verbose_name="承诺类型",
                    ),
                ),
                (
                    "item_code",
                    models.SlugField(blank=True, max_length=40, verbose_name="适用事项编码"),
                ),
                ("title", models.CharField(max_length=100, verbose_name="承诺书标题")),
                ("body", models.TextField(max_length=4000, verbose_name="承诺内容")),
                ("liability", models.TextField(max_length=4000, verbose_name="违诺责任")),
            ],
            options={
                "verbose_name": "承诺书样式",
                "verbose_name_plural": "承诺书样式",
                "ordering": ["code", "-version"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "version"), name="commitmenttemplate_version_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("published_at__isnull", False), ("retired_at__isnull", True)
                        ),
                        fields=("code",),
                        name="commitmenttemplate_one_in_force",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at__isnull", True)),
                        fields=("code",),
                        name="commitmenttemplate_one_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("retired_at__isnull", True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="commitmenttemplate_retired_was_published",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="commitment",
            name="template",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="commitments",
                to="commitments.commitmenttemplate",
                verbose_name="承诺书样式",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitmenttemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="published_is_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF OLD.retired_at IS NOT NULL AND NEW IS DISTINCT FROM OLD\n        OR OLD.published_at IS NOT NULL AND to_jsonb(OLD) - '{retired_at,retired_reason}'::text[]\n            IS DISTINCT FROM to_jsonb(NEW) - '{retired_at,retired_reason}'::text[]\n    THEN RAISE EXCEPTION 'version % is published and cannot be edited', OLD.id\n         USING ERRCODE = 'restrict_violation';\n    END IF;\n    RETURN NEW;\n",
                    hash="1066864b0cd7a4c375eb28d0498ec02ca577ed1f",
                    operation="UPDATE",
                    pgid="pgtrigger_published_is_fixed_fe508",
                    table="commitments_commitmenttemplate",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitmenttemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="published_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."published_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="90e1134baca0a9f2356d79de8464c41d1eb0e796",
                    operation="DELETE",
                    pgid="pgtrigger_published_is_kept_fe531",
                    table="commitments_commitmenttemplate",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="historicalcommitment",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="accounts.agency",
                verbose_name="承诺受理单位",
            ),
        ),
        migrations.AddField(
            model_name="historicalcommitment",
            name="entity",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="entities.entity",
                verbose_name="承诺人",
            ),
        ),
        migrations.AddField(
            model_name="historicalcommitment",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalcommitment",
            name="item",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="commitments.commitmentitem",
                verbose_name="承诺事项",
            ),
        ),
        migrations.AddField(
            model_name="historicalcommitment",
            name="officer",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="经办人",
            ),
        ),
        migrations.AddField(
            model_name="historicalcommitment",
            name="outcome_record",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="entities.creditrecord",
                verbose_name="履行或违诺记录",
            ),
        ),
        migrations.AddField(
            model_name="historicalcommitment",
            name="recognised_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="accounts.agency",
                verbose_name="履行状态认定单位",
            ),
        ),
        migrations.AddField(
            model_name="historicalcommitment",
            name="record",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="entities.creditrecord",
                verbose_name="承诺记录",
            ),
        ),
        migrations.AddField(
            model_name="historicalcommitment",
            name="template",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="commitments.commitmenttemplate",
                verbose_name="承诺书样式",
            ),
        ),
        migrations.AddField(
            model_name="ledgersubmission",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ledger_submissions",
                to="accounts.agency",
                verbose_name="填报单位",
            ),
        ),
        migrations.AddField(
            model_name="ledgersubmission",
            name="job",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jobs.job",
                verbose_name="后台任务",
            ),
        ),
        migrations.AddField(
            model_name="ledgersubmission",
            name="submitted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="报送人",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitmentitem",
            trigger=pgtrigger.compiler.Trigger(
                name="published_is_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF OLD.retired_at IS NOT NULL AND NEW IS DISTINCT FROM OLD\n        OR OLD.published_at IS NOT NULL AND to_jsonb(OLD) - '{retired_at,retired_reason}'::text[]\n            IS DISTINCT FROM to_jsonb(NEW) - '{retired_at,retired_reason}'::text[]\n    THEN RAISE EXCEPTION 'version % is published and cannot be edited', OLD.id\n         USING ERRCODE = 'restrict_violation';\n    END IF;\n    RETURN NEW;\n",
                    hash="dbc5f99b330b5b90be0c818a5526fc93136ed87c",
                    operation="UPDATE",
                    pgid="pgtrigger_published_is_fixed_0c961",
                    table="commitments_commitmentitem",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitmentitem",
            trigger=pgtrigger.compiler.Trigger(
                name="published_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."published_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="68f2e68121e9f5534741938533a3fcd8ccd61a37",
                    operation="DELETE",
                    pgid="pgtrigger_published_is_kept_d018f",
                    table="commitments_commitmentitem",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgersubmission",
            constraint=models.UniqueConstraint(
                fields=("agency", "month", "part", "sequence"), name="ledger_sequence_once"
            ),
        ),
    ]

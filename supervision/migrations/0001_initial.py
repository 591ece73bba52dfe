import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django_fsm
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import credit_portal.shared.fields
import credit_portal.shared.files
import supervision.models.draw
import supervision.models.letter
import supervision.models.visit


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("deadlines", "0001_initial"),
        ("entities", "0002_register"),
        ("grading", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalFollowUp",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("interview", "约谈"),
                            ("rectification", "限期整改"),
                            ("key_supervision", "纳入重点监管"),
                        ],
                        max_length=16,
                        verbose_name="待办事项",
                    ),
                ),
                ("basis", models.CharField(max_length=200, verbose_name="依据")),
                ("opened_at", models.DateTimeField(verbose_name="提出时间")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "待处理"), ("done", "已办理"), ("dismissed", "不予采取")],
                        default="open",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "handled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="办理时间"),
                ),
                ("handling", models.CharField(blank=True, max_length=500, verbose_name="办理情况")),
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
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="负责单位",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="grading.externalassessment",
                        verbose_name="评价结果",
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
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
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
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.creditrecord",
                        verbose_name="信用记录",
                    ),
                ),
            ],
            options={
                "verbose_name": "待办历史",
                "verbose_name_plural": "historical 监管待办",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInspectionPlan",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("title", models.CharField(max_length=200, verbose_name="计划名称")),
                ("content", models.TextField(blank=True, max_length=4000, verbose_name="计划内容")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("published", "已公布"),
                            ("discarded", "已作废"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="公布时间"),
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
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="制定单位",
                    ),
                ),
                (
                    "drafted_by",
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
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="公布人",
                    ),
                ),
            ],
            options={
                "verbose_name": "抽查计划历史",
                "verbose_name_plural": "historical 抽查计划",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInspector",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "certificate",
                    models.CharField(db_index=True, max_length=40, verbose_name="执法证号"),
                ),
                ("valid_until", models.DateField(verbose_name="证件有效期至")),
                (
                    "speciality",
                    models.CharField(blank=True, max_length=100, verbose_name="专业领域"),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="退出名录日期")),
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
                        verbose_name="所属单位",
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
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
            ],
            options={
                "verbose_name": "检查人员历史",
                "verbose_name_plural": "historical 检查人员",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalListing",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("serious", "严重失信主体名单"),
                            ("focus", "重点关注对象名单"),
                            ("abnormal", "经营异常名录"),
                            ("red", "守信红名单"),
                        ],
                        max_length=12,
                        verbose_name="名单类别",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="名单名称")),
                ("field", models.CharField(blank=True, max_length=50, verbose_name="领域")),
                ("document_kind", models.CharField(max_length=20, verbose_name="认定依据")),
                ("document_number", models.CharField(max_length=128, verbose_name="文书号")),
                ("document_authority", models.CharField(max_length=200, verbose_name="作出机关")),
                ("document_on", models.DateField(verbose_name="文书日期")),
                ("facts", models.TextField(max_length=2000, verbose_name="事实和理由")),
                ("legal_basis", models.CharField(max_length=500, verbose_name="法律依据")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "已提出"),
                            ("notified", "已告知"),
                            ("decided", "已决定"),
                            ("listed", "已列入"),
                            ("dropped", "不予列入"),
                            ("exited", "已移出"),
                        ],
                        default="proposed",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                ("notice", models.TextField(blank=True, verbose_name="告知书")),
                (
                    "notified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="告知时间"),
                ),
                (
                    "statement",
                    models.TextField(blank=True, max_length=4000, verbose_name="陈述申辩意见"),
                ),
                (
                    "stated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="陈述申辩时间"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="决定时间"),
                ),
                (
                    "decision_number",
                    models.CharField(blank=True, max_length=128, verbose_name="决定书文号"),
                ),
                (
                    "decision",
                    models.TextField(blank=True, max_length=4000, verbose_name="决定理由"),
                ),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="自")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="至")),
                (
                    "delivered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="送达时间"),
                ),
                ("delivery", models.CharField(blank=True, max_length=200, verbose_name="送达方式")),
                (
                    "exit_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("repair", "信用修复"),
                            ("dispute", "异议成立"),
                            ("revocation", "撤销决定"),
                        ],
                        max_length=12,
                        verbose_name="移出原因",
                    ),
                ),
                (
                    "exit_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="移出理由"),
                ),
                (
                    "exit_reference",
                    models.CharField(blank=True, max_length=60, verbose_name="移出案件编号"),
                ),
                ("exited_on", models.DateField(blank=True, null=True, verbose_name="移出日期")),
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
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="认定单位",
                    ),
                ),
                (
                    "basis",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.creditrecord",
                        verbose_name="所依据的信用记录",
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
                        verbose_name="决定人",
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
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.creditrecord",
                        verbose_name="名单记录",
                    ),
                ),
                (
                    "review_deadline",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="deadlines.deadline",
                        verbose_name="复核期限",
                    ),
                ),
                (
                    "statement_deadline",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="deadlines.deadline",
                        verbose_name="陈述申辩期限",
                    ),
                ),
            ],
            options={
                "verbose_name": "名单历史",
                "verbose_name_plural": "historical 名单认定",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeasure",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "nature",
                    models.CharField(
                        choices=[("restriction", "失信惩戒"), ("incentive", "守信激励")],
                        max_length=12,
                        verbose_name="性质",
                    ),
                ),
                (
                    "item_code",
                    models.CharField(blank=True, max_length=10, verbose_name="清单项目编号"),
                ),
                ("item_name", models.CharField(max_length=100, verbose_name="措施")),
                (
                    "family",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("administrative", "行政性"),
                            ("market", "市场性"),
                            ("industry", "行业性"),
                            ("social", "社会性"),
                        ],
                        max_length=16,
                        verbose_name="措施类别",
                    ),
                ),
                ("edition", models.CharField(max_length=100, verbose_name="清单版本")),
                (
                    "counted_as",
                    models.CharField(blank=True, max_length=100, verbose_name="成效统计归入"),
                ),
                (
                    "conveniences",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("green_channel", "绿色通道"),
                                ("deferred_documents", "容缺受理"),
                                ("notified_commitment", "告知承诺"),
                                ("simplified_procedure", "简化程序"),
                                ("priority_handling", "优先办理"),
                                ("preferential_policy", "政府优惠政策"),
                                ("fiscal_funds", "财政性资金项目"),
                                ("awards", "评先评优"),
                                ("financing_reference", "融资授信参考"),
                            ],
                            max_length=24,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="涉及事项",
                    ),
                ),
                (
                    "key_supervision",
                    models.BooleanField(default=False, verbose_name="纳入重点监管"),
                ),
                ("content", models.TextField(max_length=2000, verbose_name="措施内容")),
                ("ban_field", models.CharField(blank=True, max_length=50, verbose_name="禁入领域")),
                (
                    "ban_trigger",
                    models.CharField(blank=True, max_length=100, verbose_name="禁入情形"),
                ),
                ("legal_basis", models.CharField(max_length=500, verbose_name="法律依据")),
                (
                    "target",
                    models.CharField(
                        choices=[("organisation", "经营主体"), ("linked_person", "相关责任人")],
                        default="organisation",
                        max_length=16,
                        verbose_name="对象",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="自")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="至")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("initiated", "待响应"),
                            ("responded", "执行中"),
                            ("fed_back", "已反馈"),
                            ("ended", "已终止"),
                        ],
                        default="initiated",
                        max_length=12,
                        verbose_name="办理状态",
                    ),
                ),
                ("initiated_at", models.DateTimeField(verbose_name="发起时间")),
                (
                    "responded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="响应时间"),
                ),
                (
                    "response",
                    models.TextField(blank=True, max_length=2000, verbose_name="响应意见"),
                ),
                (
                    "fed_back_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="反馈时间"),
                ),
                (
                    "feedback",
                    models.TextField(blank=True, max_length=2000, verbose_name="执行情况"),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="终止日期")),
                (
                    "end_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="终止理由"),
                ),
                (
                    "end_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("decision", "依法解除"),
                            ("repair", "信用修复"),
                            ("dispute", "异议成立"),
                            ("revocation", "撤销决定"),
                        ],
                        max_length=12,
                        verbose_name="终止原因",
                    ),
                ),
                (
                    "end_reference",
                    models.CharField(blank=True, max_length=60, verbose_name="终止案件编号"),
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
                    "executor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="执行单位",
                    ),
                ),
                (
                    "feedback_deadline",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="deadlines.deadline",
                        verbose_name="反馈期限",
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
                    "initiated_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发起人",
                    ),
                ),
                (
                    "initiator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="发起单位",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.entityperson",
                        verbose_name="相关责任人",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.creditrecord",
                        verbose_name="所依据的信用记录",
                    ),
                ),
                (
                    "response_deadline",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="deadlines.deadline",
                        verbose_name="响应期限",
                    ),
                ),
            ],
            options={
                "verbose_name": "措施历史",
                "verbose_name_plural": "historical 监管措施",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMinorViolation",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("violation", models.CharField(max_length=200, verbose_name="违法行为")),
                (
                    "leniency",
                    models.CharField(
                        choices=[("exempt", "不予处罚"), ("lenient", "从轻或者减轻处罚")],
                        max_length=8,
                        verbose_name="处理",
                    ),
                ),
                ("condition", models.TextField(max_length=1000, verbose_name="适用条件")),
                ("legal_basis", models.CharField(max_length=500, verbose_name="依据")),
                ("is_first_only", models.BooleanField(default=True, verbose_name="限首次违法")),
                ("edition", models.CharField(max_length=100, verbose_name="清单版本")),
                ("from_on", models.DateField(verbose_name="施行日期")),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
                (
                    "retired_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="停用理由"),
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
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="执法单位",
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
                "verbose_name": "清单历史",
                "verbose_name_plural": "historical 免罚轻罚清单",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRectificationOrder",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=128, verbose_name="责令文书号")),
                ("matter", models.TextField(max_length=2000, verbose_name="整改要求")),
                ("legal_basis", models.CharField(max_length=500, verbose_name="法律依据")),
                ("due_on", models.DateField(verbose_name="整改期限")),
                ("ordered_at", models.DateTimeField(verbose_name="责令时间")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("ordered", "整改中"),
                            ("reported", "已报告待验收"),
                            ("done", "整改完成"),
                            ("overdue", "认定逾期"),
                        ],
                        default="ordered",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("report", models.TextField(blank=True, max_length=4000, verbose_name="整改情况")),
                (
                    "reported_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="报告时间"),
                ),
                ("finding", models.TextField(blank=True, max_length=2000, verbose_name="验收意见")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="验收时间")),
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
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="责令单位",
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
                    "ordered_by",
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
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.creditrecord",
                        verbose_name="逾期记录",
                    ),
                ),
            ],
            options={
                "verbose_name": "整改历史",
                "verbose_name_plural": "historical 限期整改",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="InspectionDraw",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.PositiveSmallIntegerField(verbose_name="第几次抽取")),
                (
                    "reason",
                    models.CharField(blank=True, max_length=1000, verbose_name="重新抽取的理由"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("announced", "已公告，待抽取"),
                            ("drawn", "已抽取"),
                            ("replaced", "已重新抽取"),
                        ],
                        default="announced",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("on", models.DateField(verbose_name="名册日期")),
                (
                    "roster",
                    models.FileField(
                        max_length=200,
                        storage=credit_portal.shared.files.PrivateStorage(),
                        upload_to=supervision.models.draw.roster_path,
                        verbose_name="名册",
                    ),
                ),
                ("roster_size", models.PositiveIntegerField(verbose_name="名册户数")),
                (
                    "salt",
                    credit_portal.shared.fields.EncryptedTextField(
                        blank=True, verbose_name="名册编号密钥"
                    ),
                ),
                ("seed", credit_portal.shared.fields.EncryptedTextField(verbose_name="种子")),
                (
                    "public_source",
                    models.CharField(blank=True, max_length=200, verbose_name="公开随机数来源"),
                ),
                (
                    "public_value",
                    models.CharField(blank=True, max_length=200, verbose_name="公开随机数"),
                ),
                ("announcement", models.JSONField(verbose_name="抽取公告")),
                ("announcement_sha256", models.CharField(max_length=64, verbose_name="公告摘要")),
                ("announced_at", models.DateTimeField(verbose_name="公告时间")),
                ("drawn_at", models.DateTimeField(blank=True, null=True, verbose_name="抽取时间")),
                ("witness", models.CharField(blank=True, max_length=100, verbose_name="见证人")),
                (
                    "announced_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="公告人",
                    ),
                ),
                (
                    "drawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="抽取人",
                    ),
                ),
            ],
            options={
                "verbose_name": "抽取",
                "verbose_name_plural": "抽取",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sequence", 1),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="inspection_redraw_explained",
                    )
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="抽取次序")),
                ("roster_key", models.CharField(max_length=24, verbose_name="名册编号")),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("minimal", "无事不扰"),
                            ("reduced", "降低"),
                            ("usual", "常规"),
                            ("raised", "提高"),
                            ("strict", "加大"),
                        ],
                        max_length=16,
                        verbose_name="监管档次",
                    ),
                ),
                (
                    "token",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="入企码"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "待检查"),
                            ("notified", "已通知"),
                            ("started", "检查中"),
                            ("entered", "待审核"),
                            ("reviewed", "待公示"),
                            ("published", "已公示"),
                            ("cancelled", "已取消"),
                        ],
                        default="planned",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("needs_approval", models.BooleanField(default=False, verbose_name="逐案审批")),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="审批时间"),
                ),
                ("notice", models.TextField(blank=True, max_length=2000, verbose_name="检查通知")),
                (
                    "notified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="通知时间"),
                ),
                (
                    "started_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="入企时间"),
                ),
                (
                    "result_code",
                    models.CharField(blank=True, max_length=4, verbose_name="结果代码"),
                ),
                (
                    "result_label",
                    models.CharField(blank=True, max_length=100, verbose_name="检查结果"),
                ),
                ("finding", models.TextField(blank=True, max_length=4000, verbose_name="检查情况")),
                ("checklist", models.JSONField(blank=True, default=dict, verbose_name="检查表")),
                (
                    "entered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="录入时间"),
                ),
                (
                    "reviewed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="审核时间"),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="公示时间"),
                ),
                (
                    "rating",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "很不满意"),
                            (2, "不满意"),
                            (3, "一般"),
                            (4, "满意"),
                            (5, "很满意"),
                        ],
                        null=True,
                        verbose_name="企业评价",
                    ),
                ),
                (
                    "rating_note",
                    models.CharField(blank=True, max_length=500, verbose_name="评价意见"),
                ),
                ("rated_at", models.DateTimeField(blank=True, null=True, verbose_name="评价时间")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审批人",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="录入人",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="entities.entity",
                        verbose_name="检查对象",
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection",
                        to="entities.creditrecord",
                        verbose_name="信用记录",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审核人",
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="supervision.inspectiondraw",
                        verbose_name="抽取",
                    ),
                ),
            ],
            options={
                "verbose_name": "检查",
                "verbose_name_plural": "检查",
                "ordering": ["draw", "position"],
                "indexes": [
                    models.Index(fields=["status", "entered_at"], name="inspection_status")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("draw", "entity"), name="inspection_drawn_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by__isnull", True),
                            models.Q(("reviewed_by", models.F("entered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="inspection_second_officer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "published"), _negated=True),
                            ("record__isnull", False),
                            _connector="OR",
                        ),
                        name="inspection_published_is_recorded",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInspection",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="抽取次序")),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("minimal", "无事不扰"),
                            ("reduced", "降低"),
                            ("usual", "常规"),
                            ("raised", "提高"),
                            ("strict", "加大"),
                        ],
                        max_length=16,
                        verbose_name="监管档次",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "待检查"),
                            ("notified", "已通知"),
                            ("started", "检查中"),
                            ("entered", "待审核"),
                            ("reviewed", "待公示"),
                            ("published", "已公示"),
                            ("cancelled", "已取消"),
                        ],
                        default="planned",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("needs_approval", models.BooleanField(default=False, verbose_name="逐案审批")),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="审批时间"),
                ),
                ("notice", models.TextField(blank=True, max_length=2000, verbose_name="检查通知")),
                (
                    "notified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="通知时间"),
                ),
                (
                    "started_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="入企时间"),
                ),
                (
                    "result_code",
                    models.CharField(blank=True, max_length=4, verbose_name="结果代码"),
                ),
                (
                    "result_label",
                    models.CharField(blank=True, max_length=100, verbose_name="检查结果"),
                ),
                ("finding", models.TextField(blank=True, max_length=4000, verbose_name="检查情况")),
                (
                    "entered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="录入时间"),
                ),
                (
                    "reviewed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="审核时间"),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="公示时间"),
                ),
                (
                    "rating",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "很不满意"),
                            (2, "不满意"),
                            (3, "一般"),
                            (4, "满意"),
                            (5, "很满意"),
                        ],
                        null=True,
                        verbose_name="企业评价",
                    ),
                ),
                (
                    "rating_note",
                    models.CharField(blank=True, max_length=500, verbose_name="评价意见"),
                ),
                ("rated_at", models.DateTimeField(blank=True, null=True, verbose_name="评价时间")),
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
                    "approved_by",
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
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="录入人",
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
                        verbose_name="检查对象",
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
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.creditrecord",
                        verbose_name="信用记录",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审核人",
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="supervision.inspectiondraw",
                        verbose_name="抽取",
                    ),
                ),
            ],
            options={
                "verbose_name": "检查历史",
                "verbose_name_plural": "historical 检查",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="InspectionItem",
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
                ("sub_item", models.CharField(blank=True, max_length=200, verbose_name="子项")),
                ("basis", models.TextField(max_length=2000, verbose_name="检查依据")),
                ("subject", models.CharField(max_length=300, verbose_name="检查对象")),
                ("ratio", models.CharField(max_length=100, verbose_name="比例")),
                ("frequency", models.CharField(max_length=100, verbose_name="频次")),
                ("method", models.CharField(max_length=200, verbose_name="方式")),
                ("inspectors", models.CharField(max_length=300, verbose_name="检查人员要求")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="备注")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection_items",
                        to="accounts.agency",
                        verbose_name="检查主体",
                    ),
                ),
            ],
            options={
                "verbose_name": "抽查事项",
                "verbose_name_plural": "抽查事项",
                "ordering": ["code", "-version"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "version"), name="inspectionitem_version_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("published_at__isnull", False), ("retired_at__isnull", True)
                        ),
                        fields=("code",),
                        name="inspectionitem_one_in_force",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at__isnull", True)),
                        fields=("code",),
                        name="inspectionitem_one_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("retired_at__isnull", True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="inspectionitem_retired_was_published",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InspectionPhoto",
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
                        upload_to=supervision.models.visit.photo_path,
                        verbose_name="文件",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="supervision.inspection",
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
                "verbose_name": "现场照片",
                "verbose_name_plural": "现场照片",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("inspection", "sha256"), name="inspection_photo_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InspectionPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("title", models.CharField(max_length=200, verbose_name="计划名称")),
                ("content", models.TextField(blank=True, max_length=4000, verbose_name="计划内容")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("published", "已公布"),
                            ("discarded", "已作废"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="公布时间"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection_plans",
                        to="accounts.agency",
                        verbose_name="制定单位",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="起草人",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="公布人",
                    ),
                ),
            ],
            options={
                "verbose_name": "抽查计划",
                "verbose_name_plural": "抽查计划",
                "ordering": ["-year", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_by__isnull", True),
                            models.Q(("published_by", models.F("drafted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="inspection_plan_second_officer",
                    )
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInspectionTask",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="任务名称")),
                ("starts_on", models.DateField(verbose_name="开始日期")),
                ("ends_on", models.DateField(verbose_name="结束日期")),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("enterprise", "企业"),
                                ("individual_business", "个体工商户"),
                                ("cooperative", "农民专业合作社"),
                                ("social_organisation", "社会组织"),
                                ("public_institution", "事业单位"),
                                ("government_body", "机关"),
                                ("other", "其他组织"),
                            ],
                            max_length=32,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="主体类别",
                    ),
                ),
                (
                    "industries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="行业代码",
                    ),
                ),
                ("domain", models.CharField(blank=True, max_length=50, verbose_name="评价领域")),
                (
                    "codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=18),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="指定主体",
                    ),
                ),
                ("shares", models.JSONField(blank=True, default=dict, verbose_name="抽查比例")),
                (
                    "exception",
                    models.CharField(blank=True, max_length=50, verbose_name="不受频次上限的情形"),
                ),
                (
                    "exception_reason",
                    models.CharField(blank=True, max_length=1000, verbose_name="情形说明"),
                ),
                (
                    "clash_reason",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="与其他任务并行的理由"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "草稿"), ("issued", "已下达")],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="下达时间")),
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
                        verbose_name="牵头单位",
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
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="下达人",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="supervision.inspectionplan",
                        verbose_name="抽查计划",
                    ),
                ),
            ],
            options={
                "verbose_name": "抽查任务历史",
                "verbose_name_plural": "historical 抽查任务",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="InspectionTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="任务名称")),
                ("starts_on", models.DateField(verbose_name="开始日期")),
                ("ends_on", models.DateField(verbose_name="结束日期")),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("enterprise", "企业"),
                                ("individual_business", "个体工商户"),
                                ("cooperative", "农民专业合作社"),
                                ("social_organisation", "社会组织"),
                                ("public_institution", "事业单位"),
                                ("government_body", "机关"),
                                ("other", "其他组织"),
                            ],
                            max_length=32,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="主体类别",
                    ),
                ),
                (
                    "industries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="行业代码",
                    ),
                ),
                ("domain", models.CharField(blank=True, max_length=50, verbose_name="评价领域")),
                (
                    "codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=18),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="指定主体",
                    ),
                ),
                ("shares", models.JSONField(blank=True, default=dict, verbose_name="抽查比例")),
                (
                    "exception",
                    models.CharField(blank=True, max_length=50, verbose_name="不受频次上限的情形"),
                ),
                (
                    "exception_reason",
                    models.CharField(blank=True, max_length=1000, verbose_name="情形说明"),
                ),
                (
                    "clash_reason",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="与其他任务并行的理由"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "草稿"), ("issued", "已下达")],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="下达时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_inspection_tasks",
                        to="accounts.agency",
                        verbose_name="牵头单位",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="下达人",
                    ),
                ),
                (
                    "items",
                    models.ManyToManyField(
                        related_name="tasks",
                        to="supervision.inspectionitem",
                        verbose_name="抽查事项",
                    ),
                ),
                (
                    "partners",
                    models.ManyToManyField(
                        blank=True,
                        related_name="joined_inspection_tasks",
                        to="accounts.agency",
                        verbose_name="联合单位",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="supervision.inspectionplan",
                        verbose_name="抽查计划",
                    ),
                ),
                (
                    "towns",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="entities.town", verbose_name="镇街"
                    ),
                ),
            ],
            options={
                "verbose_name": "抽查任务",
                "verbose_name_plural": "抽查任务",
                "ordering": ["-starts_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="inspection_task_term_in_order",
                        violation_error_message="结束日期不能早于开始日期。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("exception", ""),
                            models.Q(("exception_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="inspection_task_exception_explained",
                        violation_error_message="不受频次上限的，请写明情形。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("exception", ""), _negated=True),
                            ("codes", []),
                            _connector="OR",
                        ),
                        name="inspection_task_names_need_exception",
                        violation_error_message="只有不受频次上限的情形才能指定检查对象。",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.AddField(
            model_name="inspectiondraw",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="draws",
                to="supervision.inspectiontask",
                verbose_name="抽查任务",
            ),
        ),
        migrations.CreateModel(
            name="Inspector",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "certificate",
                    models.CharField(max_length=40, unique=True, verbose_name="执法证号"),
                ),
                ("valid_until", models.DateField(verbose_name="证件有效期至")),
                (
                    "speciality",
                    models.CharField(blank=True, max_length=100, verbose_name="专业领域"),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="退出名录日期")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspectors",
                        to="accounts.agency",
                        verbose_name="所属单位",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspector",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
            ],
            options={
                "verbose_name": "检查人员",
                "verbose_name_plural": "检查人员",
                "ordering": ["agency", "pk"],
            },
        ),
        migrations.CreateModel(
            name="DeclaredInterest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nature", models.CharField(max_length=200, verbose_name="关系")),
                ("declared_at", models.DateTimeField(verbose_name="申报时间")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="解除时间")),
                (
                    "ended_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="解除原因"),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declared_interests",
                        to="entities.entity",
                        verbose_name="主体",
                    ),
                ),
                (
                    "inspector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to="supervision.inspector",
                        verbose_name="检查人员",
                    ),
                ),
            ],
            options={
                "verbose_name": "利害关系",
                "verbose_name_plural": "利害关系",
                "ordering": ["-declared_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("inspector", "entity"),
                        name="declared_interest_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Listing",
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
                            ("serious", "严重失信主体名单"),
                            ("focus", "重点关注对象名单"),
                            ("abnormal", "经营异常名录"),
                            ("red", "守信红名单"),
                        ],
                        max_length=12,
                        verbose_name="名单类别",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="名单名称")),
                ("field", models.CharField(blank=True, max_length=50, verbose_name="领域")),
                ("document_kind", models.CharField(max_length=20, verbose_name="认定依据")),
                ("document_number", models.CharField(max_length=128, verbose_name="文书号")),
                ("document_authority", models.CharField(max_length=200, verbose_name="作出机关")),
                ("document_on", models.DateField(verbose_name="文书日期")),
                ("facts", models.TextField(max_length=2000, verbose_name="事实和理由")),
                ("legal_basis", models.CharField(max_length=500, verbose_name="法律依据")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "已提出"),
                            ("notified", "已告知"),
                            ("decided", "已决定"),
                            ("listed", "已列入"),
                            ("dropped", "不予列入"),
                            ("exited", "已移出"),
                        ],
                        default="proposed",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                ("notice", models.TextField(blank=True, verbose_name="告知书")),
                (
                    "notified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="告知时间"),
                ),
                (
                    "statement",
                    models.TextField(blank=True, max_length=4000, verbose_name="陈述申辩意见"),
                ),
                (
                    "stated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="陈述申辩时间"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="决定时间"),
                ),
                (
                    "decision_number",
                    models.CharField(blank=True, max_length=128, verbose_name="决定书文号"),
                ),
                (
                    "decision",
                    models.TextField(blank=True, max_length=4000, verbose_name="决定理由"),
                ),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="自")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="至")),
                (
                    "delivered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="送达时间"),
                ),
                ("delivery", models.CharField(blank=True, max_length=200, verbose_name="送达方式")),
                (
                    "exit_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("repair", "信用修复"),
                            ("dispute", "异议成立"),
                            ("revocation", "撤销决定"),
                        ],
                        max_length=12,
                        verbose_name="移出原因",
                    ),
                ),
                (
                    "exit_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="移出理由"),
                ),
                (
                    "exit_reference",
                    models.CharField(blank=True, max_length=60, verbose_name="移出案件编号"),
                ),
                ("exited_on", models.DateField(blank=True, null=True, verbose_name="移出日期")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="accounts.agency",
                        verbose_name="认定单位",
                    ),
                ),
                (
                    "basis",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings_based",
                        to="entities.creditrecord",
                        verbose_name="所依据的信用记录",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="决定人",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="entities.entity",
                        verbose_name="主体",
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
                    "record",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listing",
                        to="entities.creditrecord",
                        verbose_name="名单记录",
                    ),
                ),
                (
                    "review_deadline",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.deadline",
                        verbose_name="复核期限",
                    ),
                ),
                (
                    "statement_deadline",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.deadline",
                        verbose_name="陈述申辩期限",
                    ),
                ),
            ],
            options={
                "verbose_name": "名单认定",
                "verbose_name_plural": "名单认定",
                "ordering": ["-proposed_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="listing_term_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            ("proposed_by", None),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="listing_second_officer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("delivered_at", None), ("record", None)),
                            models.Q(
                                ("delivered_at__isnull", False),
                                ("from_on__isnull", False),
                                ("record__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="listing_delivered_is_recorded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("exited_on", None),
                            models.Q(
                                models.Q(("exit_ground", ""), _negated=True),
                                models.Q(("exit_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="listing_exit_has_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["proposed", "notified", "decided"])),
                        fields=("entity", "kind", "name"),
                        name="listing_one_case_at_a_time",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "nature",
                    models.CharField(
                        choices=[("restriction", "失信惩戒"), ("incentive", "守信激励")],
                        max_length=12,
                        verbose_name="性质",
                    ),
                ),
                (
                    "item_code",
                    models.CharField(blank=True, max_length=10, verbose_name="清单项目编号"),
                ),
                ("item_name", models.CharField(max_length=100, verbose_name="措施")),
                (
                    "family",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("administrative", "行政性"),
                            ("market", "市场性"),
                            ("industry", "行业性"),
                            ("social", "社会性"),
                        ],
                        max_length=16,
                        verbose_name="措施类别",
                    ),
                ),
                ("edition", models.CharField(max_length=100, verbose_name="清单版本")),
                (
                    "counted_as",
                    models.CharField(blank=True, max_length=100, verbose_name="成效统计归入"),
                ),
                (
                    "conveniences",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("green_channel", "绿色通道"),
                                ("deferred_documents", "容缺受理"),
                                ("notified_commitment", "告知承诺"),
                                ("simplified_procedure", "简化程序"),
                                ("priority_handling", "优先办理"),
                                ("preferential_policy", "政府优惠政策"),
                                ("fiscal_funds", "财政性资金项目"),
                                ("awards", "评先评优"),
                                ("financing_reference", "融资授信参考"),
                            ],
                            max_length=24,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="涉及事项",
                    ),
                ),
                (
                    "key_supervision",
                    models.BooleanField(default=False, verbose_name="纳入重点监管"),
                ),
                ("content", models.TextField(max_length=2000, verbose_name="措施内容")),
                ("ban_field", models.CharField(blank=True, max_length=50, verbose_name="禁入领域")),
                (
                    "ban_trigger",
                    models.CharField(blank=True, max_length=100, verbose_name="禁入情形"),
                ),
                ("legal_basis", models.CharField(max_length=500, verbose_name="法律依据")),
                (
                    "target",
                    models.CharField(
                        choices=[("organisation", "经营主体"), ("linked_person", "相关责任人")],
                        default="organisation",
                        max_length=16,
                        verbose_name="对象",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="自")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="至")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("initiated", "待响应"),
                            ("responded", "执行中"),
                            ("fed_back", "已反馈"),
                            ("ended", "已终止"),
                        ],
                        default="initiated",
                        max_length=12,
                        verbose_name="办理状态",
                    ),
                ),
                ("initiated_at", models.DateTimeField(verbose_name="发起时间")),
                (
                    "responded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="响应时间"),
                ),
                (
                    "response",
                    models.TextField(blank=True, max_length=2000, verbose_name="响应意见"),
                ),
                (
                    "fed_back_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="反馈时间"),
                ),
                (
                    "feedback",
                    models.TextField(blank=True, max_length=2000, verbose_name="执行情况"),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="终止日期")),
                (
                    "end_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="终止理由"),
                ),
                (
                    "end_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("decision", "依法解除"),
                            ("repair", "信用修复"),
                            ("dispute", "异议成立"),
                            ("revocation", "撤销决定"),
                        ],
                        max_length=12,
                        verbose_name="终止原因",
                    ),
                ),
                (
                    "end_reference",
                    models.CharField(blank=True, max_length=60, verbose_name="终止案件编号"),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="entities.entity",
                        verbose_name="主体",
                    ),
                ),
                (
                    "executor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="executed_measures",
                        to="accounts.agency",
                        verbose_name="执行单位",
                    ),
                ),
                (
                    "feedback_deadline",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.deadline",
                        verbose_name="反馈期限",
                    ),
                ),
                (
                    "initiated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发起人",
                    ),
                ),
                (
                    "initiator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiated_measures",
                        to="accounts.agency",
                        verbose_name="发起单位",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="entities.entityperson",
                        verbose_name="相关责任人",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="entities.creditrecord",
                        verbose_name="所依据的信用记录",
                    ),
                ),
                (
                    "response_deadline",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.deadline",
                        verbose_name="响应期限",
                    ),
                ),
            ],
            options={
                "verbose_name": "监管措施",
                "verbose_name_plural": "监管措施",
                "ordering": ["-initiated_at", "-pk"],
                "indexes": [models.Index(fields=["executor", "status"], name="measure_to_answer")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="measure_term_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("item_code", ""), ("nature", "incentive")),
                            models.Q(
                                ("nature", "restriction"),
                                models.Q(("item_code", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="measure_restriction_is_listed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("legal_basis", ""), _negated=True),
                        name="measure_has_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person", None), ("target", "organisation")),
                            models.Q(("person__isnull", False), ("target", "linked_person")),
                            _connector="OR",
                        ),
                        name="measure_person_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ban_field", ""), ("ban_trigger", "")),
                            models.Q(
                                models.Q(("ban_field", ""), _negated=True),
                                ("nature", "restriction"),
                            ),
                            _connector="OR",
                        ),
                        name="measure_ban_has_field",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_ground", ""), ("end_reason", ""), ("ended_on", None)),
                            models.Q(
                                ("ended_on__isnull", False),
                                models.Q(("end_reason", ""), _negated=True),
                                models.Q(("end_ground", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="measure_end_has_reason",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTypicalCase",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="标题")),
                ("body", models.TextField(max_length=4000, verbose_name="案情")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("published", "已公开"),
                            ("withdrawn", "已撤下"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="撰写时间")),
                (
                    "public_title",
                    models.CharField(blank=True, max_length=120, verbose_name="公开标题"),
                ),
                ("public_body", models.TextField(blank=True, verbose_name="公开内容")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="公开时间"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤下时间"),
                ),
                (
                    "withdrawal_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="撤下理由"),
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
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="撰写单位",
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
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撰写人",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="supervision.measure",
                        verbose_name="监管措施",
                    ),
                ),
            ],
            options={
                "verbose_name": "案例历史",
                "verbose_name_plural": "historical 典型案例",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeasureSuspension",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("dispute", "异议核实"),
                            ("listing", "名单复核"),
                            ("review", "行政复议或者诉讼"),
                            ("other", "其他"),
                        ],
                        max_length=12,
                        verbose_name="原因",
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="案件编号")),
                ("reason", models.CharField(max_length=500, verbose_name="说明")),
                ("from_on", models.DateField(verbose_name="暂停自")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="恢复日期")),
                (
                    "restore_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="恢复说明"),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="supervision.measure",
                    ),
                ),
            ],
            options={
                "verbose_name": "暂停历史",
                "verbose_name_plural": "historical 措施暂停",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="MeasureSuspension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("dispute", "异议核实"),
                            ("listing", "名单复核"),
                            ("review", "行政复议或者诉讼"),
                            ("other", "其他"),
                        ],
                        max_length=12,
                        verbose_name="原因",
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="案件编号")),
                ("reason", models.CharField(max_length=500, verbose_name="说明")),
                ("from_on", models.DateField(verbose_name="暂停自")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="恢复日期")),
                (
                    "restore_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="恢复说明"),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="supervision.measure",
                    ),
                ),
            ],
            options={
                "verbose_name": "措施暂停",
                "verbose_name_plural": "措施暂停",
                "ordering": ["-from_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on", None),
                            ("until_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="suspension_in_order",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on", None)),
                        fields=("measure", "cause", "reference"),
                        name="suspension_once_for_a_case",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MinorViolation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("violation", models.CharField(max_length=200, verbose_name="违法行为")),
                (
                    "leniency",
                    models.CharField(
                        choices=[("exempt", "不予处罚"), ("lenient", "从轻或者减轻处罚")],
                        max_length=8,
                        verbose_name="处理",
                    ),
                ),
                ("condition", models.TextField(max_length=1000, verbose_name="适用条件")),
                ("legal_basis", models.CharField(max_length=500, verbose_name="依据")),
                ("is_first_only", models.BooleanField(default=True, verbose_name="限首次违法")),
                ("edition", models.CharField(max_length=100, verbose_name="清单版本")),
                ("from_on", models.DateField(verbose_name="施行日期")),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
                (
                    "retired_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="停用理由"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minor_violations",
                        to="accounts.agency",
                        verbose_name="执法单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "免罚轻罚事项",
                "verbose_name_plural": "免罚轻罚清单",
                "ordering": ["agency", "violation", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retired_on", None)),
                        fields=("agency", "violation"),
                        name="minor_violation_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_on", None), ("retired_reason", "")),
                            models.Q(
                                ("retired_on__isnull", False),
                                models.Q(("retired_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="minor_violation_retired_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=80, verbose_name="文号")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("serial", models.PositiveIntegerField(verbose_name="序号")),
                (
                    "kind",
                    models.CharField(
                        choices=[("body", "单位失信通报"), ("staff", "工作人员失信通报")],
                        max_length=8,
                        verbose_name="种类",
                    ),
                ),
                (
                    "staff_name",
                    models.CharField(blank=True, max_length=100, verbose_name="工作人员"),
                ),
                ("recipients", models.CharField(max_length=500, verbose_name="主送")),
                ("text", models.TextField(verbose_name="正文")),
                ("issued_at", models.DateTimeField(verbose_name="发函时间")),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        storage=credit_portal.shared.files.PrivateStorage(),
                        upload_to=supervision.models.letter.letter_path,
                        verbose_name="函件",
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="摘要")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice_letters",
                        to="accounts.agency",
                        verbose_name="发函单位",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice_letters",
                        to="entities.entity",
                        verbose_name="主体",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice_letters",
                        to="supervision.measure",
                        verbose_name="监管措施",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice_letters",
                        to="entities.creditrecord",
                        verbose_name="所依据的信用记录",
                    ),
                ),
            ],
            options={
                "verbose_name": "通报函",
                "verbose_name_plural": "通报函",
                "ordering": ["-issued_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "year", "serial"), name="letter_number_once"
                    ),
                    models.UniqueConstraint(
                        fields=("record", "measure", "kind", "staff_name"),
                        name="letter_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RectificationOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=128, verbose_name="责令文书号")),
                ("matter", models.TextField(max_length=2000, verbose_name="整改要求")),
                ("legal_basis", models.CharField(max_length=500, verbose_name="法律依据")),
                ("due_on", models.DateField(verbose_name="整改期限")),
                ("ordered_at", models.DateTimeField(verbose_name="责令时间")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("ordered", "整改中"),
                            ("reported", "已报告待验收"),
                            ("done", "整改完成"),
                            ("overdue", "认定逾期"),
                        ],
                        default="ordered",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("report", models.TextField(blank=True, max_length=4000, verbose_name="整改情况")),
                (
                    "reported_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="报告时间"),
                ),
                ("finding", models.TextField(blank=True, max_length=2000, verbose_name="验收意见")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="验收时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rectification_orders",
                        to="accounts.agency",
                        verbose_name="责令单位",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rectification_orders",
                        to="entities.entity",
                        verbose_name="主体",
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rectification_order",
                        to="entities.creditrecord",
                        verbose_name="逾期记录",
                    ),
                ),
            ],
            options={
                "verbose_name": "限期整改",
                "verbose_name_plural": "限期整改",
                "ordering": ["-ordered_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "number"), name="order_number_once")
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Interview",
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
                        choices=[("reminder", "提示约谈"), ("warning", "警示约谈")],
                        max_length=12,
                        verbose_name="约谈种类",
                    ),
                ),
                ("name", models.CharField(max_length=20, verbose_name="名称")),
                ("reason", models.TextField(max_length=2000, verbose_name="约谈事由")),
                ("meets_on", models.DateField(verbose_name="约谈日期")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="约谈时间")),
                ("place", models.CharField(max_length=200, verbose_name="约谈地点")),
                ("summoned_at", models.DateTimeField(verbose_name="通知时间")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("summoned", "已通知"),
                            ("held", "已约谈待归集"),
                            ("filed", "记录已归集"),
                            ("absent", "无故缺席"),
                            ("cancelled", "已取消"),
                        ],
                        default="summoned",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("confirmation", models.CharField(blank=True, max_length=200, verbose_name="回执")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="确认时间"),
                ),
                ("attendee", models.CharField(blank=True, max_length=100, verbose_name="参加人")),
                ("minutes", models.TextField(blank=True, max_length=4000, verbose_name="约谈记录")),
                ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="记录时间")),
                ("filed_at", models.DateTimeField(blank=True, null=True, verbose_name="归集时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interviews",
                        to="accounts.agency",
                        verbose_name="约谈单位",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interviews",
                        to="entities.entity",
                        verbose_name="主体",
                    ),
                ),
                (
                    "filing_deadline",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.deadline",
                        verbose_name="归集期限",
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interview",
                        to="entities.creditrecord",
                        verbose_name="信用记录",
                    ),
                ),
                (
                    "summoned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interviews",
                        to="supervision.rectificationorder",
                        verbose_name="逾期的整改",
                    ),
                ),
            ],
            options={
                "verbose_name": "约谈",
                "verbose_name_plural": "约谈",
                "ordering": ["-summoned_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["held", "filed"]), _negated=True),
                            models.Q(
                                models.Q(("minutes", ""), _negated=True),
                                models.Q(("attendee", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="interview_held_is_written",
                    )
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInterview",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("reminder", "提示约谈"), ("warning", "警示约谈")],
                        max_length=12,
                        verbose_name="约谈种类",
                    ),
                ),
                ("name", models.CharField(max_length=20, verbose_name="名称")),
                ("reason", models.TextField(max_length=2000, verbose_name="约谈事由")),
                ("meets_on", models.DateField(verbose_name="约谈日期")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="约谈时间")),
                ("place", models.CharField(max_length=200, verbose_name="约谈地点")),
                ("summoned_at", models.DateTimeField(verbose_name="通知时间")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("summoned", "已通知"),
                            ("held", "已约谈待归集"),
                            ("filed", "记录已归集"),
                            ("absent", "无故缺席"),
                            ("cancelled", "已取消"),
                        ],
                        default="summoned",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("confirmation", models.CharField(blank=True, max_length=200, verbose_name="回执")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="确认时间"),
                ),
                ("attendee", models.CharField(blank=True, max_length=100, verbose_name="参加人")),
                ("minutes", models.TextField(blank=True, max_length=4000, verbose_name="约谈记录")),
                ("held_at", models.DateTimeField(blank=True, null=True, verbose_name="记录时间")),
                ("filed_at", models.DateTimeField(blank=True, null=True, verbose_name="归集时间")),
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
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="约谈单位",
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
                    "filing_deadline",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="deadlines.deadline",
                        verbose_name="归集期限",
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
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.creditrecord",
                        verbose_name="信用记录",
                    ),
                ),
                (
                    "summoned_by",
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
                    "order",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="supervision.rectificationorder",
                        verbose_name="逾期的整改",
                    ),
                ),
            ],
            options={
                "verbose_name": "约谈历史",
                "verbose_name_plural": "historical 约谈",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="TypicalCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="标题")),
                ("body", models.TextField(max_length=4000, verbose_name="案情")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("published", "已公开"),
                            ("withdrawn", "已撤下"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="撰写时间")),
                (
                    "public_title",
                    models.CharField(blank=True, max_length=120, verbose_name="公开标题"),
                ),
                ("public_body", models.TextField(blank=True, verbose_name="公开内容")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="公开时间"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤下时间"),
                ),
                (
                    "withdrawal_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="撤下理由"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="typical_cases",
                        to="accounts.agency",
                        verbose_name="撰写单位",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="supervision.measure",
                        verbose_name="监管措施",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撰写人",
                    ),
                ),
            ],
            options={
                "verbose_name": "典型案例",
                "verbose_name_plural": "典型案例",
                "ordering": ["-written_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("status", "draft")),
                            models.Q(
                                models.Q(("status", "draft"), _negated=True),
                                ("published_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="case_published_has_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None),
                            models.Q(("withdrawal_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="case_withdrawal_has_reason",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Visitor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="更换理由")),
                ("assigned_at", models.DateTimeField(verbose_name="派出时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="单位",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visitors",
                        to="supervision.inspection",
                    ),
                ),
                (
                    "inspector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="supervision.inspector",
                        verbose_name="检查人员",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="supervision.visitor",
                        verbose_name="接替",
                    ),
                ),
            ],
            options={
                "verbose_name": "派出人员",
                "verbose_name_plural": "派出人员",
                "ordering": ["inspection", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("inspection", "inspector"), name="visitor_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaces__isnull", True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="visitor_swap_explained",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "section",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "农、林、牧、渔业"),
                            ("B", "采矿业"),
                            ("C", "制造业"),
                            ("D", "电力、热力、燃气及水生产和供应业"),
                            ("E", "建筑业"),
                            ("F", "批发和零售业"),
                            ("G", "交通运输、仓储和邮政业"),
                            ("H", "住宿和餐饮业"),
                            ("I", "信息传输、软件和信息技术服务业"),
                            ("J", "金融业"),
                            ("K", "房地产业"),
                            ("L", "租赁和商务服务业"),
                            ("M", "科学研究和技术服务业"),
                            ("N", "水利、环境和公共设施管理业"),
                            ("O", "居民服务、修理和其他服务业"),
                            ("P", "教育"),
                            ("Q", "卫生和社会工作"),
                            ("R", "文化、体育和娱乐业"),
                            ("S", "公共管理、社会保障和社会组织"),
                            ("T", "国际组织"),
                        ],
                        max_length=1,
                        verbose_name="行业",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="标题")),
                ("text", models.TextField(max_length=2000, verbose_name="内容")),
                ("basis", models.CharField(max_length=200, verbose_name="依据")),
                ("recipients", models.PositiveIntegerField(default=0, verbose_name="发送户数")),
                ("sent_on", models.DateField(verbose_name="发送日期")),
                ("sent_at", models.DateTimeField(verbose_name="发送时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_reminders",
                        to="accounts.agency",
                        verbose_name="发送单位",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发送人",
                    ),
                ),
                (
                    "town",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entities.town",
                        verbose_name="镇街",
                    ),
                ),
            ],
            options={
                "verbose_name": "信用提示",
                "verbose_name_plural": "信用提示",
                "ordering": ["-sent_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "credit_class", "section", "town", "sent_on"),
                        name="reminder_once_a_day",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
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
                            ("interview", "约谈"),
                            ("rectification", "限期整改"),
                            ("key_supervision", "纳入重点监管"),
                        ],
                        max_length=16,
                        verbose_name="待办事项",
                    ),
                ),
                ("basis", models.CharField(max_length=200, verbose_name="依据")),
                ("opened_at", models.DateTimeField(verbose_name="提出时间")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "待处理"), ("done", "已办理"), ("dismissed", "不予采取")],
                        default="open",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "handled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="办理时间"),
                ),
                ("handling", models.CharField(blank=True, max_length=500, verbose_name="办理情况")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="accounts.agency",
                        verbose_name="负责单位",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="grading.externalassessment",
                        verbose_name="评价结果",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="entities.entity",
                        verbose_name="主体",
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
                    "record",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="entities.creditrecord",
                        verbose_name="信用记录",
                    ),
                ),
            ],
            options={
                "verbose_name": "监管待办",
                "verbose_name_plural": "监管待办",
                "ordering": ["-opened_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "kind"), name="follow_up_once"),
                    models.UniqueConstraint(
                        fields=("record", "kind"), name="follow_up_of_record_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("assessment", None), ("record", None), _connector="XOR"
                        ),
                        name="follow_up_has_one_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handled_at", None), ("status", "open")),
                            models.Q(
                                models.Q(("status", "open"), _negated=True),
                                ("handled_at__isnull", False),
                                models.Q(("handling", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="follow_up_handled_says_how",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inspectionitem",
            trigger=pgtrigger.compiler.Trigger(
                name="published_is_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF OLD.retired_at IS NOT NULL AND NEW IS DISTINCT FROM OLD\n        OR OLD.published_at IS NOT NULL AND to_jsonb(OLD) - '{retired_at,retired_reason}'::text[]\n            IS DISTINCT FROM to_jsonb(NEW) - '{retired_at,retired_reason}'::text[]\n    THEN RAISE EXCEPTION 'version % is published and cannot be edited', OLD.id\n         USING ERRCODE = 'restrict_violation';\n    END IF;\n    RETURN NEW;\n",
                    hash="d999bf591699ce9957eca061d06e7b644d3da1e4",
                    operation="UPDATE",
                    pgid="pgtrigger_published_is_fixed_e574c",
                    table="supervision_inspectionitem",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inspectionitem",
            trigger=pgtrigger.compiler.Trigger(
                name="published_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."published_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="54f745725ac71264a0da449b20e825d3c77ab64b",
                    operation="DELETE",
                    pgid="pgtrigger_published_is_kept_7c70b",
                    table="supervision_inspectionitem",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectiondraw",
            constraint=models.UniqueConstraint(
                fields=("task", "sequence"), name="inspection_draw_sequence"
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectiondraw",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "replaced"), _negated=True),
                fields=("task",),
                name="inspection_draw_one_current",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inspectiondraw",
            trigger=pgtrigger.compiler.Trigger(
                name="announcement_is_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."announced_at" IS DISTINCT FROM (NEW."announced_at") OR OLD."announcement" IS DISTINCT FROM (NEW."announcement") OR OLD."announcement_sha256" IS DISTINCT FROM (NEW."announcement_sha256") OR OLD."roster" IS DISTINCT FROM (NEW."roster"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="10ff399fa693ce50ceb1479271f600fa605836be",
                    operation="UPDATE",
                    pgid="pgtrigger_announcement_is_fixed_695f4",
                    table="supervision_inspectiondraw",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inspectiondraw",
            trigger=pgtrigger.compiler.Trigger(
                name="drawn_is_fixed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."drawn_at" IS NOT NULL AND (OLD."drawn_at" IS DISTINCT FROM (NEW."drawn_at") OR OLD."public_value" IS DISTINCT FROM (NEW."public_value") OR OLD."witness" IS DISTINCT FROM (NEW."witness")))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="3fdd6f9220c9f7cc609515bf9d2324495541d621",
                    operation="UPDATE",
                    pgid="pgtrigger_drawn_is_fixed_a07b5",
                    table="supervision_inspectiondraw",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inspectiondraw",
            trigger=pgtrigger.compiler.Trigger(
                name="draw_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="94e5fc844953381a5e9e87e48a37f3a75dbc2359",
                    operation="DELETE",
                    pgid="pgtrigger_draw_is_kept_b7c3a",
                    table="supervision_inspectiondraw",
                    when="BEFORE",
                ),
            ),
        ),
    ]

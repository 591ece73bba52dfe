import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import credit_portal.shared.fields
import credit_portal.shared.files
import entities.querysets


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("entities", "0001_names"),
        ("jobs", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CatalogueItem",
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
                            ("penalty", "行政处罚"),
                            ("permit", "行政许可"),
                            ("enforcement", "行政强制"),
                            ("confirmation", "行政确认"),
                            ("levy", "行政征收"),
                            ("payment", "行政给付"),
                            ("adjudication", "行政裁决"),
                            ("compensation", "行政补偿"),
                            ("reward", "行政奖励"),
                            ("inspection", "行政监督检查"),
                            ("commitment", "信用承诺"),
                            ("commitment_fulfilment", "承诺履行"),
                            ("commitment_breach", "违诺"),
                            ("listing", "名单认定"),
                            ("abnormal", "经营异常"),
                            ("judgment_debt", "失信被执行人"),
                            ("complaint", "投诉举报查实"),
                            ("contract", "合同履约"),
                            ("honour", "荣誉"),
                            ("self_declaration", "自主申报"),
                            ("tax_credit", "纳税信用评价"),
                            ("annual_report", "年度报告"),
                            ("rectification", "限期整改"),
                            ("interview", "约谈"),
                            ("water", "用水信息"),
                            ("electricity", "用电信息"),
                            ("gas", "用气信息"),
                            ("property", "不动产信息"),
                            ("research", "科技研发信息"),
                        ],
                        max_length=32,
                        unique=True,
                        verbose_name="记录种类",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="目录名称")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("registration", "登记注册基本信息"),
                            ("judicial", "司法裁判及执行信息"),
                            ("administration", "行政管理信息"),
                            ("profession", "职称和职业信息"),
                            ("abnormal", "经营（活动）异常名录（状态）信息"),
                            ("serious_list", "严重失信主体名单信息"),
                            ("contract", "合同履行信息"),
                            ("commitment", "信用承诺及履行情况信息"),
                            ("evaluation", "信用评价结果信息"),
                            ("compliance", "遵守法律法规情况信息"),
                            ("intellectual_property", "知识产权信息"),
                            ("honour", "诚实守信相关荣誉信息"),
                            ("voluntary", "经营主体自愿提供信息"),
                        ],
                        max_length=32,
                        verbose_name="目录类别",
                    ),
                ),
                ("edition", models.CharField(max_length=50, verbose_name="目录版本")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("public", "社会公开"),
                            ("government", "政务共享"),
                            ("authorised", "授权查询"),
                        ],
                        max_length=16,
                        verbose_name="公开属性",
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=300, verbose_name="依据")),
                (
                    "is_confirmed",
                    models.BooleanField(default=False, verbose_name="已与目录原文核对"),
                ),
            ],
            options={
                "verbose_name": "信用信息目录项",
                "verbose_name_plural": "信用信息目录",
                "ordering": ["category", "kind"],
            },
        ),
        migrations.CreateModel(
            name="Town",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=50, unique=True, verbose_name="名称")),
                (
                    "region_code",
                    models.CharField(blank=True, max_length=12, verbose_name="行政区划代码"),
                ),
            ],
            options={
                "verbose_name": "镇街",
                "verbose_name_plural": "镇街",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Entity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uscc",
                    models.CharField(max_length=18, unique=True, verbose_name="统一社会信用代码"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
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
                        verbose_name="主体类别",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "存续"),
                            ("revoked", "吊销"),
                            ("deregistered", "注销"),
                            ("cancelled", "撤销"),
                            ("moved_out", "迁出"),
                        ],
                        default="active",
                        max_length=16,
                        verbose_name="登记状态",
                    ),
                ),
                ("registered_on", models.DateField(blank=True, null=True, verbose_name="成立日期")),
                (
                    "registrar",
                    models.CharField(blank=True, max_length=200, verbose_name="登记机关"),
                ),
                (
                    "industry_code",
                    models.CharField(
                        blank=True, help_text="GB/T 4754", max_length=5, verbose_name="行业代码"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=500, verbose_name="住所")),
                ("phone", models.CharField(blank=True, max_length=32, verbose_name="联系电话")),
                ("recorded_at", models.DateTimeField(verbose_name="建档时间")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="登记信息核实时间"),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="branches",
                        to="entities.entity",
                        verbose_name="所属总机构",
                    ),
                ),
                (
                    "town",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entities",
                        to="entities.town",
                        verbose_name="所属镇街",
                    ),
                ),
            ],
            options={
                "verbose_name": "主体档案",
                "verbose_name_plural": "主体档案",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        entities.querysets.NameBigrams("name"),
                        fastupdate=False,
                        name="entity_name_bigrams",
                    ),
                    models.Index(fields=["id"], include=("recorded_at",), name="entity_known"),
                    django.contrib.postgres.indexes.BrinIndex(
                        autosummarize=True, fields=["recorded_at"], name="entity_recorded"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("uscc__regex", "^[1-9ANY][1-9][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$")
                        ),
                        name="entity_uscc_form",
                        violation_error_message="统一社会信用代码格式不正确。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditRecord",
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
                            ("penalty", "行政处罚"),
                            ("permit", "行政许可"),
                            ("enforcement", "行政强制"),
                            ("confirmation", "行政确认"),
                            ("levy", "行政征收"),
                            ("payment", "行政给付"),
                            ("adjudication", "行政裁决"),
                            ("compensation", "行政补偿"),
                            ("reward", "行政奖励"),
                            ("inspection", "行政监督检查"),
                            ("commitment", "信用承诺"),
                            ("commitment_fulfilment", "承诺履行"),
                            ("commitment_breach", "违诺"),
                            ("listing", "名单认定"),
                            ("abnormal", "经营异常"),
                            ("judgment_debt", "失信被执行人"),
                            ("complaint", "投诉举报查实"),
                            ("contract", "合同履约"),
                            ("honour", "荣誉"),
                            ("self_declaration", "自主申报"),
                            ("tax_credit", "纳税信用评价"),
                            ("annual_report", "年度报告"),
                            ("rectification", "限期整改"),
                            ("interview", "约谈"),
                            ("water", "用水信息"),
                            ("electricity", "用电信息"),
                            ("gas", "用气信息"),
                            ("property", "不动产信息"),
                            ("research", "科技研发信息"),
                        ],
                        max_length=32,
                        verbose_name="记录种类",
                    ),
                ),
                ("title", models.CharField(max_length=500, verbose_name="事项")),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=128, verbose_name="文书号"),
                ),
                ("authority_name", models.CharField(max_length=200, verbose_name="作出机关")),
                (
                    "authority_code",
                    models.CharField(blank=True, max_length=18, verbose_name="作出机关代码"),
                ),
                ("decided_on", models.DateField(verbose_name="作出日期")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="有效期自")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                ("details", models.JSONField(blank=True, default=dict, verbose_name="明细")),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[("minor", "轻微"), ("general", "一般"), ("serious", "严重")],
                        max_length=16,
                        verbose_name="失信程度",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("public", "社会公开"),
                            ("government", "政务共享"),
                            ("authorised", "授权查询"),
                        ],
                        max_length=16,
                        verbose_name="公开属性",
                    ),
                ),
                (
                    "published_from",
                    models.DateField(blank=True, null=True, verbose_name="公示起始"),
                ),
                (
                    "repairable_from",
                    models.DateField(blank=True, null=True, verbose_name="最短公示期满"),
                ),
                (
                    "published_until",
                    models.DateField(blank=True, null=True, verbose_name="公示截止"),
                ),
                (
                    "fact_type",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(("kind", "penalty"), ("level", "minor")),
                                then=models.Value(11),
                            ),
                            models.When(
                                models.Q(("kind", "penalty"), ("level", "serious")),
                                then=models.Value(13),
                            ),
                            models.When(models.Q(("kind", "penalty")), then=models.Value(12)),
                            models.When(
                                models.Q(
                                    ("kind", "enforcement"),
                                    ("details__enforcement_result__startswith", "拒不履行"),
                                ),
                                then=models.Value(21),
                            ),
                            models.When(
                                models.Q(("kind", "listing"), ("level", "serious")),
                                then=models.Value(31),
                            ),
                            models.When(
                                models.Q(("kind", "listing"), ("level", "general")),
                                then=models.Value(32),
                            ),
                            models.When(models.Q(("kind", "judgment_debt")), then=models.Value(33)),
                            models.When(models.Q(("kind", "abnormal")), then=models.Value(34)),
                            models.When(
                                models.Q(
                                    ("kind", "commitment_breach"),
                                    ("details__is_false__startswith", "true"),
                                ),
                                then=models.Value(41),
                            ),
                            models.When(
                                models.Q(
                                    ("kind", "commitment_breach"),
                                    ("details__fulfilment__startswith", "2"),
                                ),
                                then=models.Value(43),
                            ),
                            models.When(
                                models.Q(("kind", "commitment_breach")), then=models.Value(42)
                            ),
                            models.When(
                                models.Q(
                                    ("kind", "commitment_fulfilment"),
                                    ("details__fulfilment__startswith", "1"),
                                ),
                                then=models.Value(44),
                            ),
                            models.When(
                                models.Q(
                                    ("kind", "inspection"),
                                    ("details__inspection_result__startswith", "6"),
                                ),
                                then=models.Value(51),
                            ),
                            models.When(
                                models.Q(
                                    ("kind", "inspection"),
                                    ("details__inspection_result__startswith", "8"),
                                ),
                                then=models.Value(52),
                            ),
                            models.When(
                                models.Q(
                                    ("kind", "inspection"),
                                    ("details__inspection_result__startswith", "B"),
                                ),
                                then=models.Value(53),
                            ),
                            models.When(
                                models.Q(
                                    ("kind", "inspection"),
                                    ("details__inspection_result__startswith", "C"),
                                ),
                                then=models.Value(54),
                            ),
                            models.When(
                                models.Q(
                                    ("kind", "inspection"),
                                    ("details__inspection_result__startswith", "E"),
                                ),
                                then=models.Value(55),
                            ),
                            models.When(
                                models.Q(
                                    ("kind", "annual_report"),
                                    ("details__report_result__startswith", "逾期"),
                                ),
                                then=models.Value(56),
                            ),
                            models.When(
                                models.Q(
                                    ("kind", "rectification"),
                                    ("details__rectification_result__startswith", "逾期"),
                                ),
                                then=models.Value(61),
                            ),
                            models.When(
                                models.Q(
                                    ("kind", "interview"),
                                    ("details__interview_result__startswith", "无故缺席"),
                                ),
                                then=models.Value(63),
                            ),
                            models.When(
                                models.Q(
                                    ("kind", "interview"),
                                    ("details__interview_kind__startswith", "reminder"),
                                ),
                                then=models.Value(0),
                            ),
                            models.When(models.Q(("kind", "interview")), then=models.Value(62)),
                            models.When(models.Q(("kind", "complaint")), then=models.Value(64)),
                            models.When(
                                models.Q(
                                    ("kind", "contract"),
                                    ("details__contract_result__startswith", "拖欠"),
                                ),
                                then=models.Value(65),
                            ),
                            models.When(
                                models.Q(
                                    ("kind", "honour"),
                                    ("details__honour_rank__startswith", "国家级"),
                                ),
                                then=models.Value(71),
                            ),
                            models.When(
                                models.Q(
                                    ("kind", "honour"), ("details__honour_rank__startswith", "省级")
                                ),
                                then=models.Value(72),
                            ),
                            models.When(
                                models.Q(
                                    ("kind", "honour"), ("details__honour_rank__startswith", "市级")
                                ),
                                then=models.Value(73),
                            ),
                            models.When(
                                models.Q(
                                    ("kind", "honour"), ("details__honour_rank__startswith", "县级")
                                ),
                                then=models.Value(74),
                            ),
                            models.When(
                                models.Q(
                                    ("kind", "tax_credit"), ("details__tax_grade__startswith", "A")
                                ),
                                then=models.Value(75),
                            ),
                            models.When(
                                models.Q(
                                    ("kind", "self_declaration"),
                                    ("details__declaration__startswith", "公益慈善"),
                                ),
                                then=models.Value(76),
                            ),
                            models.When(
                                models.Q(
                                    ("kind", "self_declaration"),
                                    ("details__declaration__startswith", "志愿服务"),
                                ),
                                then=models.Value(76),
                            ),
                            default=models.Value(0),
                        ),
                        output_field=models.PositiveSmallIntegerField(
                            choices=[
                                (0, "不计分"),
                                (11, "行政处罚（轻微）"),
                                (12, "行政处罚（一般）"),
                                (13, "行政处罚（严重）"),
                                (21, "拒不履行行政决定"),
                                (31, "列入严重失信主体名单"),
                                (32, "列入重点关注对象名单"),
                                (33, "失信被执行人"),
                                (34, "列入经营异常名录"),
                                (41, "虚假承诺"),
                                (42, "承诺全部未履行"),
                                (43, "承诺部分履行"),
                                (44, "承诺全部履行"),
                                (51, "抽查：通过登记住所无法联系"),
                                (52, "抽查：不配合检查情节严重"),
                                (53, "抽查：未按规定公示信息"),
                                (54, "抽查：公示信息隐瞒真实情况"),
                                (55, "抽查：发现问题已责令改正"),
                                (56, "年报逾期"),
                                (61, "限期整改逾期"),
                                (62, "警示约谈"),
                                (63, "约谈无故缺席"),
                                (64, "投诉举报查实"),
                                (65, "拖欠账款或工资"),
                                (71, "国家级荣誉"),
                                (72, "省级荣誉"),
                                (73, "市级荣誉"),
                                (74, "县级荣誉"),
                                (75, "纳税信用A级"),
                                (76, "公益慈善、志愿服务"),
                            ]
                        ),
                        verbose_name="事实类型",
                    ),
                ),
                ("rule", models.CharField(blank=True, max_length=80, verbose_name="适用政策版本")),
                (
                    "source_row",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="来源行号"),
                ),
                ("fingerprint", models.UUIDField(editable=False, verbose_name="唯一性摘要")),
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
                    "repaired_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="修复时间"),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="entities.creditrecord",
                        verbose_name="更正后的记录",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="报送单位",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="entities.entity",
                    ),
                ),
            ],
            options={
                "verbose_name": "信用记录",
                "verbose_name_plural": "信用记录",
                "indexes": [
                    models.Index(fields=["entity", "-decided_on"], name="record_entity_decided"),
                    models.Index(
                        condition=models.Q(("fact_type__gt", 0)),
                        fields=["entity", "fact_type", "decided_on"],
                        include=(
                            "published_until",
                            "recorded_at",
                            "withdrawn_at",
                            "repaired_at",
                            "authority_code",
                        ),
                        name="record_scored",
                    ),
                    models.Index(
                        condition=models.Q(("scope", "public"), ("withdrawn_at__isnull", True)),
                        fields=["kind", "-decided_on", "-id"],
                        name="record_column",
                    ),
                    models.Index(fields=["recorded_at"], name="record_recorded"),
                    models.Index(
                        condition=models.Q(("withdrawn_at__isnull", False)),
                        fields=["withdrawn_at"],
                        name="record_withdrawn",
                    ),
                    models.Index(
                        condition=models.Q(("repaired_at__isnull", False)),
                        fields=["repaired_at"],
                        name="record_repaired",
                    ),
                    models.Index(
                        condition=models.Q(("withdrawn_at__isnull", False)),
                        fields=["fingerprint"],
                        name="record_withdrawn_fact",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("fingerprint",),
                        name="record_unique_fact",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_by__isnull", False)),
                        fields=("replaced_by",),
                        name="record_corrects_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True),
                            models.Q(("withdrawal_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="record_withdrawal_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaced_by__isnull", True),
                            ("withdrawn_at__isnull", False),
                            _connector="OR",
                        ),
                        name="record_replaced_is_withdrawn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_until__isnull", True),
                            ("published_until__gte", models.F("published_from")),
                            _connector="OR",
                        ),
                        name="record_publication_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FactChange",
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
                            ("withdrawn", "撤回"),
                            ("corrected", "更正"),
                            ("repaired", "信用修复"),
                            ("reinstated", "撤销修复"),
                            ("disputed", "提出异议"),
                            ("cleared", "异议办结"),
                            ("lifted", "暂时解除"),
                            ("lift_ended", "终止暂时解除"),
                        ],
                        max_length=12,
                        verbose_name="变动",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="entities.creditrecord",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entities.creditrecord",
                    ),
                ),
            ],
            options={
                "verbose_name": "信用记录变动",
                "verbose_name_plural": "信用记录变动",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="FeedConsumer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="订阅时间")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="退订时间")),
                (
                    "end_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="退订原因"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subscriptions",
                        to="accounts.agency",
                        verbose_name="订阅单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "变动订阅单位",
                "verbose_name_plural": "变动订阅单位",
                "ordering": ["agency__code", "-since"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("agency",),
                        name="feed_followed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason", ""), ("ended_at", None)),
                            models.Q(
                                ("ended_at__gte", models.F("since")),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="feed_end_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedReceipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="签收时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="签收人",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="entities.factchange",
                    ),
                ),
                (
                    "consumer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="entities.feedconsumer",
                    ),
                ),
            ],
            options={
                "verbose_name": "变动签收",
                "verbose_name_plural": "变动签收",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("consumer", "change"), name="feed_receipted_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCatalogueItem",
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
                            ("penalty", "行政处罚"),
                            ("permit", "行政许可"),
                            ("enforcement", "行政强制"),
                            ("confirmation", "行政确认"),
                            ("levy", "行政征收"),
                            ("payment", "行政给付"),
                            ("adjudication", "行政裁决"),
                            ("compensation", "行政补偿"),
                            ("reward", "行政奖励"),
                            ("inspection", "行政监督检查"),
                            ("commitment", "信用承诺"),
                            ("commitment_fulfilment", "承诺履行"),
                            ("commitment_breach", "违诺"),
                            ("listing", "名单认定"),
                            ("abnormal", "经营异常"),
                            ("judgment_debt", "失信被执行人"),
                            ("complaint", "投诉举报查实"),
                            ("contract", "合同履约"),
                            ("honour", "荣誉"),
                            ("self_declaration", "自主申报"),
                            ("tax_credit", "纳税信用评价"),
                            ("annual_report", "年度报告"),
                            ("rectification", "限期整改"),
                            ("interview", "约谈"),
                            ("water", "用水信息"),
                            ("electricity", "用电信息"),
                            ("gas", "用气信息"),
                            ("property", "不动产信息"),
                            ("research", "科技研发信息"),
                        ],
                        db_index=True,
                        max_length=32,
                        verbose_name="记录种类",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="目录名称")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("registration", "登记注册基本信息"),
                            ("judicial", "司法裁判及执行信息"),
                            ("administration", "行政管理信息"),
                            ("profession", "职称和职业信息"),
                            ("abnormal", "经营（活动）异常名录（状态）信息"),
                            ("serious_list", "严重失信主体名单信息"),
                            ("contract", "合同履行信息"),
                            ("commitment", "信用承诺及履行情况信息"),
                            ("evaluation", "信用评价结果信息"),
                            ("compliance", "遵守法律法规情况信息"),
                            ("intellectual_property", "知识产权信息"),
                            ("honour", "诚实守信相关荣誉信息"),
                            ("voluntary", "经营主体自愿提供信息"),
                        ],
                        max_length=32,
                        verbose_name="目录类别",
                    ),
                ),
                ("edition", models.CharField(max_length=50, verbose_name="目录版本")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("public", "社会公开"),
                            ("government", "政务共享"),
                            ("authorised", "授权查询"),
                        ],
                        max_length=16,
                        verbose_name="公开属性",
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=300, verbose_name="依据")),
                (
                    "is_confirmed",
                    models.BooleanField(default=False, verbose_name="已与目录原文核对"),
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
            ],
            options={
                "verbose_name": "目录项历史",
                "verbose_name_plural": "historical 信用信息目录",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("layout", models.CharField(max_length=32, verbose_name="数据种类")),
                ("edition", models.CharField(blank=True, max_length=32, verbose_name="模板版本")),
                ("received_at", models.DateTimeField(verbose_name="接收时间")),
                (
                    "file",
                    models.FileField(
                        storage=credit_portal.shared.files.PrivateStorage(),
                        upload_to="imports/%Y/%m/",
                        verbose_name="原始文件",
                    ),
                ),
                ("file_name", models.CharField(max_length=255, verbose_name="文件名")),
                ("file_sha256", models.CharField(max_length=64, verbose_name="文件摘要")),
                ("file_size", models.PositiveBigIntegerField(verbose_name="文件大小")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "已接收"),
                            ("imported", "已入库"),
                            ("refused", "无法读取"),
                        ],
                        default="received",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                (
                    "refusal",
                    models.CharField(blank=True, max_length=500, verbose_name="无法读取的原因"),
                ),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="行数")),
                ("accepted", models.PositiveIntegerField(default=0, verbose_name="入库行数")),
                ("duplicates", models.PositiveIntegerField(default=0, verbose_name="重复行数")),
                ("rejected", models.PositiveIntegerField(default=0, verbose_name="退回行数")),
                ("warnings", models.JSONField(blank=True, default=list, verbose_name="提示")),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="完成时间"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="报送单位",
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
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上传人",
                    ),
                ),
            ],
            options={
                "verbose_name": "导入批次",
                "verbose_name_plural": "导入批次",
                "ordering": ["-received_at"],
            },
        ),
        migrations.CreateModel(
            name="FormerName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="曾用名")),
                ("replaced_at", models.DateTimeField(verbose_name="更名时间")),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_names",
                        to="entities.entity",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="entities.importbatch",
                    ),
                ),
            ],
            options={
                "verbose_name": "曾用名",
                "verbose_name_plural": "曾用名",
                "ordering": ["-replaced_at"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        entities.querysets.NameBigrams("name"),
                        fastupdate=False,
                        name="former_name_bigrams",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="creditrecord",
            name="batch",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="records",
                to="entities.importbatch",
                verbose_name="来源批次",
            ),
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="姓名")),
                (
                    "id_type",
                    models.CharField(default="身份证", max_length=50, verbose_name="证件类型"),
                ),
                (
                    "id_number",
                    credit_portal.shared.fields.EncryptedTextField(verbose_name="证件号码"),
                ),
                ("id_index", models.CharField(max_length=64, verbose_name="证件号码索引")),
            ],
            options={
                "verbose_name": "关联人员",
                "verbose_name_plural": "关联人员",
                "constraints": [
                    models.UniqueConstraint(fields=("id_index", "id_type"), name="person_unique_id")
                ],
            },
        ),
        migrations.CreateModel(
            name="EntityPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("legal_representative", "法定代表人"),
                            ("principal", "主要负责人"),
                            ("controller", "实际控制人"),
                        ],
                        max_length=32,
                        verbose_name="身份",
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="登记时间")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="终止时间")),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="entities.entity",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
                        to="entities.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "主体关联人员",
                "verbose_name_plural": "主体关联人员",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("role", "legal_representative"), ("until__isnull", True)
                        ),
                        fields=("entity", "role"),
                        name="entity_one_legal_representative",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QuarantinedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.PositiveIntegerField(verbose_name="行号")),
                (
                    "cells",
                    credit_portal.shared.fields.EncryptedTextField(
                        help_text="JSON: the cells in the order of the file", verbose_name="单元格"
                    ),
                ),
                (
                    "issues",
                    models.JSONField(
                        help_text='[{"column", "code", "message"}]', verbose_name="问题"
                    ),
                ),
                ("is_duplicate", models.BooleanField(default=False, verbose_name="重复行")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quarantine",
                        to="entities.importbatch",
                    ),
                ),
            ],
            options={
                "verbose_name": "待修正行",
                "verbose_name_plural": "待修正行",
                "ordering": ["row"],
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "row"), name="quarantine_row_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TemporaryLift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=200, verbose_name="重整裁定")),
                ("from_on", models.DateField(verbose_name="自")),
                ("until_on", models.DateField(verbose_name="至（不含当日）")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="提前终止")),
                (
                    "end_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="终止理由"),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lifts",
                        to="entities.creditrecord",
                    ),
                ),
            ],
            options={
                "verbose_name": "暂时解除",
                "verbose_name_plural": "暂时解除",
                "ordering": ["-from_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))),
                        name="lift_term_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason", ""), ("ended_on", None)),
                            models.Q(
                                ("ended_on__isnull", False),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="lift_end_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalEntity",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "uscc",
                    models.CharField(db_index=True, max_length=18, verbose_name="统一社会信用代码"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
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
                        verbose_name="主体类别",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "存续"),
                            ("revoked", "吊销"),
                            ("deregistered", "注销"),
                            ("cancelled", "撤销"),
                            ("moved_out", "迁出"),
                        ],
                        default="active",
                        max_length=16,
                        verbose_name="登记状态",
                    ),
                ),
                ("registered_on", models.DateField(blank=True, null=True, verbose_name="成立日期")),
                (
                    "registrar",
                    models.CharField(blank=True, max_length=200, verbose_name="登记机关"),
                ),
                (
                    "industry_code",
                    models.CharField(
                        blank=True, help_text="GB/T 4754", max_length=5, verbose_name="行业代码"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=500, verbose_name="住所")),
                ("phone", models.CharField(blank=True, max_length=32, verbose_name="联系电话")),
                ("recorded_at", models.DateTimeField(verbose_name="建档时间")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="登记信息核实时间"),
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.entity",
                        verbose_name="所属总机构",
                    ),
                ),
                (
                    "town",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.town",
                        verbose_name="所属镇街",
                    ),
                ),
            ],
            options={
                "verbose_name": "主体档案历史",
                "verbose_name_plural": "historical 主体档案",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="UpwardReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("layout", models.CharField(max_length=32, verbose_name="数据种类")),
                ("month", models.DateField(help_text="as its first day", verbose_name="入库月份")),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="行数")),
                ("made_at", models.DateTimeField(verbose_name="生成时间")),
                ("reported_on", models.DateField(blank=True, null=True, verbose_name="上报日期")),
                ("receipt", models.CharField(blank=True, max_length=200, verbose_name="回执")),
                (
                    "job",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.job",
                        verbose_name="后台任务",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="生成人",
                    ),
                ),
            ],
            options={
                "verbose_name": "上报数据",
                "verbose_name_plural": "上报数据",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("receipt", ""), ("reported_on", None)),
                            models.Q(
                                ("reported_on__isnull", False),
                                models.Q(("receipt", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="upward_report_has_receipt",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DisputeMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=60, verbose_name="异议编号")),
                ("measures_rest", models.BooleanField(default=True, verbose_name="措施暂不执行")),
                ("marked_at", models.DateTimeField(verbose_name="标注时间")),
                (
                    "cleared_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="解除时间"),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispute_marks",
                        to="entities.creditrecord",
                    ),
                ),
            ],
            options={
                "verbose_name": "异议标注",
                "verbose_name_plural": "异议标注",
                "ordering": ["-marked_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "reference"), name="dispute_mark_once_for_a_case"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cleared_at", None),
                            ("cleared_at__gte", models.F("marked_at")),
                            _connector="OR",
                        ),
                        name="dispute_mark_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataAuthorisation",
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
                            ("penalty", "行政处罚"),
                            ("permit", "行政许可"),
                            ("enforcement", "行政强制"),
                            ("confirmation", "行政确认"),
                            ("levy", "行政征收"),
                            ("payment", "行政给付"),
                            ("adjudication", "行政裁决"),
                            ("compensation", "行政补偿"),
                            ("reward", "行政奖励"),
                            ("inspection", "行政监督检查"),
                            ("commitment", "信用承诺"),
                            ("commitment_fulfilment", "承诺履行"),
                            ("commitment_breach", "违诺"),
                            ("listing", "名单认定"),
                            ("abnormal", "经营异常"),
                            ("judgment_debt", "失信被执行人"),
                            ("complaint", "投诉举报查实"),
                            ("contract", "合同履约"),
                            ("honour", "荣誉"),
                            ("self_declaration", "自主申报"),
                            ("tax_credit", "纳税信用评价"),
                            ("annual_report", "年度报告"),
                            ("rectification", "限期整改"),
                            ("interview", "约谈"),
                            ("water", "用水信息"),
                            ("electricity", "用电信息"),
                            ("gas", "用气信息"),
                            ("property", "不动产信息"),
                            ("research", "科技研发信息"),
                        ],
                        max_length=32,
                        verbose_name="信息种类",
                    ),
                ),
                ("scope", models.CharField(max_length=500, verbose_name="授权范围")),
                ("purpose", models.CharField(max_length=500, verbose_name="使用目的")),
                ("from_on", models.DateField(verbose_name="自")),
                ("until_on", models.DateField(verbose_name="至（不含当日）")),
                ("granted_at", models.DateTimeField(verbose_name="授权时间")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤回时间"),
                ),
                (
                    "agencies",
                    models.ManyToManyField(
                        related_name="+", to="accounts.agency", verbose_name="接收单位"
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="授权办理人",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authorisations",
                        to="entities.entity",
                        verbose_name="授权主体",
                    ),
                ),
            ],
            options={
                "verbose_name": "信息查询授权",
                "verbose_name_plural": "信息查询授权",
                "ordering": ["-granted_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=["entity", "kind", "until_on"],
                        name="authorisation_standing",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))),
                        name="authorisation_term_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scope", ""), _negated=True),
                            models.Q(("purpose", ""), _negated=True),
                        ),
                        name="authorisation_says_what_for",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="batch_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="585b85d8e991adb3788f6af1e3f2232aaf702b59",
                    operation="DELETE",
                    pgid="pgtrigger_batch_is_never_deleted_6bb7d",
                    table="entities_importbatch",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="creditrecord",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["batch"], name="record_batch"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="creditrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="record_is_immutable",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF to_jsonb(OLD) - ARRAY['withdrawn_at', 'withdrawal_reason', 'replaced_by_id', 'repaired_at', 'fact_type']\n       IS DISTINCT FROM to_jsonb(NEW) - ARRAY['withdrawn_at', 'withdrawal_reason', 'replaced_by_id', 'repaired_at', 'fact_type']\n       OR (OLD.withdrawn_at IS NOT NULL AND\n           (NEW.withdrawn_at, NEW.withdrawal_reason) IS DISTINCT FROM\n           (OLD.withdrawn_at, OLD.withdrawal_reason))\n       OR (OLD.repaired_at IS NOT NULL AND NEW.repaired_at IS DISTINCT FROM OLD.repaired_at)\n       OR (OLD.replaced_by_id IS NOT NULL\n           AND NEW.replaced_by_id IS DISTINCT FROM OLD.replaced_by_id)\n    THEN RAISE EXCEPTION 'credit record % is a fact and cannot be edited', OLD.id\n         USING ERRCODE = 'restrict_violation';\n    END IF;\n    RETURN NEW;\n",
                    hash="d89c5374ce5d4479fb18d217bab1c0594ee5cde7",
                    operation="UPDATE",
                    pgid="pgtrigger_record_is_immutable_f5ed1",
                    table="entities_creditrecord",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="creditrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="record_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="89aedf8ab5e2a043f90a1a62ae7df44af68dbc78",
                    operation="DELETE",
                    pgid="pgtrigger_record_is_never_deleted_de68f",
                    table="entities_creditrecord",
                    when="BEFORE",
                ),
            ),
        ),
    ]

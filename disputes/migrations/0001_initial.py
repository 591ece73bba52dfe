import django.db.models.deletion
import django_fsm
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import credit_portal.shared.fields
import credit_portal.shared.files
import disputes.models.evidence


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("deadlines", "0001_initial"),
        ("entities", "0002_register"),
        ("grading", "0001_initial"),
        ("repair", "0001_initial"),
        ("supervision", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dispute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=24, unique=True, verbose_name="异议编号")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("online", "企业中心"),
                            ("agent", "委托代理人"),
                            ("window", "窗口书面"),
                        ],
                        max_length=8,
                        verbose_name="受理渠道",
                    ),
                ),
                ("contact_name", models.CharField(max_length=60, verbose_name="联系人")),
                (
                    "contact_phone",
                    credit_portal.shared.fields.EncryptedTextField(verbose_name="联系电话"),
                ),
                ("grounds", models.TextField(max_length=4000, verbose_name="事实和理由")),
                ("filed_at", models.DateTimeField(verbose_name="收到时间")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("filed", "待受理"),
                            ("supplementing", "待补正"),
                            ("accepted", "核实中"),
                            ("verified", "待决定"),
                            ("decided", "已决定"),
                            ("closed", "已办结"),
                            ("declined", "不予受理"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="filed",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                (
                    "supplement_request",
                    models.TextField(blank=True, max_length=2000, verbose_name="补正要求"),
                ),
                (
                    "supplement_asked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="通知补正时间"),
                ),
                (
                    "supplement",
                    models.TextField(blank=True, max_length=4000, verbose_name="补正说明"),
                ),
                (
                    "supplemented_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="补正时间"),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="受理时间"),
                ),
                ("finding", models.TextField(blank=True, max_length=4000, verbose_name="核实情况")),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="核实时间"),
                ),
                ("urged_at", models.DateTimeField(blank=True, null=True, verbose_name="催办时间")),
                (
                    "extended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="延期时间"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "异议成立"),
                            ("partly", "异议部分成立"),
                            ("rejected", "异议不成立"),
                        ],
                        max_length=8,
                        verbose_name="处理结果",
                    ),
                ),
                (
                    "decision",
                    models.TextField(blank=True, max_length=4000, verbose_name="处理意见"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="决定时间"),
                ),
                ("receipt", models.JSONField(default=dict, verbose_name="回执")),
                ("answer", models.JSONField(blank=True, null=True, verbose_name="答复书")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="撤回或者不予受理的理由"
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="终止时间")),
                ("delivery", models.CharField(blank=True, max_length=200, verbose_name="送达方式")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="accounts.agency",
                        verbose_name="办理单位",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="grading.externalassessment",
                        verbose_name="外部评价结果",
                    ),
                ),
                (
                    "corrected_record",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entities.creditrecord",
                        verbose_name="更正后的记录",
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.deadline",
                        verbose_name="办结期限",
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
                        related_name="disputes",
                        to="entities.entity",
                        verbose_name="主体",
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提交人",
                    ),
                ),
                (
                    "grade",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="grading.grade",
                        verbose_name="信用等级",
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
                (
                    "listing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="supervision.listing",
                        verbose_name="名单认定",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="entities.creditrecord",
                        verbose_name="信用记录",
                    ),
                ),
                (
                    "repair",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="repair.repairitem",
                        verbose_name="修复决定",
                    ),
                ),
                (
                    "review_of",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="disputes.dispute",
                        verbose_name="申请复核的异议",
                    ),
                ),
                (
                    "supplement_deadline",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.deadline",
                        verbose_name="补正期限",
                    ),
                ),
                (
                    "taken_at",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="收件窗口",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核实人",
                    ),
                ),
            ],
            options={
                "verbose_name": "异议",
                "verbose_name_plural": "异议",
                "ordering": ["-filed_at", "-pk"],
                "indexes": [models.Index(fields=["agency", "status"], name="dispute_inbox")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("assessment__isnull", True),
                                ("grade__isnull", True),
                                ("listing__isnull", True),
                                ("record__isnull", False),
                                ("repair__isnull", True),
                            ),
                            models.Q(
                                ("assessment__isnull", True),
                                ("grade__isnull", False),
                                ("listing__isnull", True),
                                ("record__isnull", True),
                                ("repair__isnull", True),
                            ),
                            models.Q(
                                ("assessment__isnull", False),
                                ("grade__isnull", True),
                                ("listing__isnull", True),
                                ("record__isnull", True),
                                ("repair__isnull", True),
                            ),
                            models.Q(
                                ("assessment__isnull", True),
                                ("grade__isnull", True),
                                ("listing__isnull", False),
                                ("record__isnull", True),
                                ("repair__isnull", True),
                            ),
                            models.Q(
                                ("assessment__isnull", True),
                                ("grade__isnull", True),
                                ("listing__isnull", True),
                                ("record__isnull", True),
                                ("repair__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="dispute_has_one_target",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("outcome", "")),
                            models.Q(
                                ("decided_at__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="dispute_decided_has_outcome",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("record__isnull", False),
                            ("status__in", ("filed", "supplementing", "accepted", "verified")),
                        ),
                        fields=("record",),
                        name="dispute_open_once_record",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("grade__isnull", False),
                            ("status__in", ("filed", "supplementing", "accepted", "verified")),
                        ),
                        fields=("entity",),
                        name="dispute_open_once_grade",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("assessment__isnull", False),
                            ("status__in", ("filed", "supplementing", "accepted", "verified")),
                        ),
                        fields=("assessment",),
                        name="dispute_open_once_assessment",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("listing__isnull", False),
                            ("status__in", ("filed", "supplementing", "accepted", "verified")),
                        ),
                        fields=("listing",),
                        name="dispute_open_once_listing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("repair__isnull", False),
                            ("status__in", ("filed", "supplementing", "accepted", "verified")),
                        ),
                        fields=("repair",),
                        name="dispute_open_once_repair",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="DisputedField",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="字段")),
                ("label", models.CharField(max_length=60, verbose_name="项目")),
                ("old_value", models.TextField(blank=True, verbose_name="现值")),
                ("claimed", models.TextField(max_length=1000, verbose_name="主张")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("upheld", "异议成立"), ("rejected", "异议不成立")],
                        max_length=8,
                        verbose_name="结果",
                    ),
                ),
                (
                    "corrected",
                    models.TextField(blank=True, max_length=1000, verbose_name="更正后的值"),
                ),
                ("reasons", models.TextField(blank=True, max_length=2000, verbose_name="理由")),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fields",
                        to="disputes.dispute",
                    ),
                ),
            ],
            options={
                "verbose_name": "异议项目",
                "verbose_name_plural": "异议项目",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("dispute", "name"), name="disputed_field_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", ""),
                            models.Q(("reasons", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="disputed_field_has_reasons",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisputeEvidence",
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
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        storage=credit_portal.shared.files.PrivateStorage(),
                        upload_to=disputes.models.evidence.evidence_path,
                        verbose_name="文件",
                    ),
                ),
                (
                    "dispute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="disputes.dispute",
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
                "verbose_name": "异议证据",
                "verbose_name_plural": "异议证据",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dispute", "sha256"), name="dispute_evidence_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DisputeSerial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("region_code", models.CharField(max_length=6)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "异议编号流水",
                "verbose_name_plural": "异议编号流水",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region_code", "year"), name="dispute_serial_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HarmReversal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="开始纠正时间")),
                (
                    "done_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="纠正完毕时间"),
                ),
                (
                    "change",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversal",
                        to="entities.factchange",
                        verbose_name="变动",
                    ),
                ),
            ],
            options={
                "verbose_name": "纠正",
                "verbose_name_plural": "纠正",
                "ordering": ["-change__at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["change"],
                        name="harm_reversal_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at", None),
                            ("done_at__gte", models.F("opened_at")),
                            _connector="OR",
                        ),
                        name="harm_reversal_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDispute",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(db_index=True, max_length=24, verbose_name="异议编号")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("online", "企业中心"),
                            ("agent", "委托代理人"),
                            ("window", "窗口书面"),
                        ],
                        max_length=8,
                        verbose_name="受理渠道",
                    ),
                ),
                ("contact_name", models.CharField(max_length=60, verbose_name="联系人")),
                ("grounds", models.TextField(max_length=4000, verbose_name="事实和理由")),
                ("filed_at", models.DateTimeField(verbose_name="收到时间")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("filed", "待受理"),
                            ("supplementing", "待补正"),
                            ("accepted", "核实中"),
                            ("verified", "待决定"),
                            ("decided", "已决定"),
                            ("closed", "已办结"),
                            ("declined", "不予受理"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="filed",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                (
                    "supplement_request",
                    models.TextField(blank=True, max_length=2000, verbose_name="补正要求"),
                ),
                (
                    "supplement_asked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="通知补正时间"),
                ),
                (
                    "supplement",
                    models.TextField(blank=True, max_length=4000, verbose_name="补正说明"),
                ),
                (
                    "supplemented_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="补正时间"),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="受理时间"),
                ),
                ("finding", models.TextField(blank=True, max_length=4000, verbose_name="核实情况")),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="核实时间"),
                ),
                ("urged_at", models.DateTimeField(blank=True, null=True, verbose_name="催办时间")),
                (
                    "extended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="延期时间"),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "异议成立"),
                            ("partly", "异议部分成立"),
                            ("rejected", "异议不成立"),
                        ],
                        max_length=8,
                        verbose_name="处理结果",
                    ),
                ),
                (
                    "decision",
                    models.TextField(blank=True, max_length=4000, verbose_name="处理意见"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="决定时间"),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="撤回或者不予受理的理由"
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="终止时间")),
                ("delivery", models.CharField(blank=True, max_length=200, verbose_name="送达方式")),
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
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="grading.externalassessment",
                        verbose_name="外部评价结果",
                    ),
                ),
                (
                    "corrected_record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.creditrecord",
                        verbose_name="更正后的记录",
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="deadlines.deadline",
                        verbose_name="办结期限",
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
                    "filed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提交人",
                    ),
                ),
                (
                    "grade",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="grading.grade",
                        verbose_name="信用等级",
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
                (
                    "listing",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="supervision.listing",
                        verbose_name="名单认定",
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
                    "repair",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="repair.repairitem",
                        verbose_name="修复决定",
                    ),
                ),
                (
                    "review_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="disputes.dispute",
                        verbose_name="申请复核的异议",
                    ),
                ),
                (
                    "supplement_deadline",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="deadlines.deadline",
                        verbose_name="补正期限",
                    ),
                ),
                (
                    "taken_at",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="收件窗口",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核实人",
                    ),
                ),
            ],
            options={
                "verbose_name": "异议历史",
                "verbose_name_plural": "historical 异议",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReply",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="声明")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待审核"),
                            ("approved", "审核通过"),
                            ("refused", "不予刊登"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="提交时间"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="审核时间"),
                ),
                (
                    "refusal",
                    models.CharField(blank=True, max_length=500, verbose_name="不予刊登的理由"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤回时间"),
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
                    "decided_by",
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
                "verbose_name": "声明历史",
                "verbose_name_plural": "historical 主体声明",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="声明")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待审核"),
                            ("approved", "审核通过"),
                            ("refused", "不予刊登"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="提交时间"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="审核时间"),
                ),
                (
                    "refusal",
                    models.CharField(blank=True, max_length=500, verbose_name="不予刊登的理由"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤回时间"),
                ),
                (
                    "decided_by",
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
                    "drafted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="起草人",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="entities.creditrecord",
                        verbose_name="信用记录",
                    ),
                ),
            ],
            options={
                "verbose_name": "主体声明",
                "verbose_name_plural": "主体声明",
                "ordering": ["-drafted_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("draft", "submitted", "approved"))),
                        fields=("record",),
                        name="reply_one_standing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="reply_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "refused"), _negated=True),
                            models.Q(("refusal", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="reply_refused_has_reason",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
    ]

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django_fsm
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import credit_portal.shared.fields
import credit_portal.shared.files
import repair.models.proof


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("commitments", "0001_initial"),
        ("deadlines", "0001_initial"),
        ("entities", "0002_register"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalRepairApplication",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        db_index=True,
                        editable=False,
                        max_length=40,
                        null=True,
                        verbose_name="申请编号",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("online", "网上申请"), ("window", "窗口受理")],
                        max_length=8,
                        verbose_name="申请渠道",
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=60, verbose_name="联系人"),
                ),
                (
                    "statement",
                    models.TextField(blank=True, max_length=4000, verbose_name="整改和履行情况"),
                ),
                ("rule", models.CharField(blank=True, max_length=80, verbose_name="适用政策版本")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "已提交待转办"),
                            ("with_agency", "办理中"),
                            ("supplement", "待补正"),
                            ("closed", "已办结"),
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
                    "forwarded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="转办时间"),
                ),
                (
                    "supplement_request",
                    models.TextField(blank=True, max_length=2000, verbose_name="补正要求"),
                ),
                (
                    "supplement_asked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="要求补正时间"),
                ),
                (
                    "supplement",
                    models.TextField(blank=True, max_length=2000, verbose_name="补正说明"),
                ),
                (
                    "supplemented_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="补正时间"),
                ),
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
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="commitments.commitment",
                        verbose_name="信用承诺",
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
                        verbose_name="全程期限",
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
                        verbose_name="申请人",
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
                        verbose_name="填报人",
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
                    "intake_agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="受理窗口",
                    ),
                ),
                (
                    "supplement_agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="要求补正的单位",
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
            ],
            options={
                "verbose_name": "申请历史",
                "verbose_name_plural": "historical 信用修复申请",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RepairApplication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        editable=False,
                        max_length=40,
                        null=True,
                        unique=True,
                        verbose_name="申请编号",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("online", "网上申请"), ("window", "窗口受理")],
                        max_length=8,
                        verbose_name="申请渠道",
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=60, verbose_name="联系人"),
                ),
                (
                    "contact_phone",
                    credit_portal.shared.fields.EncryptedTextField(
                        blank=True, verbose_name="联系电话"
                    ),
                ),
                (
                    "statement",
                    models.TextField(blank=True, max_length=4000, verbose_name="整改和履行情况"),
                ),
                ("rule", models.CharField(blank=True, max_length=80, verbose_name="适用政策版本")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "已提交待转办"),
                            ("with_agency", "办理中"),
                            ("supplement", "待补正"),
                            ("closed", "已办结"),
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
                    "forwarded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="转办时间"),
                ),
                (
                    "supplement_request",
                    models.TextField(blank=True, max_length=2000, verbose_name="补正要求"),
                ),
                (
                    "supplement_asked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="要求补正时间"),
                ),
                (
                    "supplement",
                    models.TextField(blank=True, max_length=2000, verbose_name="补正说明"),
                ),
                (
                    "supplemented_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="补正时间"),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
                (
                    "commitment",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repair_application",
                        to="commitments.commitment",
                        verbose_name="信用承诺",
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.deadline",
                        verbose_name="全程期限",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repair_applications",
                        to="entities.entity",
                        verbose_name="申请人",
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="填报人",
                    ),
                ),
                (
                    "intake_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repair_intakes",
                        to="accounts.agency",
                        verbose_name="受理窗口",
                    ),
                ),
                (
                    "supplement_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="要求补正的单位",
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
            ],
            options={
                "verbose_name": "信用修复申请",
                "verbose_name_plural": "信用修复申请",
                "ordering": ["-drafted_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", None), ("status", "draft")),
                            ("status", "withdrawn"),
                            models.Q(("commitment__isnull", False), ("number__isnull", False)),
                            _connector="OR",
                        ),
                        name="repair_handed_in_is_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supplement_asked_at", None),
                            models.Q(
                                models.Q(("supplement_request", ""), _negated=True),
                                ("supplement_deadline__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="repair_supplement_is_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel", "window"), ("intake_agency__isnull", False)),
                            models.Q(("channel", "online"), ("intake_agency", None)),
                            _connector="OR",
                        ),
                        name="repair_window_named",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="RepairNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="告知书编号")),
                ("values", models.JSONField(verbose_name="告知内容")),
                ("created_at", models.DateTimeField(verbose_name="告知时间")),
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repair_notice",
                        to="entities.creditrecord",
                        verbose_name="信用记录",
                    ),
                ),
            ],
            options={
                "verbose_name": "信用修复告知书",
                "verbose_name_plural": "信用修复告知书",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="RepairPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verification",
                    models.TextField(blank=True, max_length=2000, verbose_name="核查情况"),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="核查时间"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repair_parts",
                        to="accounts.agency",
                        verbose_name="认定单位",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="repair.repairapplication",
                    ),
                ),
                (
                    "deadline",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.deadline",
                        verbose_name="决定期限",
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
                        verbose_name="核查人",
                    ),
                ),
            ],
            options={
                "verbose_name": "信用修复分办",
                "verbose_name_plural": "信用修复分办",
                "ordering": ["application", "agency__code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "agency"), name="repair_part_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verification", ""), ("verified_at", None)),
                            models.Q(
                                ("verified_at__isnull", False),
                                models.Q(("verification", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="repair_verification_is_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RepairItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("pending", "待决定"),
                            ("granted", "准予修复"),
                            ("refused", "不予修复"),
                            ("revoked", "修复已撤销"),
                            ("needless", "无需修复"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "register_proof",
                    models.CharField(blank=True, max_length=500, verbose_name="库内履行证明"),
                ),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="适用规定")),
                (
                    "decision_number",
                    models.CharField(blank=True, max_length=60, verbose_name="决定文号"),
                ),
                ("reason", models.TextField(blank=True, max_length=2000, verbose_name="决定理由")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="决定时间"),
                ),
                (
                    "upheld_number",
                    models.CharField(blank=True, max_length=60, verbose_name="异议编号"),
                ),
                (
                    "upheld_reason",
                    models.TextField(blank=True, max_length=2000, verbose_name="异议成立的理由"),
                ),
                (
                    "upheld_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="异议成立时间"),
                ),
                (
                    "revoke_reason",
                    models.TextField(blank=True, max_length=2000, verbose_name="撤销理由"),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤销时间"),
                ),
                (
                    "locked_until",
                    models.DateField(blank=True, null=True, verbose_name="不予修复至"),
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
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repair_items",
                        to="entities.creditrecord",
                        verbose_name="信用记录",
                    ),
                ),
                (
                    "restored_record",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entities.creditrecord",
                        verbose_name="恢复后的记录",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撤销人",
                    ),
                ),
                (
                    "upheld_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="异议决定人",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="repair.repairpart",
                    ),
                ),
            ],
            options={
                "verbose_name": "修复事项",
                "verbose_name_plural": "修复事项",
                "ordering": ["part", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("part", "record"), name="repair_item_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "pending")),
                        fields=("record",),
                        name="repair_one_open_for_record",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_at", None),
                            models.Q(
                                models.Q(("reason", ""), _negated=True),
                                models.Q(("decision_number", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="repair_decision_is_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("upheld_at", None),
                            models.Q(
                                models.Q(("upheld_number", ""), _negated=True),
                                models.Q(("upheld_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="repair_upheld_is_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revoked_at", None),
                            models.Q(("revoke_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="repair_revocation_is_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revoked_by", None),
                            models.Q(
                                (
                                    "revoked_by",
                                    django.db.models.functions.comparison.Coalesce(
                                        models.F("upheld_by"), models.F("decided_by")
                                    ),
                                ),
                                _negated=True,
                            ),
                            _connector="OR",
                        ),
                        name="repair_second_officer",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRepairItem",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("pending", "待决定"),
                            ("granted", "准予修复"),
                            ("refused", "不予修复"),
                            ("revoked", "修复已撤销"),
                            ("needless", "无需修复"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "register_proof",
                    models.CharField(blank=True, max_length=500, verbose_name="库内履行证明"),
                ),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="适用规定")),
                (
                    "decision_number",
                    models.CharField(blank=True, max_length=60, verbose_name="决定文号"),
                ),
                ("reason", models.TextField(blank=True, max_length=2000, verbose_name="决定理由")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="决定时间"),
                ),
                (
                    "upheld_number",
                    models.CharField(blank=True, max_length=60, verbose_name="异议编号"),
                ),
                (
                    "upheld_reason",
                    models.TextField(blank=True, max_length=2000, verbose_name="异议成立的理由"),
                ),
                (
                    "upheld_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="异议成立时间"),
                ),
                (
                    "revoke_reason",
                    models.TextField(blank=True, max_length=2000, verbose_name="撤销理由"),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤销时间"),
                ),
                (
                    "locked_until",
                    models.DateField(blank=True, null=True, verbose_name="不予修复至"),
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
                        verbose_name="决定人",
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
                    "restored_record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.creditrecord",
                        verbose_name="恢复后的记录",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撤销人",
                    ),
                ),
                (
                    "upheld_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="异议决定人",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="repair.repairpart",
                    ),
                ),
            ],
            options={
                "verbose_name": "办理历史",
                "verbose_name_plural": "historical 修复事项",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RepairProof",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("fulfilment", "履行义务的证明材料"),
                            ("report", "信用报告"),
                            ("public_benefit", "公益慈善证明"),
                            ("paper", "纸质申请表扫描件"),
                            ("commitment", "签署的信用承诺书"),
                        ],
                        max_length=16,
                        verbose_name="材料种类",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        storage=credit_portal.shared.files.PrivateStorage(),
                        upload_to=repair.models.proof.proof_path,
                        verbose_name="文件",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proofs",
                        to="repair.repairapplication",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proofs",
                        to="repair.repairitem",
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
                "verbose_name": "修复材料",
                "verbose_name_plural": "修复材料",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "item", "kind", "sha256"),
                        name="repair_proof_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainingCourse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="课程名称")),
                (
                    "text",
                    models.TextField(
                        help_text="每段一行", max_length=20000, verbose_name="课程内容"
                    ),
                ),
                (
                    "pass_percent",
                    models.PositiveSmallIntegerField(
                        default=80,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="合格线（百分比）",
                    ),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="发布时间"),
                ),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="停用时间"),
                ),
            ],
            options={
                "verbose_name": "信用修复培训课程",
                "verbose_name_plural": "信用修复培训课程",
                "ordering": ["-drafted_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("retired_at", None), ("published_at__isnull", False), _connector="OR"
                        ),
                        name="course_retired_was_published",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainingQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="题目")),
                (
                    "answers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), size=4, verbose_name="选项"
                    ),
                ),
                ("right", models.PositiveSmallIntegerField(verbose_name="正确选项")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="repair.trainingcourse",
                    ),
                ),
            ],
            options={
                "verbose_name": "测试题",
                "verbose_name_plural": "测试题",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="TrainingResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("trainee", models.CharField(max_length=60, verbose_name="参加人姓名")),
                ("right_answers", models.PositiveSmallIntegerField(verbose_name="答对")),
                ("questions", models.PositiveSmallIntegerField(verbose_name="题数")),
                ("is_passed", models.BooleanField(verbose_name="合格")),
                ("at", models.DateTimeField(verbose_name="完成时间")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="repair.trainingcourse",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="training_results",
                        to="entities.entity",
                        verbose_name="经营主体",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="参加人",
                    ),
                ),
            ],
            options={
                "verbose_name": "培训结果",
                "verbose_name_plural": "培训结果",
                "ordering": ["-at", "-pk"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="repairnotice",
            trigger=pgtrigger.compiler.Trigger(
                name="repair_notice_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="cc2248ef99ac3496fd1609f33a1f7dd700a086d5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_repair_notice_is_kept_4257b",
                    table="repair_repairnotice",
                    when="BEFORE",
                ),
            ),
        ),
    ]

import django.db.models.deletion
import django_fsm
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import credit_portal.shared.fields
import credit_portal.shared.files
import declarations.models.evidence


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("deadlines", "0001_initial"),
        ("entities", "0002_register"),
    ]

    operations = [
        migrations.CreateModel(
            name="Declaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="信息种类")),
                ("title", models.CharField(max_length=200, verbose_name="申报事项")),
                ("content", models.TextField(max_length=2000, verbose_name="具体情况")),
                ("issuer", models.CharField(max_length=200, verbose_name="证明单位")),
                ("happened_on", models.DateField(verbose_name="发生日期")),
                (
                    "honour_rank",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("国家级", "国家级"),
                            ("省级", "省级"),
                            ("市级", "市级"),
                            ("县级", "县级"),
                        ],
                        max_length=8,
                        verbose_name="荣誉级别",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待审核"),
                            ("published", "公示中"),
                            ("contested", "有异议待复核"),
                            ("confirmed", "已确认"),
                            ("refused", "审核不通过"),
                            ("withdrawn", "已撤回"),
                            ("false", "认定虚假"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="提交时间"),
                ),
                (
                    "truth_committed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="真实性承诺时间"),
                ),
                (
                    "use_authorised_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="授权使用时间"),
                ),
                ("review", models.TextField(blank=True, max_length=2000, verbose_name="审核意见")),
                (
                    "reviewed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="审核时间"),
                ),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="公示起始")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="确认时间"),
                ),
                ("end_reason", models.CharField(blank=True, max_length=1000, verbose_name="理由")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="终止时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="accounts.agency",
                        verbose_name="审核单位",
                    ),
                ),
                (
                    "breach_record",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="false_declaration",
                        to="entities.creditrecord",
                        verbose_name="虚假申报记录",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="entities.entity",
                        verbose_name="申报主体",
                    ),
                ),
                (
                    "objection_deadline",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.deadline",
                        verbose_name="公示期限",
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declaration",
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
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提交人",
                    ),
                ),
            ],
            options={
                "verbose_name": "自主申报",
                "verbose_name_plural": "自主申报",
                "ordering": ["-drafted_at", "-pk"],
                "indexes": [models.Index(fields=["agency", "status"], name="declaration_inbox")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submitted_at", None),
                            ("truth_committed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="declaration_is_committed_to",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ("published", "contested", "confirmed")),
                                _negated=True,
                            ),
                            models.Q(
                                ("objection_deadline__isnull", False),
                                ("published_on__isnull", False),
                                ("reviewed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="declaration_reviewed_then_published",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "confirmed"), _negated=True),
                            ("record__isnull", False),
                            _connector="OR",
                        ),
                        name="declaration_confirmed_has_record",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="DeclarationEvidence",
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
                        upload_to=declarations.models.evidence.evidence_path,
                        verbose_name="文件",
                    ),
                ),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="declarations.declaration",
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
                "verbose_name": "申报证明材料",
                "verbose_name_plural": "申报证明材料",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("declaration", "sha256"), name="declaration_evidence_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeclarationObjection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="异议人")),
                (
                    "contact",
                    credit_portal.shared.fields.EncryptedTextField(verbose_name="联系方式"),
                ),
                ("reasons", models.TextField(max_length=2000, verbose_name="事实和理由")),
                ("raised_at", models.DateTimeField(verbose_name="提出时间")),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="declarations.declaration",
                    ),
                ),
            ],
            options={
                "verbose_name": "公示异议",
                "verbose_name_plural": "公示异议",
                "ordering": ["-raised_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDeclaration",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="信息种类")),
                ("title", models.CharField(max_length=200, verbose_name="申报事项")),
                ("content", models.TextField(max_length=2000, verbose_name="具体情况")),
                ("issuer", models.CharField(max_length=200, verbose_name="证明单位")),
                ("happened_on", models.DateField(verbose_name="发生日期")),
                (
                    "honour_rank",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("国家级", "国家级"),
                            ("省级", "省级"),
                            ("市级", "市级"),
                            ("县级", "县级"),
                        ],
                        max_length=8,
                        verbose_name="荣誉级别",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待审核"),
                            ("published", "公示中"),
                            ("contested", "有异议待复核"),
                            ("confirmed", "已确认"),
                            ("refused", "审核不通过"),
                            ("withdrawn", "已撤回"),
                            ("false", "认定虚假"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="状态",
                    ),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="起草时间")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="提交时间"),
                ),
                (
                    "truth_committed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="真实性承诺时间"),
                ),
                (
                    "use_authorised_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="授权使用时间"),
                ),
                ("review", models.TextField(blank=True, max_length=2000, verbose_name="审核意见")),
                (
                    "reviewed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="审核时间"),
                ),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="公示起始")),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="确认时间"),
                ),
                ("end_reason", models.CharField(blank=True, max_length=1000, verbose_name="理由")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="终止时间")),
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
                        verbose_name="审核单位",
                    ),
                ),
                (
                    "breach_record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.creditrecord",
                        verbose_name="虚假申报记录",
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
                        verbose_name="申报主体",
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
                    "objection_deadline",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="deadlines.deadline",
                        verbose_name="公示期限",
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
                    "submitted_by",
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
            ],
            options={
                "verbose_name": "申报历史",
                "verbose_name_plural": "historical 自主申报",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]

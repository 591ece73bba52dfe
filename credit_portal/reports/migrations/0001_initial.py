import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import credit_portal.reports.models
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
            name="ReportSerial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True, verbose_name="日期")),
                ("last", models.PositiveIntegerField(verbose_name="最后序号")),
            ],
            options={
                "verbose_name": "报告序号",
                "verbose_name_plural": "报告序号",
            },
        ),
        migrations.CreateModel(
            name="BulkCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="核查时间")),
                ("scene", models.CharField(max_length=50, verbose_name="应用事项")),
                ("purpose", models.CharField(max_length=200, verbose_name="用途")),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        storage=credit_portal.shared.files.PrivateStorage(),
                        upload_to=credit_portal.reports.models.list_path,
                        verbose_name="名单",
                    ),
                ),
                ("file_name", models.CharField(max_length=255, verbose_name="文件名")),
                ("file_sha256", models.CharField(max_length=64, verbose_name="文件摘要")),
                ("rows", models.PositiveIntegerField(blank=True, null=True, verbose_name="行数")),
                ("hits", models.PositiveIntegerField(blank=True, null=True, verbose_name="命中")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bulk_checks",
                        to="accounts.agency",
                        verbose_name="核查单位",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核查人",
                    ),
                ),
                (
                    "job",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.job",
                    ),
                ),
            ],
            options={
                "verbose_name": "批量信用核查",
                "verbose_name_plural": "批量信用核查",
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CreditReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="报告编号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("basic", "公共信用信息报告"),
                            ("review", "公共信用信息审查报告"),
                            ("special", "专项信用报告"),
                        ],
                        max_length=8,
                        verbose_name="报告种类",
                    ),
                ),
                ("scene", models.CharField(blank=True, max_length=50, verbose_name="应用事项")),
                ("purpose", models.CharField(max_length=200, verbose_name="用途")),
                ("period_from", models.DateField(blank=True, null=True, verbose_name="查询期间起")),
                (
                    "period_until",
                    models.DateField(blank=True, null=True, verbose_name="查询期间止"),
                ),
                ("content", models.JSONField(verbose_name="内容")),
                ("issued_at", models.DateTimeField(verbose_name="出具时间")),
                (
                    "verification_code",
                    models.CharField(max_length=20, unique=True, verbose_name="核验码"),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        storage=credit_portal.shared.files.PrivateStorage(),
                        upload_to=credit_portal.reports.models.report_path,
                        verbose_name="报告",
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="文件摘要")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤销时间"),
                ),
                (
                    "revocation_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="撤销原因"),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="accounts.agency",
                        verbose_name="查询单位",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="查询人",
                    ),
                ),
                (
                    "domains",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="accounts.agency", verbose_name="查询领域"
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="entities.entity",
                        verbose_name="主体",
                    ),
                ),
            ],
            options={
                "verbose_name": "信用报告",
                "verbose_name_plural": "信用报告",
                "ordering": ["-issued_at", "-pk"],
                "indexes": [models.Index(fields=["agency", "-issued_at"], name="report_of_agency")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "review"), _negated=True),
                            models.Q(
                                ("agency__isnull", False), models.Q(("scene", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="report_review_names_scene",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "special"), ("period_until__gte", models.F("period_from"))
                            ),
                            models.Q(
                                models.Q(("kind", "special"), _negated=True),
                                ("period_from", None),
                                ("period_until", None),
                            ),
                            _connector="OR",
                        ),
                        name="report_special_has_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revocation_reason", ""), ("revoked_at", None)),
                            models.Q(
                                ("revoked_at__isnull", False),
                                models.Q(("revocation_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="report_revocation_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceivedReport",
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
                ("kind", models.CharField(max_length=50, verbose_name="报告种类")),
                ("issuer", models.CharField(max_length=200, verbose_name="出具机构")),
                ("number", models.CharField(blank=True, max_length=64, verbose_name="报告编号")),
                ("issued_on", models.DateField(verbose_name="出具日期")),
                ("scene", models.CharField(max_length=50, verbose_name="应用事项")),
                ("purpose", models.CharField(max_length=200, verbose_name="用途")),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        storage=credit_portal.shared.files.PrivateStorage(),
                        upload_to=credit_portal.reports.models.received_path,
                        verbose_name="文件",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="received_reports",
                        to="accounts.agency",
                        verbose_name="收存单位",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="received_reports",
                        to="entities.entity",
                        verbose_name="主体",
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
                "verbose_name": "收存的信用报告",
                "verbose_name_plural": "收存的信用报告",
                "ordering": ["-uploaded_at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportedFact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reported_in",
                        to="entities.creditrecord",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="reports.creditreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "报告所载记录",
                "verbose_name_plural": "报告所载记录",
                "constraints": [
                    models.UniqueConstraint(fields=("report", "record"), name="reported_fact_once")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="creditreport",
            trigger=pgtrigger.compiler.Trigger(
                name="report_is_immutable",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."entity_id" IS DISTINCT FROM (NEW."entity_id") OR OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."scene" IS DISTINCT FROM (NEW."scene") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."period_from" IS DISTINCT FROM (NEW."period_from") OR OLD."period_until" IS DISTINCT FROM (NEW."period_until") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."issued_at" IS DISTINCT FROM (NEW."issued_at") OR OLD."verification_code" IS DISTINCT FROM (NEW."verification_code") OR OLD."file" IS DISTINCT FROM (NEW."file") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="059a0cbf40f19dfbb56481a9e90d93a9130b5354",
                    operation="UPDATE",
                    pgid="pgtrigger_report_is_immutable_6f2c6",
                    table="reports_creditreport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="creditreport",
            trigger=pgtrigger.compiler.Trigger(
                name="report_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="35895017de1809bac02075832bfe64fdbd86f484",
                    operation="DELETE",
                    pgid="pgtrigger_report_is_never_deleted_68488",
                    table="reports_creditreport",
                    when="BEFORE",
                ),
            ),
        ),
    ]

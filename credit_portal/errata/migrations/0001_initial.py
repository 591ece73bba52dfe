import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

import credit_portal.errata.models
import credit_portal.shared.fields
import credit_portal.shared.files


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("entities", "0002_register"),
    ]

    operations = [
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("basis_number", models.CharField(max_length=128, verbose_name="依据文书号")),
                ("basis_on", models.DateField(verbose_name="依据文书日期")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="撤回期限")),
                ("made_at", models.DateTimeField(verbose_name="办理时间")),
                (
                    "made_by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendment",
                        to="entities.creditrecord",
                        verbose_name="原记录",
                    ),
                ),
            ],
            options={
                "verbose_name": "记录撤回更正",
                "verbose_name_plural": "记录撤回更正",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AmendmentScan",
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
                        upload_to=credit_portal.errata.models.scan_path,
                        verbose_name="文件",
                    ),
                ),
                (
                    "amendment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="errata.amendment",
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
                "verbose_name": "依据文书扫描件",
                "verbose_name_plural": "依据文书扫描件",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("amendment", "sha256"), name="amendment_scan_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ErrorReport",
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
                            ("subject", "主体不对"),
                            ("content", "内容有误"),
                            ("outdated", "应当停止公示"),
                            ("personal", "含有不应公开的个人信息"),
                            ("other", "其他"),
                        ],
                        max_length=12,
                        verbose_name="问题",
                    ),
                ),
                ("text", models.TextField(max_length=1000, verbose_name="说明")),
                (
                    "contact",
                    credit_portal.shared.fields.EncryptedTextField(
                        blank=True, verbose_name="联系方式"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "待核实"), ("handled", "已处理")],
                        default="open",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("reported_at", models.DateTimeField(verbose_name="提交时间")),
                ("answer", models.TextField(blank=True, max_length=1000, verbose_name="处理情况")),
                (
                    "handled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="处理时间"),
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
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="处理人",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="error_reports",
                        to="entities.creditrecord",
                        verbose_name="信用记录",
                    ),
                ),
            ],
            options={
                "verbose_name": "数据纠错",
                "verbose_name_plural": "数据纠错",
                "ordering": ["-reported_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("handled_at", None), ("status", "open")),
                            models.Q(
                                ("handled_at__isnull", False),
                                ("status", "handled"),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="error_report_handled_has_answer",
                    )
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
    ]

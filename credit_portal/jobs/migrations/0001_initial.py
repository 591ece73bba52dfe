import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import credit_portal.jobs.models
import credit_portal.shared.files


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=80, verbose_name="任务")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("queued", "排队中"),
                            ("running", "进行中"),
                            ("succeeded", "已完成"),
                            ("failed", "失败"),
                            ("cancelled", "已取消"),
                        ],
                        default="queued",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "params",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="参数",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="次数")),
                ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="进度")),
                ("done", models.BigIntegerField(default=0, verbose_name="已处理")),
                ("total", models.BigIntegerField(default=0, verbose_name="总数")),
                ("message", models.CharField(blank=True, max_length=200, verbose_name="当前步骤")),
                ("log", models.TextField(blank=True, verbose_name="日志")),
                ("error", models.TextField(blank=True, verbose_name="错误")),
                (
                    "result_file",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        storage=credit_portal.shared.files.PrivateStorage(),
                        upload_to=credit_portal.jobs.models.result_path,
                        verbose_name="结果文件",
                    ),
                ),
                (
                    "result_name",
                    models.CharField(blank=True, max_length=200, verbose_name="结果文件名"),
                ),
                (
                    "result_sha256",
                    models.CharField(blank=True, max_length=64, verbose_name="结果校验值"),
                ),
                ("created_at", models.DateTimeField(verbose_name="发起时间")),
                ("started_at", models.DateTimeField(null=True, verbose_name="开始时间")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                ("heartbeat_at", models.DateTimeField(null=True, verbose_name="最近活动")),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jobs",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发起人",
                    ),
                ),
            ],
            options={
                "verbose_name": "后台任务",
                "verbose_name_plural": "后台任务",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["created_by", "-id"], name="jobs_job_created_8cc447_idx"),
                    models.Index(
                        condition=models.Q(("status__in", ["queued", "running"])),
                        fields=["heartbeat_at"],
                        name="job_unfinished",
                    ),
                ],
            },
        ),
    ]

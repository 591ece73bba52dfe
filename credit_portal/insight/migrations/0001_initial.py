import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import credit_portal.insight.models
import credit_portal.shared.files


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Scorecard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="月份")),
                ("reported", models.PositiveIntegerField(default=0, verbose_name="报送行政行为")),
                ("in_time", models.PositiveIntegerField(default=0, verbose_name="按期报送")),
                ("records", models.PositiveIntegerField(default=0, verbose_name="报送记录")),
                ("complete", models.PositiveIntegerField(default=0, verbose_name="要素齐全")),
                ("kinds", models.JSONField(default=list, verbose_name="报送种类")),
                (
                    "kinds_expected",
                    models.JSONField(default=list, verbose_name="此前一年报送过的种类"),
                ),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="导入行数")),
                ("rejected", models.PositiveIntegerField(default=0, verbose_name="退回行数")),
                ("upheld", models.PositiveIntegerField(default=0, verbose_name="异议成立")),
                ("look_ups", models.PositiveIntegerField(default=0, verbose_name="查询次数")),
                ("measures", models.JSONField(default=dict, verbose_name="分项得分")),
                (
                    "score",
                    models.DecimalField(
                        decimal_places=1, max_digits=4, null=True, verbose_name="总分"
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(null=True, verbose_name="名次")),
                ("basis", models.CharField(max_length=200, verbose_name="权重依据")),
                ("kept_at", models.DateTimeField(verbose_name="统计时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scorecards",
                        to="accounts.agency",
                    ),
                ),
            ],
            options={
                "verbose_name": "单位评分",
                "verbose_name_plural": "单位评分",
                "ordering": [
                    "-month",
                    models.OrderBy(models.F("rank"), nulls_last=True),
                    "agency__code",
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "month"), name="scorecard_once_a_month"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AppraisalNotice",
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
                        choices=[("praise", "表扬"), ("criticism", "通报")],
                        max_length=10,
                        verbose_name="种类",
                    ),
                ),
                ("number", models.CharField(max_length=80, unique=True, verbose_name="文号")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("serial", models.PositiveIntegerField(verbose_name="序号")),
                ("reason", models.TextField(max_length=2000, verbose_name="事由")),
                ("text", models.TextField(verbose_name="正文")),
                ("issued_at", models.DateTimeField(verbose_name="发文时间")),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        storage=credit_portal.shared.files.PrivateStorage(),
                        upload_to=credit_portal.insight.models.notice_path,
                        verbose_name="文件",
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="摘要")),
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
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                        verbose_name="发文单位",
                    ),
                ),
                (
                    "scorecard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="insight.scorecard",
                    ),
                ),
            ],
            options={
                "verbose_name": "表扬和通报",
                "verbose_name_plural": "表扬和通报",
                "ordering": ["-issued_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "year", "serial"), name="appraisal_number_once"
                    ),
                    models.UniqueConstraint(fields=("scorecard",), name="appraisal_once"),
                ],
            },
        ),
    ]

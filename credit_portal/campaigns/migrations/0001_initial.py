import django.db.models.deletion
import django_fsm
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import credit_portal.campaigns.models.duty
import credit_portal.shared.files


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="年度")),
                ("title", models.CharField(max_length=100, verbose_name="名称")),
                ("basis", models.CharField(max_length=200, verbose_name="依据")),
                ("plan_due_on", models.DateField(verbose_name="方案报送期限")),
                ("summary_due_on", models.DateField(verbose_name="总结报送期限")),
                ("coverage_due_on", models.DateField(verbose_name="全覆盖期限")),
                ("domains", models.JSONField(default=list, verbose_name="重点领域")),
                ("parts", models.JSONField(default=list, verbose_name="总结内容")),
                ("case_elements", models.JSONField(default=list, verbose_name="案例要素")),
                (
                    "needs_explanation",
                    models.BooleanField(default=False, verbose_name="执行上级制度须书面说明"),
                ),
                ("opened_at", models.DateTimeField(verbose_name="部署时间")),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="部署人",
                    ),
                ),
            ],
            options={
                "verbose_name": "专项工作",
                "verbose_name_plural": "专项工作",
                "ordering": ["-year"],
            },
        ),
        migrations.CreateModel(
            name="CampaignDuty",
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
                        choices=[("plan", "工作方案"), ("summary", "领域总结")],
                        max_length=8,
                        verbose_name="事项",
                    ),
                ),
                ("domain", models.CharField(blank=True, max_length=30, verbose_name="领域")),
                ("due_on", models.DateField(verbose_name="报送期限")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "待报送"),
                            ("submitted", "待审核"),
                            ("returned", "退回修改"),
                            ("accepted", "已接收"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=20000, verbose_name="方案内容")),
                ("parts", models.JSONField(blank=True, default=dict, verbose_name="总结内容")),
                ("cases", models.JSONField(blank=True, default=list, verbose_name="成效案例")),
                (
                    "follows_superior",
                    models.BooleanField(default=False, verbose_name="执行上级管理制度"),
                ),
                (
                    "explanation",
                    models.TextField(blank=True, max_length=4000, verbose_name="书面说明"),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="报送时间"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="审核时间"),
                ),
                ("comment", models.TextField(blank=True, max_length=2000, verbose_name="审核意见")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaign_duties",
                        to="accounts.agency",
                        verbose_name="责任单位",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="campaigns.campaign",
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
                        verbose_name="报送人",
                    ),
                ),
            ],
            options={
                "verbose_name": "专项工作任务",
                "verbose_name_plural": "专项工作任务",
                "ordering": ["due_on", "agency__code", "domain"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "agency", "kind", "domain"), name="campaign_duty_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("domain", ""), ("kind", "plan")),
                            models.Q(("kind", "summary"), models.Q(("domain", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="campaign_summary_of_one_field",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("follows_superior", False),
                            models.Q(("explanation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="campaign_superior_is_explained",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="DutyFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        storage=credit_portal.shared.files.PrivateStorage(),
                        upload_to=credit_portal.campaigns.models.duty.duty_path,
                        verbose_name="文件",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("extension", models.CharField(max_length=8, verbose_name="格式")),
                ("sha256", models.CharField(max_length=64, verbose_name="摘要")),
                ("uploaded_at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="campaigns.campaignduty",
                    ),
                ),
            ],
            options={
                "verbose_name": "报送文件",
                "verbose_name_plural": "报送文件",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="EducationTalk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="日期")),
                ("occasion", models.CharField(max_length=30, verbose_name="教育时机或者对象")),
                ("business", models.CharField(blank=True, max_length=200, verbose_name="经营主体")),
                ("people", models.PositiveIntegerField(verbose_name="人数")),
                ("material", models.CharField(max_length=500, verbose_name="教育材料")),
                ("is_signed", models.BooleanField(default=False, verbose_name="已签收材料")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="备注")),
                ("noted_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="education_talks",
                        to="accounts.agency",
                        verbose_name="教育单位",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
            ],
            options={
                "verbose_name": "准入前诚信教育",
                "verbose_name_plural": "准入前诚信教育",
                "ordering": ["-on", "-pk"],
                "indexes": [models.Index(fields=["agency", "-on"], name="education_of_agency")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("people__gt", 0)), name="education_has_people"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCampaignDuty",
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
                        choices=[("plan", "工作方案"), ("summary", "领域总结")],
                        max_length=8,
                        verbose_name="事项",
                    ),
                ),
                ("domain", models.CharField(blank=True, max_length=30, verbose_name="领域")),
                ("due_on", models.DateField(verbose_name="报送期限")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "待报送"),
                            ("submitted", "待审核"),
                            ("returned", "退回修改"),
                            ("accepted", "已接收"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=20000, verbose_name="方案内容")),
                ("parts", models.JSONField(blank=True, default=dict, verbose_name="总结内容")),
                ("cases", models.JSONField(blank=True, default=list, verbose_name="成效案例")),
                (
                    "follows_superior",
                    models.BooleanField(default=False, verbose_name="执行上级管理制度"),
                ),
                (
                    "explanation",
                    models.TextField(blank=True, max_length=4000, verbose_name="书面说明"),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="报送时间"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="审核时间"),
                ),
                ("comment", models.TextField(blank=True, max_length=2000, verbose_name="审核意见")),
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
                        verbose_name="责任单位",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="campaigns.campaign",
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        verbose_name="报送人",
                    ),
                ),
            ],
            options={
                "verbose_name": "报送历史",
                "verbose_name_plural": "historical 专项工作任务",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]

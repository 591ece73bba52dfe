import django.db.models.deletion
import django_fsm
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import credit_portal.shared.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Article",
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
                            ("policy", "政策文件"),
                            ("rules", "名单管理制度"),
                            ("case", "典型案例"),
                            ("guide", "办事指南"),
                            ("faq", "常见问题"),
                            ("training", "培训资料"),
                        ],
                        max_length=12,
                        verbose_name="栏目",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("summary", models.CharField(blank=True, max_length=300, verbose_name="摘要")),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="来源或文号")),
                ("body", models.TextField(max_length=50000, verbose_name="正文")),
                (
                    "comments_until",
                    models.DateField(blank=True, null=True, verbose_name="征求意见截止日期"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("published", "已发布"),
                            ("withdrawn", "已撤下"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="撰写时间")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="发布时间"),
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
                "verbose_name": "文章",
                "verbose_name_plural": "文章",
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
                        name="article_published_has_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None),
                            models.Q(("withdrawal_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="article_withdrawal_has_reason",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="ArticleComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="意见")),
                (
                    "contact",
                    credit_portal.shared.fields.EncryptedTextField(
                        blank=True, verbose_name="联系方式"
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="提交时间")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "verbose_name": "公众意见",
                "verbose_name_plural": "公众意见",
                "ordering": ["-sent_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalArticle",
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
                            ("policy", "政策文件"),
                            ("rules", "名单管理制度"),
                            ("case", "典型案例"),
                            ("guide", "办事指南"),
                            ("faq", "常见问题"),
                            ("training", "培训资料"),
                        ],
                        max_length=12,
                        verbose_name="栏目",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("summary", models.CharField(blank=True, max_length=300, verbose_name="摘要")),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="来源或文号")),
                ("body", models.TextField(max_length=50000, verbose_name="正文")),
                (
                    "comments_until",
                    models.DateField(blank=True, null=True, verbose_name="征求意见截止日期"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("published", "已发布"),
                            ("withdrawn", "已撤下"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="撰写时间")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="发布时间"),
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
            ],
            options={
                "verbose_name": "文章历史",
                "verbose_name_plural": "historical 文章",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]

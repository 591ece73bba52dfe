import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import credit_portal.accounts.models.user
import credit_portal.shared.fields
import credit_portal.shared.files


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="代码")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="名称")),
                ("short_name", models.CharField(max_length=40, verbose_name="简称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lead_office", "信用主管部门"),
                            ("department", "行业主管部门"),
                            ("town", "镇街（园区）"),
                            ("service_hall", "政务服务大厅"),
                            ("court", "法院"),
                            ("association", "行业协会商会"),
                            ("bank", "金融机构"),
                            ("credit_service", "信用服务机构"),
                        ],
                        max_length=20,
                        verbose_name="类型",
                    ),
                ),
                (
                    "uscc",
                    models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码"),
                ),
                (
                    "region_code",
                    models.CharField(
                        max_length=6,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{6}$", "行政区划代码为 6 位数字。"
                            )
                        ],
                        verbose_name="行政区划代码",
                    ),
                ),
                (
                    "is_market_supervision",
                    models.BooleanField(
                        default=False,
                        help_text="信用修复按《市场监督管理信用修复管理办法》规定的期限办理。",
                        verbose_name="市场监督管理部门",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="accounts.agency",
                        verbose_name="上级",
                    ),
                ),
            ],
            options={
                "verbose_name": "机构",
                "verbose_name_plural": "机构",
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("uscc", ""), _negated=True),
                        fields=("uscc",),
                        name="agency_uscc_unique",
                        violation_error_message="该统一社会信用代码已属于另一机构。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=150, verbose_name="first name"),
                ),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=150, verbose_name="last name"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead_officer", "信用办"),
                            ("department_officer", "行业主管部门"),
                            ("window_officer", "政务服务窗口"),
                            ("town_officer", "镇街（园区）"),
                            ("court_officer", "法院"),
                            ("partner", "协会/金融/信用服务机构"),
                            ("enterprise", "经营主体"),
                            ("auditor", "审计"),
                            ("administrator", "系统管理员"),
                        ],
                        max_length=20,
                        verbose_name="角色",
                    ),
                ),
                ("is_head", models.BooleanField(default=False, verbose_name="单位负责人")),
                ("display_name", models.CharField(max_length=60, verbose_name="姓名")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="联系电话")),
                (
                    "password_changed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="密码修改时间"
                    ),
                ),
                (
                    "password_is_temporary",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="初始密码未修改"
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="users",
                        to="accounts.agency",
                        verbose_name="所属机构",
                    ),
                ),
            ],
            options={
                "verbose_name": "用户",
                "verbose_name_plural": "用户",
                "ordering": ["username"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("is_superuser", False)),
                        name="user_no_superuser",
                        violation_error_message="三员分立：不设超级用户。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agency__isnull", False),
                                (
                                    "role__in",
                                    [
                                        "court_officer",
                                        "department_officer",
                                        "lead_officer",
                                        "partner",
                                        "town_officer",
                                        "window_officer",
                                    ],
                                ),
                            ),
                            models.Q(("agency__isnull", True), ("role__in", ["enterprise"])),
                            ("role__in", ["auditor", "administrator"]),
                            _connector="OR",
                        ),
                        name="user_agency_fits_role",
                        violation_error_message="该角色须有所属机构；经营主体用户不属于任何机构。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_head", False), ("agency__isnull", False), _connector="OR"
                        ),
                        name="user_head_of_agency",
                        violation_error_message="单位负责人须有所属机构。",
                    ),
                ],
            },
            managers=[
                ("objects", credit_portal.accounts.models.user.PortalUserManager()),
            ],
        ),
        migrations.CreateModel(
            name="HistoricalAgency",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60, verbose_name="代码")),
                ("name", models.CharField(db_index=True, max_length=120, verbose_name="名称")),
                ("short_name", models.CharField(max_length=40, verbose_name="简称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lead_office", "信用主管部门"),
                            ("department", "行业主管部门"),
                            ("town", "镇街（园区）"),
                            ("service_hall", "政务服务大厅"),
                            ("court", "法院"),
                            ("association", "行业协会商会"),
                            ("bank", "金融机构"),
                            ("credit_service", "信用服务机构"),
                        ],
                        max_length=20,
                        verbose_name="类型",
                    ),
                ),
                (
                    "uscc",
                    models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码"),
                ),
                (
                    "region_code",
                    models.CharField(
                        max_length=6,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{6}$", "行政区划代码为 6 位数字。"
                            )
                        ],
                        verbose_name="行政区划代码",
                    ),
                ),
                (
                    "is_market_supervision",
                    models.BooleanField(
                        default=False,
                        help_text="信用修复按《市场监督管理信用修复管理办法》规定的期限办理。",
                        verbose_name="市场监督管理部门",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
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
                        to="accounts.agency",
                        verbose_name="上级",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 机构",
                "verbose_name_plural": "historical 机构",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMandate",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "uscc",
                    models.CharField(
                        max_length=18,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9A-HJ-NPQRTUWXY]{18}$", "应为 18 位代码。"
                            )
                        ],
                        verbose_name="统一社会信用代码",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("representative", "法定代表人（负责人）"), ("agent", "经办人")],
                        default="agent",
                        max_length=20,
                        verbose_name="身份",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("all", "全部事项"),
                            ("disputes", "异议和信用修复"),
                            ("commitments", "信用承诺"),
                            ("reports", "信用报告"),
                            ("read", "仅查看"),
                        ],
                        default="all",
                        max_length=20,
                        verbose_name="办理范围",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("provider", "统一认证平台"),
                            ("invitation", "法定代表人授权"),
                            ("window", "窗口核验"),
                            ("administrator", "系统管理员核验"),
                        ],
                        default="administrator",
                        max_length=20,
                        verbose_name="来源",
                    ),
                ),
                (
                    "until_on",
                    models.DateField(blank=True, null=True, verbose_name="有效期至（不含当日）"),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="核验情况")),
                ("granted_at", models.DateTimeField(verbose_name="关联时间")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="终止时间")),
                (
                    "end_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="终止理由"),
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
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="授权人",
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
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        limit_choices_to={"role": "enterprise"},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 企业授权",
                "verbose_name_plural": "historical 企业授权",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRealNameIdentity",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("provider", models.CharField(max_length=40, verbose_name="认证平台")),
                ("subject", models.CharField(max_length=255, verbose_name="平台账号标识")),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="姓名")),
                (
                    "assurance",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "未实名"), (2, "实名认证"), (3, "实人认证")],
                        verbose_name="实名等级",
                    ),
                ),
                ("verified_at", models.DateTimeField(verbose_name="最近认证时间")),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 实名身份",
                "verbose_name_plural": "historical 实名身份",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalUser",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        db_index=True,
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead_officer", "信用办"),
                            ("department_officer", "行业主管部门"),
                            ("window_officer", "政务服务窗口"),
                            ("town_officer", "镇街（园区）"),
                            ("court_officer", "法院"),
                            ("partner", "协会/金融/信用服务机构"),
                            ("enterprise", "经营主体"),
                            ("auditor", "审计"),
                            ("administrator", "系统管理员"),
                        ],
                        max_length=20,
                        verbose_name="角色",
                    ),
                ),
                ("is_head", models.BooleanField(default=False, verbose_name="单位负责人")),
                ("display_name", models.CharField(max_length=60, verbose_name="姓名")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="联系电话")),
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
                        verbose_name="所属机构",
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
                "verbose_name": "historical 用户",
                "verbose_name_plural": "historical 用户",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uscc",
                    models.CharField(
                        max_length=18,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9A-HJ-NPQRTUWXY]{18}$", "应为 18 位代码。"
                            )
                        ],
                        verbose_name="统一社会信用代码",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("representative", "法定代表人（负责人）"), ("agent", "经办人")],
                        default="agent",
                        max_length=20,
                        verbose_name="身份",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("all", "全部事项"),
                            ("disputes", "异议和信用修复"),
                            ("commitments", "信用承诺"),
                            ("reports", "信用报告"),
                            ("read", "仅查看"),
                        ],
                        default="all",
                        max_length=20,
                        verbose_name="办理范围",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("provider", "统一认证平台"),
                            ("invitation", "法定代表人授权"),
                            ("window", "窗口核验"),
                            ("administrator", "系统管理员核验"),
                        ],
                        default="administrator",
                        max_length=20,
                        verbose_name="来源",
                    ),
                ),
                (
                    "until_on",
                    models.DateField(blank=True, null=True, verbose_name="有效期至（不含当日）"),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="核验情况")),
                ("granted_at", models.DateTimeField(verbose_name="关联时间")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="终止时间")),
                (
                    "end_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="终止理由"),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="授权人",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        limit_choices_to={"role": "enterprise"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "企业授权",
                "verbose_name_plural": "企业授权",
                "ordering": ["-granted_at"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["uscc"],
                        name="mandate_of_business",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("user", "uscc"),
                        name="mandate_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "agent"), ("scope", "all"), _connector="OR"),
                        name="mandate_representative_does_all",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalMandateInvitation",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "uscc",
                    models.CharField(
                        max_length=18,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9A-HJ-NPQRTUWXY]{18}$", "应为 18 位代码。"
                            )
                        ],
                        verbose_name="统一社会信用代码",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("representative", "法定代表人（负责人）"), ("agent", "经办人")],
                        max_length=20,
                        verbose_name="身份",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("all", "全部事项"),
                            ("disputes", "异议和信用修复"),
                            ("commitments", "信用承诺"),
                            ("reports", "信用报告"),
                            ("read", "仅查看"),
                        ],
                        max_length=20,
                        verbose_name="办理范围",
                    ),
                ),
                (
                    "until_on",
                    models.DateField(blank=True, null=True, verbose_name="有效期至（不含当日）"),
                ),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="核验情况")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("provider", "统一认证平台"),
                            ("invitation", "法定代表人授权"),
                            ("window", "窗口核验"),
                            ("administrator", "系统管理员核验"),
                        ],
                        max_length=20,
                        verbose_name="来源",
                    ),
                ),
                ("invited_at", models.DateTimeField(verbose_name="邀请时间")),
                ("expires_at", models.DateTimeField(verbose_name="邀请码失效时间")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤回时间"),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="接受时间"),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="邀请人",
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.mandate",
                        verbose_name="所成授权",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 授权邀请",
                "verbose_name_plural": "historical 授权邀请",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="MandateInvitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "uscc",
                    models.CharField(
                        max_length=18,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9A-HJ-NPQRTUWXY]{18}$", "应为 18 位代码。"
                            )
                        ],
                        verbose_name="统一社会信用代码",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("representative", "法定代表人（负责人）"), ("agent", "经办人")],
                        max_length=20,
                        verbose_name="身份",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("all", "全部事项"),
                            ("disputes", "异议和信用修复"),
                            ("commitments", "信用承诺"),
                            ("reports", "信用报告"),
                            ("read", "仅查看"),
                        ],
                        max_length=20,
                        verbose_name="办理范围",
                    ),
                ),
                (
                    "until_on",
                    models.DateField(blank=True, null=True, verbose_name="有效期至（不含当日）"),
                ),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                (
                    "id_number",
                    credit_portal.shared.fields.EncryptedTextField(verbose_name="身份证件号码"),
                ),
                ("id_index", models.CharField(max_length=64, verbose_name="身份证件号码索引")),
                (
                    "code_index",
                    models.CharField(max_length=64, unique=True, verbose_name="邀请码索引"),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="核验情况")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("provider", "统一认证平台"),
                            ("invitation", "法定代表人授权"),
                            ("window", "窗口核验"),
                            ("administrator", "系统管理员核验"),
                        ],
                        max_length=20,
                        verbose_name="来源",
                    ),
                ),
                ("invited_at", models.DateTimeField(verbose_name="邀请时间")),
                ("expires_at", models.DateTimeField(verbose_name="邀请码失效时间")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="撤回时间"),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="接受时间"),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="邀请人",
                    ),
                ),
                (
                    "mandate",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitation",
                        to="accounts.mandate",
                        verbose_name="所成授权",
                    ),
                ),
            ],
            options={
                "verbose_name": "授权邀请",
                "verbose_name_plural": "授权邀请",
                "ordering": ["-invited_at", "-pk"],
                "indexes": [models.Index(fields=["uscc"], name="invitation_of_business")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at", None), ("withdrawn_at", None), _connector="OR"
                        ),
                        name="invitation_one_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at", None), ("mandate", None)),
                            models.Q(("accepted_at__isnull", False), ("mandate__isnull", False)),
                            _connector="OR",
                        ),
                        name="invitation_becomes_mandate",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MandatePaper",
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
                        upload_to="mandates/%Y/%m",
                        verbose_name="扫描件",
                    ),
                ),
                ("extension", models.CharField(max_length=5, verbose_name="格式")),
                ("sha256", models.CharField(max_length=64, verbose_name="摘要")),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="accounts.mandateinvitation",
                    ),
                ),
            ],
            options={
                "verbose_name": "授权材料扫描件",
                "verbose_name_plural": "授权材料扫描件",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PasswordHistory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="old_passwords",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "历史密码",
                "verbose_name_plural": "历史密码",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="RealNameIdentity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("provider", models.CharField(max_length=40, verbose_name="认证平台")),
                ("subject", models.CharField(max_length=255, verbose_name="平台账号标识")),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="姓名")),
                (
                    "id_number",
                    credit_portal.shared.fields.EncryptedTextField(
                        blank=True, verbose_name="身份证件号码"
                    ),
                ),
                (
                    "id_index",
                    models.CharField(
                        blank=True, db_index=True, max_length=64, verbose_name="身份证件号码索引"
                    ),
                ),
                (
                    "assurance",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "未实名"), (2, "实名认证"), (3, "实人认证")],
                        verbose_name="实名等级",
                    ),
                ),
                ("verified_at", models.DateTimeField(verbose_name="最近认证时间")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identity",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "实名身份",
                "verbose_name_plural": "实名身份",
                "constraints": [
                    models.UniqueConstraint(fields=("provider", "subject"), name="identity_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("assurance__lt", 2),
                            models.Q(
                                models.Q(("name", ""), _negated=True),
                                models.Q(("id_index", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="identity_verified_is_known",
                    ),
                ],
            },
        ),
    ]

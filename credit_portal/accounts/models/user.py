"""Those who log in, and their old passwords."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from credit_portal.accounts.choices import AGENCY_ROLES, BUSINESS_ROLES, OFFICIAL_ROLES, Role
from credit_portal.accounts.models.agency import Agency


class PortalUserManager(UserManager["User"]):
    """Accounts by role; there is no superuser who stands above the three separated duties."""

    def create_superuser(
        self,
        username: str,
        email: str | None = None,
        password: str | None = None,
        **extra_fields: Any,
    ) -> "User":
        """``manage.py createsuperuser`` makes an administrator, who has no business rights."""
        extra_fields["role"] = Role.ADMINISTRATOR
        return self.create_user(username, email, password, **extra_fields)


class User(AbstractUser):
    """A person who logs in: exactly one role, and an agency where the role needs one."""

    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="users",
        verbose_name="所属机构",
    )
    role = models.CharField("角色", max_length=20, choices=Role)
    is_head = models.BooleanField("单位负责人", default=False)
    display_name = models.CharField("姓名", max_length=60)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    password_changed_at = models.DateTimeField("密码修改时间", default=timezone.now)
    password_is_temporary = models.BooleanField("初始密码未修改", default=False, editable=False)

    # Looked up for the back office: selectors.with_access.
    has_second_factor: bool = False
    is_locked_out: bool = False

    REQUIRED_FIELDS = ["display_name"]
    objects: ClassVar[PortalUserManager] = PortalUserManager()
    history = HistoricalRecords(
        excluded_fields=[
            "password",
            "password_changed_at",
            "password_is_temporary",
            "last_login",
            "email",
            "first_name",
            "last_name",
        ],
        history_change_reason_field=models.TextField(null=True),
    )

    class Meta:
        verbose_name = verbose_name_plural = "用户"
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_superuser=False),
                name="user_no_superuser",
                violation_error_message="三员分立：不设超级用户。",
            ),
            models.CheckConstraint(
                condition=Q(role__in=sorted(AGENCY_ROLES), agency__isnull=False)
                | Q(role__in=[Role.ENTERPRISE], agency__isnull=True)
                | Q(role__in=[Role.AUDITOR, Role.ADMINISTRATOR]),
                name="user_agency_fits_role",
                violation_error_message="该角色须有所属机构；经营主体用户不属于任何机构。",
            ),
            models.CheckConstraint(
                condition=Q(is_head=False) | Q(agency__isnull=False),
                name="user_head_of_agency",
                violation_error_message="单位负责人须有所属机构。",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what follows from the role; a login (``last_login``) writes no history."""
        self.is_staff = self.role == Role.ADMINISTRATOR
        if set(kwargs.get("update_fields") or ()) == {"last_login"}:
            self.skip_history_when_saving = True
        try:
            super().save(*args, **kwargs)
        finally:
            self.__dict__.pop("skip_history_when_saving", None)

    def set_password(self, raw_password: str | None) -> None:
        """Keep when; ``accounts.services`` marks a password that is not the user's own choice."""
        super().set_password(raw_password)
        self.password_changed_at = timezone.now()
        self.password_is_temporary = False

    @property
    def is_official(self) -> bool:
        """Staff of the portal, as against an enterprise user."""
        return self.role in OFFICIAL_ROLES

    @property
    def has_business_rights(self) -> bool:
        """Whether the entity files of the desk are open to this user."""
        return self.role in BUSINESS_ROLES

    @property
    def leads(self) -> bool:
        """The lead office, and heads of agencies: the figures of the whole are open to them."""
        return self.role == Role.LEAD_OFFICER or (self.is_head and self.has_business_rights)

    @property
    def actor_id(self) -> int:
        return self.pk

    @property
    def actor_label(self) -> str:
        return f"{self.display_name}（{self.username}）"

    @property
    def agency_code(self) -> str:
        return self.agency.code if self.agency else ""


class PasswordHistory(models.Model):
    """A password used before, as a hash, so that it is not taken again."""

    user = models.ForeignKey(User, models.CASCADE, related_name="old_passwords")
    password = models.CharField(max_length=128)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "历史密码"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.at:%Y-%m-%d}"

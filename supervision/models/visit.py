"""A visit: who was drawn, who goes, what they found, and when it was published."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from credit_portal.accounts.models import Agency
from credit_portal.policy.choices import InspectionTier
from credit_portal.shared.fields import FSMField
from credit_portal.shared.files import PrivateStorage
from credit_portal.shared.uploads import Upload
from entities.models import CreditRecord, Entity
from supervision.inspections.choices import VISIT_TONES, Rating, VisitStatus
from supervision.inspections.querysets import InspectionQuerySet, VisitorQuerySet
from supervision.models.draw import InspectionDraw
from supervision.models.inspector import Inspector

Status = VisitStatus


class Inspection(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """One business drawn, and the one visit to it."""

    draw = models.ForeignKey(
        InspectionDraw, models.PROTECT, related_name="visits", verbose_name="抽取"
    )
    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="inspections", verbose_name="检查对象"
    )
    position = models.PositiveIntegerField("抽取次序")
    roster_key = models.CharField("名册编号", max_length=24)
    tier = models.CharField("监管档次", max_length=16, choices=InspectionTier)
    # In the code that the business shows; whoever scans it stands before the door.
    token = models.UUIDField("入企码", unique=True, default=uuid.uuid4, editable=False)
    status = FSMField("状态", max_length=16, choices=Status, default=Status.PLANNED, protected=True)
    needs_approval = models.BooleanField("逐案审批", default=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="审批人",
    )  # fmt: skip
    approved_at = models.DateTimeField("审批时间", null=True, blank=True)
    notice = models.TextField("检查通知", max_length=2000, blank=True)
    notified_at = models.DateTimeField("通知时间", null=True, blank=True)
    started_at = models.DateTimeField("入企时间", null=True, blank=True)

    result_code = models.CharField("结果代码", max_length=4, blank=True)
    result_label = models.CharField("检查结果", max_length=100, blank=True)
    finding = models.TextField("检查情况", max_length=4000, blank=True)
    # Item → whether the business conforms.
    checklist = models.JSONField("检查表", default=dict, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="录入人",
    )  # fmt: skip
    entered_at = models.DateTimeField("录入时间", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="审核人",
    )  # fmt: skip
    reviewed_at = models.DateTimeField("审核时间", null=True, blank=True)
    published_at = models.DateTimeField("公示时间", null=True, blank=True)
    record = models.OneToOneField(
        CreditRecord, models.PROTECT, null=True, blank=True, related_name="inspection",
        verbose_name="信用记录",
    )  # fmt: skip

    rating = models.PositiveSmallIntegerField("企业评价", choices=Rating, null=True, blank=True)
    rating_note = models.CharField("评价意见", max_length=500, blank=True)
    rated_at = models.DateTimeField("评价时间", null=True, blank=True)

    history = HistoricalRecords(
        verbose_name="检查历史",
        history_change_reason_field=models.TextField(null=True),
        excluded_fields=["token", "roster_key", "checklist"],
    )
    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = "检查"
        verbose_name_plural = "检查"
        ordering = ["draw", "position"]
        indexes = [models.Index(fields=["status", "entered_at"], name="inspection_status")]
        constraints = [
            models.UniqueConstraint(fields=["draw", "entity"], name="inspection_drawn_once"),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("entered_by")),
                name="inspection_second_officer",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | Q(record__isnull=False),
                name="inspection_published_is_recorded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity.name} {self.draw.task.name}"

    @property
    def tone(self) -> str:
        return VISIT_TONES[Status(self.status)]

    @property
    def awaits_publication(self) -> bool:
        """There is a result that not everybody can see yet."""
        return self.status in (Status.ENTERED, Status.REVIEWED)

    @property
    def result(self) -> str:
        """Code and words, as the credit record holds them."""
        return f"{self.result_code} {self.result_label}".strip()

    # The life cycle, top to bottom.

    @transition(status, source=Status.PLANNED, target=Status.NOTIFIED, custom={"label": "通知"})
    def notify(self) -> None:
        """The business is told of the visit."""

    @transition(
        status,
        source=[Status.PLANNED, Status.NOTIFIED],
        target=Status.STARTED,
        custom={"label": "入企登记"},
    )
    def start(self) -> None:
        """The inspectors have scanned the code of the business."""

    @transition(status, source=Status.STARTED, target=Status.ENTERED, custom={"label": "录入结果"})
    def enter(self) -> None:
        """Found and written down; waits for a second officer."""

    @transition(status, source=Status.ENTERED, target=Status.STARTED, custom={"label": "退回补正"})
    def send_back(self) -> None:
        """Not complete; to be entered again."""

    @transition(status, source=Status.ENTERED, target=Status.REVIEWED, custom={"label": "审核通过"})
    def review(self) -> None:
        """A second officer stands for the result too."""

    @transition(status, source=Status.REVIEWED, target=Status.PUBLISHED, custom={"label": "公示"})
    def publish(self) -> None:
        """Shown to everybody and recorded in the file of the business."""

    @transition(
        status,
        source=[Status.PLANNED, Status.NOTIFIED],
        target=Status.CANCELLED,
        custom={"label": "取消"},
    )
    def cancel(self) -> None:
        """The draw was replaced."""


class Visitor(models.Model):
    """An inspector of a visit. A swap adds a row; the one it replaces stays visible."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="visitors")
    inspector = models.ForeignKey(
        Inspector, models.PROTECT, related_name="visits", verbose_name="检查人员"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="单位")
    position = models.PositiveSmallIntegerField("次序")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by",
        verbose_name="接替",
    )  # fmt: skip
    reason = models.CharField("更换理由", max_length=500, blank=True)
    assigned_at = models.DateTimeField("派出时间")

    objects = VisitorQuerySet.as_manager()

    class Meta:
        verbose_name = "派出人员"
        verbose_name_plural = "派出人员"
        ordering = ["inspection", "position"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "inspector"], name="visitor_once"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(reason=""), name="visitor_swap_explained"
            ),
        ]

    def __str__(self) -> str:
        return str(self.inspector)


def photo_path(photo: "InspectionPhoto", name: str) -> str:
    """Where a photo is kept: never under the name it came with."""
    return f"inspections/{photo.inspection_id}/{uuid.uuid4().hex}"


class InspectionPhoto(Upload):
    """Evidence taken on the spot."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="photos")
    file = models.FileField("文件", storage=PrivateStorage(), upload_to=photo_path, max_length=200)

    class Meta(Upload.Meta):
        verbose_name = "现场照片"
        verbose_name_plural = "现场照片"
        constraints = [
            models.UniqueConstraint(fields=["inspection", "sha256"], name="inspection_photo_once"),
        ]

    def __str__(self) -> str:
        return f"{self.inspection_id}{self.extension}"

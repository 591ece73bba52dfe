"""The draw: frozen and announced first, revealed afterwards, never rewritten."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin, transition

from credit_portal.shared.fields import EncryptedTextField, FSMField
from credit_portal.shared.files import PrivateStorage
from supervision.inspections.choices import DrawStatus
from supervision.inspections.querysets import InspectionDrawQuerySet
from supervision.models.plan import InspectionTask

Status = DrawStatus


def roster_path(draw: "InspectionDraw", name: str) -> str:
    """A roster is kept under its digest."""
    return f"inspections/rosters/{name}"


class InspectionDraw(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """One draw of businesses and inspectors for a task; a redraw is another one beside it."""

    task = models.ForeignKey(
        InspectionTask, models.PROTECT, related_name="draws", verbose_name="抽查任务"
    )
    sequence = models.PositiveSmallIntegerField("第几次抽取")
    reason = models.CharField("重新抽取的理由", max_length=1000, blank=True)
    status = FSMField(
        "状态", max_length=16, choices=Status, default=Status.ANNOUNCED, protected=True
    )
    on = models.DateField("名册日期")
    # The compressed roster: a million lines are a few megabytes beside a table of a million rows.
    roster = models.FileField(
        "名册", storage=PrivateStorage(), upload_to=roster_path, max_length=200
    )
    roster_size = models.PositiveIntegerField("名册户数")
    # Hides the codes of businesses; never leaves the portal.
    salt = EncryptedTextField("名册编号密钥", blank=True)
    seed = EncryptedTextField("种子")
    public_source = models.CharField("公开随机数来源", max_length=200, blank=True)
    public_value = models.CharField("公开随机数", max_length=200, blank=True)
    announcement = models.JSONField("抽取公告")
    announcement_sha256 = models.CharField("公告摘要", max_length=64)
    announced_at = models.DateTimeField("公告时间")
    announced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="公告人",
    )  # fmt: skip
    drawn_at = models.DateTimeField("抽取时间", null=True, blank=True)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="抽取人",
    )  # fmt: skip
    witness = models.CharField("见证人", max_length=100, blank=True)

    objects = InspectionDrawQuerySet.as_manager()

    class Meta:
        verbose_name = "抽取"
        verbose_name_plural = "抽取"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "sequence"], name="inspection_draw_sequence"),
            models.UniqueConstraint(
                fields=["task"],
                condition=~Q(status=Status.REPLACED),
                name="inspection_draw_one_current",
            ),
            models.CheckConstraint(
                condition=Q(sequence=1) | ~Q(reason=""), name="inspection_redraw_explained"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="announcement_is_fixed",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "announcement", "announcement_sha256", "roster", "announced_at"
                ),
            ),
            pgtrigger.Protect(
                name="drawn_is_fixed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__drawn_at__isnull=False)
                & (
                    pgtrigger.Q(old__drawn_at__df=pgtrigger.F("new__drawn_at"))
                    | pgtrigger.Q(old__public_value__df=pgtrigger.F("new__public_value"))
                    | pgtrigger.Q(old__witness__df=pgtrigger.F("new__witness"))
                ),
            ),
            pgtrigger.Protect(name="draw_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.task.name} 第{self.sequence}次抽取"

    @property
    def is_revealed(self) -> bool:
        """Whether the seed is known to everybody."""
        return self.drawn_at is not None

    @property
    def material(self) -> str:
        """What orders the roster: the seed, and the public number where one was named."""
        return f"{self.seed}{self.public_value}"

    # The life cycle, top to bottom.

    @transition(status, source=Status.ANNOUNCED, target=Status.DRAWN, custom={"label": "抽取"})
    def reveal(self) -> None:
        """The seed is told, and with it the result."""

    @transition(
        status,
        source=[Status.ANNOUNCED, Status.DRAWN],
        target=Status.REPLACED,
        custom={"label": "重新抽取"},
    )
    def replace(self) -> None:
        """Another draw takes its place; this one stays as it is."""

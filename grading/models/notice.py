"""What follows from a change of class: a word to the business, a task for its supervisor."""

from django.conf import settings
from django.db import models

from credit_portal.accounts.models import Agency
from entities.models import Entity
from grading.models.grade import Grade
from grading.querysets import ClassNoticeQuerySet


class ClassNotice(models.Model):
    """The message that the class changed (淮安区 三(二)), and, on a fall to D or E, the task.

    ``to_entity`` is false where the pack sends businesses no messages; ``supervisor`` is empty
    where nobody has to act.
    """

    grade = models.OneToOneField(Grade, models.PROTECT, related_name="notice")
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="class_notices")
    to_entity = models.BooleanField("提示经营主体", default=True)
    sent_at = models.DateTimeField("发出时间")
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)
    supervisor = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="监管单位"
    )
    handled_at = models.DateTimeField("办结时间", null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="办理人",
    )  # fmt: skip
    handling = models.TextField("处理情况", max_length=2000, blank=True)

    objects = ClassNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "类别变动提示"
        verbose_name_plural = "类别变动提示"
        ordering = ["-sent_at", "-pk"]
        indexes = [
            models.Index(
                fields=["supervisor"],
                condition=models.Q(handled_at__isnull=True, supervisor__isnull=False),
                name="class_notice_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entity}:{self.grade}"

"""通报函: kept as it was printed."""

import uuid

from django.conf import settings
from django.db import models

from credit_portal.accounts.models import Agency
from credit_portal.shared.files import PrivateStorage
from entities.models import CreditRecord, Entity
from supervision.letters.choices import LetterKind
from supervision.letters.querysets import NoticeLetterQuerySet
from supervision.models.measure import Measure


def letter_path(_letter: "NoticeLetter", _name: str) -> str:
    """A name that tells nothing."""
    return f"supervision/letters/{uuid.uuid4().hex}.pdf"


class NoticeLetter(models.Model):
    """A letter to the superior of a dishonest public body and to the audit; never changed."""

    number = models.CharField("文号", max_length=80)
    year = models.PositiveSmallIntegerField("年度")
    serial = models.PositiveIntegerField("序号")
    kind = models.CharField("种类", max_length=8, choices=LetterKind)
    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="notice_letters", verbose_name="主体"
    )
    record = models.ForeignKey(
        CreditRecord, models.PROTECT, related_name="notice_letters",
        verbose_name="所依据的信用记录",
    )  # fmt: skip
    measure = models.ForeignKey(
        Measure, models.PROTECT, null=True, blank=True, related_name="notice_letters",
        verbose_name="监管措施",
    )  # fmt: skip
    staff_name = models.CharField("工作人员", max_length=100, blank=True)
    recipients = models.CharField("主送", max_length=500)
    text = models.TextField("正文")
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="notice_letters", verbose_name="发函单位"
    )
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="经办人",
    )  # fmt: skip
    issued_at = models.DateTimeField("发函时间")
    file = models.FileField("函件", storage=PrivateStorage(), upload_to=letter_path, max_length=200)
    sha256 = models.CharField("摘要", max_length=64)

    objects = NoticeLetterQuerySet.as_manager()

    class Meta:
        verbose_name = "通报函"
        verbose_name_plural = "通报函"
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year", "serial"], name="letter_number_once"
            ),
            models.UniqueConstraint(
                fields=["record", "measure", "kind", "staff_name"], name="letter_once",
                nulls_distinct=False,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} {self.entity.name}"

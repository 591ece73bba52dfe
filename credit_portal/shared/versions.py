"""What is drafted, published and at last retired, and never changed once published."""

from datetime import datetime
from typing import Any, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from credit_portal.shared.errors import Refused

# A published version only ever learns when and why it was retired, and that once.
REFUSE_CHANGE = """
    IF OLD.retired_at IS NOT NULL AND NEW IS DISTINCT FROM OLD
        OR OLD.published_at IS NOT NULL AND to_jsonb(OLD) - '{retired_at,retired_reason}'::text[]
            IS DISTINCT FROM to_jsonb(NEW) - '{retired_at,retired_reason}'::text[]
    THEN RAISE EXCEPTION 'version % is published and cannot be edited', OLD.id
         USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""


class VersionedQuerySet(models.QuerySet):
    """Stages of a version, by its timestamps."""

    def in_force(self) -> Self:
        return self.filter(published_at__isnull=False, retired_at__isnull=True)

    def drafts(self) -> Self:
        return self.filter(published_at__isnull=True)


class Versioned(models.Model):
    """One version of something that is drafted, published and at last retired.

    Which of the three it is follows from the two timestamps; editing a published version makes a
    new draft with the same code.
    """

    code = models.SlugField("编码", max_length=40)
    version = models.PositiveSmallIntegerField("版本", default=1)
    drafted_at = models.DateTimeField("起草时间")
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)
    retired_reason = models.CharField("停用原因", max_length=500, blank=True)

    objects: ClassVar[Any] = VersionedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="%(class)s_version_once"),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(published_at__isnull=False, retired_at__isnull=True),
                name="%(class)s_one_in_force",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(published_at__isnull=True),
                name="%(class)s_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True) | Q(published_at__isnull=False),
                name="%(class)s_retired_was_published",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_is_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=REFUSE_CHANGE,
            ),
            pgtrigger.Protect(
                name="published_is_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            ),
        ]

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def is_in_force(self) -> bool:
        return self.published_at is not None and self.retired_at is None

    @property
    def stage(self) -> str:
        """草稿 / 使用中 / 已停用, for the page."""
        if self.is_draft:
            return "草稿"
        return "使用中" if self.is_in_force else "已停用"

    @property
    def tone(self) -> str:
        """Tone of its badge on the pages."""
        if self.is_draft:
            return "warning"
        return "success" if self.is_in_force else "neutral"


def put_in_force(version: Versioned, at: datetime) -> None:
    """Publish a draft, locked before, in place of the version in force.

    Raises:
        Refused: it is published already.
    """
    if not version.is_draft:
        raise Refused("already_published", "该版本已经发布；如需修改，请起草新版本。")
    former = type(version).objects.in_force().filter(code=version.code)
    former.update(retired_at=at, retired_reason=f"由第{version.version}版取代")
    version.published_at = at
    version.save(update_fields=["published_at"])


def retire(version: Versioned, reason: str, at: datetime) -> None:
    """Take a version, locked before, out of use without a successor.

    Raises:
        Refused: it is not in force.
    """
    if not version.is_in_force:
        raise Refused("not_in_force", "该版本不在使用中，不能停用。")
    version.retired_at, version.retired_reason = at, reason
    version.save(update_fields=["retired_at", "retired_reason"])

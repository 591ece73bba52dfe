"""The credit record: a fact, written once.

A correction withdraws it and names its replacement; a repair or a withdrawal is a timestamp on it.
The database itself refuses any other change (trigger ``record_is_immutable``).
"""

import pgtrigger
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q

from credit_portal.accounts.models import Agency
from entities.choices import DishonestyLevel, PublicationScope, RecordKind
from entities.fact_types import FactType, fact_type_expression
from entities.models.batch import ImportBatch
from entities.models.entity import Entity
from entities.querysets import CreditRecordQuerySet

# The only columns that may change after the row is written, and only from empty to a value.
ENDING_COLUMNS = ("withdrawn_at", "withdrawal_reason", "replaced_by_id", "repaired_at")
# Generated columns have no value yet where a trigger runs before the row is written.
CHANGEABLE_COLUMNS = (*ENDING_COLUMNS, "fact_type")
# The document may be amended for the reader's sake nowhere: not even by the owner of the table.
REFUSE_CHANGE = f"""
    IF to_jsonb(OLD) - ARRAY[{", ".join(f"'{c}'" for c in CHANGEABLE_COLUMNS)}]
       IS DISTINCT FROM to_jsonb(NEW) - ARRAY[{", ".join(f"'{c}'" for c in CHANGEABLE_COLUMNS)}]
       OR (OLD.withdrawn_at IS NOT NULL AND
           (NEW.withdrawn_at, NEW.withdrawal_reason) IS DISTINCT FROM
           (OLD.withdrawn_at, OLD.withdrawal_reason))
       OR (OLD.repaired_at IS NOT NULL AND NEW.repaired_at IS DISTINCT FROM OLD.repaired_at)
       OR (OLD.replaced_by_id IS NOT NULL
           AND NEW.replaced_by_id IS DISTINCT FROM OLD.replaced_by_id)
    THEN RAISE EXCEPTION 'credit record % is a fact and cannot be edited', OLD.id
         USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""


class CreditRecord(models.Model):
    """One fact about one entity, with the document it rests on and where it came from."""

    entity = models.ForeignKey(Entity, models.PROTECT, related_name="records", db_index=False)
    kind = models.CharField("记录种类", max_length=32, choices=RecordKind)
    title = models.CharField("事项", max_length=500)
    document_number = models.CharField("文书号", max_length=128, blank=True)
    authority_name = models.CharField("作出机关", max_length=200)
    authority_code = models.CharField("作出机关代码", max_length=18, blank=True)
    decided_on = models.DateField("作出日期")
    valid_from = models.DateField("有效期自", null=True, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True)
    details = models.JSONField("明细", default=dict, blank=True)

    level = models.CharField("失信程度", max_length=16, choices=DishonestyLevel, blank=True)
    scope = models.CharField("公开属性", max_length=16, choices=PublicationScope)
    published_from = models.DateField("公示起始", null=True, blank=True)
    repairable_from = models.DateField("最短公示期满", null=True, blank=True)
    published_until = models.DateField("公示截止", null=True, blank=True)
    fact_type = models.GeneratedField(
        verbose_name="事实类型", expression=fact_type_expression(), db_persist=True,
        output_field=models.PositiveSmallIntegerField(choices=FactType),
    )  # fmt: skip
    # Which pack version decided level and publication, so that a court can follow it.
    rule = models.CharField("适用政策版本", max_length=80, blank=True)

    # Both are set once by an import, and their rows are never deleted (PROTECT, and a trigger on
    # batches): checking them row by row took a sixth of an import (docs/decisions/0004).
    reported_by = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        db_constraint=False, verbose_name="报送单位",
    )  # fmt: skip
    batch = models.ForeignKey(
        ImportBatch, models.PROTECT, null=True, blank=True, related_name="records",
        db_index=False, db_constraint=False, verbose_name="来源批次",
    )  # fmt: skip
    source_row = models.PositiveIntegerField("来源行号", null=True, blank=True)
    # MD5 of the key fields of its kind: the same fact cannot stand twice.
    fingerprint = models.UUIDField("唯一性摘要", editable=False)
    recorded_at = models.DateTimeField("入库时间")

    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawal_reason = models.CharField("撤回原因", max_length=500, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", db_index=False,
        verbose_name="更正后的记录",
    )  # fmt: skip
    repaired_at = models.DateTimeField("修复时间", null=True, blank=True)

    # Looked up for a page: CreditRecordQuerySet.with_marks.
    is_disputed: bool
    is_lifted: bool

    objects = CreditRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "信用记录"
        verbose_name_plural = "信用记录"
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=Q(withdrawn_at__isnull=True),
                name="record_unique_fact",
            ),
            # Only where there is one: an index of nothing but nulls would slow every import.
            models.UniqueConstraint(
                fields=["replaced_by"],
                condition=Q(replaced_by__isnull=False),
                name="record_corrects_one",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawal_reason=""),
                name="record_withdrawal_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(withdrawn_at__isnull=False),
                name="record_replaced_is_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(published_until__isnull=True)
                | Q(published_until__gte=F("published_from")),
                name="record_publication_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["entity", "-decided_on"], name="record_entity_decided"),
            # Grading reads every scored fact in the order of the entities, from this index alone.
            models.Index(
                fields=["entity", "fact_type", "decided_on"],
                include=[
                    "published_until",
                    "recorded_at",
                    "withdrawn_at",
                    "repaired_at",
                    "authority_code",
                ],
                condition=Q(fact_type__gt=FactType.UNSCORED),
                name="record_scored",
            ),
            # A column of the public site, the latest first, from any key on.
            models.Index(
                fields=["kind", "-decided_on", "-id"],
                condition=Q(scope=PublicationScope.PUBLIC, withdrawn_at__isnull=True),
                name="record_column",
            ),
            # What was written or ended since the last grading. No summaries of pages: new records
            # fill the room that ended ones leave all over the table.
            models.Index(fields=["recorded_at"], name="record_recorded"),
            models.Index(
                fields=["withdrawn_at"],
                condition=Q(withdrawn_at__isnull=False),
                name="record_withdrawn",
            ),
            models.Index(
                fields=["repaired_at"],
                condition=Q(repaired_at__isnull=False),
                name="record_repaired",
            ),
            # Records of a batch stand together: summaries of pages are enough to find them.
            BrinIndex(fields=["batch"], name="record_batch", autosummarize=True),
            # An import asks whether a fact was withdrawn before: it must not come back.
            models.Index(
                fields=["fingerprint"],
                condition=Q(withdrawn_at__isnull=False),
                name="record_withdrawn_fact",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="record_is_immutable",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=REFUSE_CHANGE,
            ),
            pgtrigger.Protect(name="record_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.document_number or self.title}"

    @property
    def versions(self) -> list["CreditRecord"]:
        """The record, and each that was written in place of the one before."""
        found = [self]
        while (replaced_by := found[-1].replaced_by) is not None:
            found.append(replaced_by)
        return found

    @property
    def lineage(self) -> list["CreditRecord"]:
        """All versions of the fact, the first that was written first."""
        first = self
        while (former := first.replaces.first()) is not None:
            first = former
        return first.versions

    @property
    def standing_version(self) -> "CreditRecord | None":
        """The record as it stands now, after corrections; nothing if it was withdrawn."""
        latest = self.versions[-1]
        return None if latest.withdrawn_at else latest

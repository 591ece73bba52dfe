"""Records as rows of the layout that brought them, or would have."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from typing import IO, Any

from django.utils import timezone

from credit_portal.shared.spreadsheet import new_workbook, safe_row
from credit_portal.shared.workdays import add_months
from entities.choices import RecordKind
from entities.imports.layout import Column, Layout, layout_of
from entities.imports.layouts.common import subject_kind_of
from entities.imports.layouts.penalties import PENALTIES
from entities.imports.layouts.permits import PERMITS
from entities.models import CreditRecord, UpwardReport
from entities.querysets import CreditRecordQuerySet

LAYOUTS = (PERMITS, PENALTIES)
OWN_FIELDS = frozenset({"procedure"})  # of this portal, beside the national ones
ROWS_PER_READ = 2_000
# Fields that stand in columns of the record or of its business; the others are details.
CELLS: Mapping[str, Callable[[CreditRecord], Any]] = {
    "subject": lambda record: record.entity.uscc,
    "document_number": lambda record: record.document_number,
    "decided_on": lambda record: record.decided_on,
    "valid_from": lambda record: record.valid_from,
    "valid_until": lambda record: record.valid_until,
    "published_until": lambda record: record.published_until,
    "authority": lambda record: record.authority_name,
    "authority_code": lambda record: record.authority_code,
}
# What the file that brought a record did not say, or a record by hand does not hold.
DEFAULTS: Mapping[str, Callable[[CreditRecord], Any]] = {
    "subject_name": lambda record: record.entity.name,
    "subject_kind": lambda record: subject_kind_of(record.entity.kind),
}


def records_of(report: UpwardReport) -> CreditRecordQuerySet:
    """Standing records that entered in the month: what came late is in the month it came."""
    first, after = (
        timezone.make_aware(datetime.combine(day, time.min))
        for day in (report.month, add_months(report.month, 1))
    )
    kind = RecordKind(layout_of(report.layout).kind)
    return CreditRecord.objects.standing().filter(
        kind=kind, recorded_at__gte=first, recorded_at__lt=after
    )


def write_report(report: UpwardReport, target: IO[bytes], tick: Callable[[int], None]) -> int:
    """The workbook; how many rows. ID numbers are kept out of records and stay blank."""
    layout, done = layout_of(report.layout), 0
    columns = columns_of(layout)
    workbook, sheet = new_workbook(layout.name)
    sheet.append([column.heading for column in columns])
    records = records_of(report).select_related("entity").order_by("pk")
    for done, record in enumerate(records.iterator(chunk_size=ROWS_PER_READ), start=1):
        sheet.append(safe_row(sheet, list(_cells(record, columns))))
        tick(done)
    workbook.save(target)
    return done


def columns_of(layout: Layout) -> list[Column]:
    """The columns of the national layout."""
    return [c for c in layout.columns if not c.is_former and c.field not in OWN_FIELDS]


def _cells(record: CreditRecord, columns: list[Column]) -> Iterator[str]:
    for column in columns:
        if column.field in CELLS:
            value = CELLS[column.field](record)
        else:
            value = record.details.get(column.field)
            if not value and column.field in DEFAULTS:
                value = DEFAULTS[column.field](record)
        yield f"{value:%Y/%m/%d}" if isinstance(value, date) else str(value or "")

"""Rows of a file of lists that take a business off a list (移出): each through the act that does
so on the desk, for measures on the list end with it."""

from entities.imports.layout import CellKind, Column
from entities.imports.layouts.common import by_label
from entities.imports.staging import GOOD, ROWS, StagedBatch
from entities.models import CreditRecord
from entities.services import repair_fact
from supervision.listings.choices import ExitGround, ListingStatus
from supervision.models import Listing
from supervision.services.listings import leave_listing

LISTINGS = Listing._meta.db_table
RECORDS = CreditRecord._meta.db_table
REMOVALS = "import_removals"
REASON = "由认定单位决定移出，按名单数据导入"

REMOVAL = (
    Column(
        "exited_on", "移出日期", CellKind.DATE, not_future=True, not_before="from_on",
        note="移出名单时填写，其余各列与列入时相同",
    ),
    Column(
        "exit_ground", "移出原因", CellKind.CHOICE, choices=by_label(ExitGround),
        note="移出名单时填写",
    ),
    Column(
        "exit_reference", "移出文书号", max_length=60,
        note="移出名单时填写；失信被执行人填写执行案号",
    ),
)  # fmt: skip

# SQL behind FROM, of the listings and of the rows of the file with the decision of a good row.
_STANDING = (
    f"{LISTINGS} AS standing WHERE standing.entity_id = good.entity_id"
    " AND standing.kind = good.list_kind AND standing.name = good.list_name"
    " AND standing.decision_number = good.decision_number AND standing.status"
)
_LISTED = f"{_STANDING} = '{ListingStatus.LISTED.value}'"
_EXITED = f"{_STANDING} = '{ListingStatus.EXITED.value}'"
_BROUGHT = (
    f"{ROWS} AS other WHERE other.subject = good.subject AND other.list_kind = good.list_kind"
    " AND other.list_name = good.list_name AND other.decision_number = good.decision_number"
    " AND other.errors IS NULL AND other.exited_on"
)


def judge_removals(staged: StagedBatch, *, is_own: bool) -> None:
    """Complete, and of a listing that stands or that the same file brings; once.

    Args:
        is_own: whoever reports removes from lists of its own agency alone.
    """
    fields = [column.field for column in REMOVAL]
    for name in fields:
        staged.reject(
            name, f"{name} IS NULL AND num_nonnulls({', '.join(fields)}) > 0",
            "：移出名单的，移出日期、移出原因和移出文书号都应当填写",
        )  # fmt: skip
    staged.reject(
        "exited_on",
        f"exited_on IS NOT NULL AND NOT EXISTS (SELECT FROM {_LISTED})"
        f" AND NOT EXISTS (SELECT FROM {_EXITED})"
        f" AND NOT EXISTS (SELECT FROM {_BROUGHT} IS NULL)",
        "：没有依该决定列入的名单，不能移出；请核对名单和列入决定文书号，尚未报送列入的先报送列入",
    )
    staged.mark_duplicates(
        "exited_on IS NOT NULL AND"
        f" (EXISTS (SELECT FROM {_BROUGHT} IS NOT NULL AND other.row < good.row)"
        f" OR EXISTS (SELECT FROM {_EXITED}) AND NOT EXISTS (SELECT FROM {_LISTED}))"
    )
    staged.reject(
        "exit_ground",
        f"exit_ground = '{ExitGround.REPAIR.value}' AND EXISTS (SELECT FROM {_LISTED}"
        f" AND EXISTS (SELECT FROM {RECORDS} AS record WHERE record.id = standing.record_id"
        " AND record.withdrawn_at IS NOT NULL))",
        "：名单记录已经撤回，不能因信用修复移出",
    )
    if is_own:
        staged.reject(
            "authority",
            "exited_on IS NOT NULL AND EXISTS"
            f" (SELECT FROM {_LISTED} AND standing.agency_id <> good.agency_id)",
            "：不是本单位认定的名单，不能移出",
        )


def set_aside(staged: StagedBatch) -> None:
    """Take the removals from among the rows to store, until the listings stand."""
    staged.create(REMOVALS, f"LIKE {ROWS}")
    staged.good -= staged.execute(
        f"WITH moved AS (DELETE FROM {ROWS} WHERE {GOOD} AND exited_on IS NOT NULL RETURNING *)"
        f" INSERT INTO {REMOVALS} SELECT * FROM moved"
    )


def remove_listings(staged: StagedBatch) -> int:
    """Take off the lists what was set aside, and put its rows back for the outcome.

    A removal by repair repairs the record too: its authority has decided that.
    """
    removals = staged.fetch(
        "SELECT standing.id, good.exited_on, good.exit_ground, good.exit_reference"
        f" FROM {REMOVALS} AS good, {_LISTED} ORDER BY good.row"
    )
    listings = Listing.objects.select_related("record").in_bulk([pk for pk, *_ in removals])
    for pk, exited_on, ground, reference in removals:
        record = listings[pk].record
        if ground == ExitGround.REPAIR and record and record.repaired_at is None:
            repair_fact(record=record, reference=reference, by=staged.by, at=staged.at)
        leave_listing(
            listing=listings[pk], ground=ExitGround(ground), reason=REASON, reference=reference,
            exited_on=exited_on, by=staged.by, at=staged.at,
        )  # fmt: skip
    return staged.execute(f"INSERT INTO {ROWS} SELECT * FROM {REMOVALS}")

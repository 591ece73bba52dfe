"""Files of lists (名单信息) that their authorities keep themselves, such as judgment debtors.

The authority has told, heard, decided and delivered; a row becomes a listing in force with its
record, as if it had gone the way of ``supervision.services.listings``. A row with a 移出日期 takes
the business off the list again (``supervision.listings.removals``).
"""

from collections.abc import Sequence

from django.conf import settings

from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import Agency, User
from credit_portal.policy.schema import Pack
from credit_portal.policy.services import pack_in_force
from entities.choices import DishonestyLevel, PublicationScope, RecordKind
from entities.imports.layout import CellKind, Column, Layout
from entities.imports.layouts.common import by_label
from entities.imports.staging import GOOD, ROWS, StagedBatch
from entities.imports.storing.history import history_params, insertion, with_history
from entities.imports.storing.records import Levelling, RecordMapping, scope_of, store_records
from entities.rules import KEY_SEPARATOR, RecordRules
from supervision.listings.choices import FACTS, JUDGMENT_DEBTORS, ListingStatus, ListKind
from supervision.listings.removals import (
    LISTINGS,
    RECORDS,
    REMOVAL,
    judge_removals,
    remove_listings,
    set_aside,
)
from supervision.models import Listing
from supervision.permissions import DECIDING_ROLES
from supervision.services.proposals import document_kinds

AGENCIES = Agency._meta.db_table
DELIVERED = "认定单位已送达"
DECIDED = "由认定单位决定，按名单数据导入"
ENTRY = "exited_on IS NULL"  # the rows that put a business on a list
OPEN = (ListingStatus.PROPOSED, ListingStatus.NOTIFIED, ListingStatus.DECIDED)

COLUMNS = (
    Column("subject_name", "主体名称", required=True, max_length=200),
    Column("subject", "统一社会信用代码", CellKind.USCC, required=True),
    Column("list_kind", "名单类别", CellKind.CHOICE, required=True, choices=by_label(ListKind)),
    Column(
        "list_name", "名单名称", max_length=100,
        note="严重失信主体名单必填，限于法律法规规定的种类，如：失信被执行人；其他名单留空",
    ),
    Column("field", "领域", max_length=50, note="重点关注对象名单填写"),
    Column(
        "decision_number", "列入决定文书号", required=True, max_length=128,
        note="失信被执行人填写执行案号",
    ),
    Column(
        "decided_on", "列入决定日期", CellKind.DATE, required=True, not_future=True,
        not_before="document_on",
    ),
    Column(
        "from_on", "列入日期", CellKind.DATE, required=True, not_future=True,
        not_before="decided_on",
    ),
    Column(
        "until_on", "截止日期", CellKind.DATE, not_before="from_on", note="留空为至依法移出"
    ),
    Column("authority", "认定单位", required=True, max_length=200),
    Column("authority_code", "认定单位统一社会信用代码", CellKind.USCC, required=True),
    Column(
        "document_kind", "认定依据", required=True, max_length=20,
        note="司法裁判、行政处罚、行政强制等文书的种类",
    ),
    Column("document_number", "依据文书号", required=True, max_length=128),
    Column("document_authority", "依据文书作出机关", required=True, max_length=200),
    Column(
        "document_on", "依据文书日期", CellKind.DATE, required=True, not_future=True
    ),
    Column("reason", "事实和理由", required=True, max_length=2000),
    Column("legal_basis", "法律依据", required=True, max_length=500),
    Column("delivery", "送达方式", max_length=200, note=f"留空记为“{DELIVERED}”"),
    *REMOVAL,
)  # fmt: skip

_RECORD_KIND = (
    f"CASE WHEN list_name = '{JUDGMENT_DEBTORS}' THEN '{RecordKind.JUDGMENT_DEBT.value}'"
    " ELSE CASE list_kind "
    + " ".join(f"WHEN '{kind.value}' THEN '{fact.value}'" for kind, (fact, _) in FACTS.items())
    + " END END"
)


def level_of(values: Sequence[str], _: RecordRules) -> DishonestyLevel | None:
    """That of a listing that was decided here."""
    (kind,) = values
    return FACTS[ListKind(kind)][1]


RECORD = RecordMapping(
    columns={
        "kind": "record_kind",
        "title": "'列入' || list_name",
        "document_number": "decision_number",
        "authority_name": "authority",
        "authority_code": "authority_code",
        "decided_on": "decided_on",
        "valid_from": "from_on",
        "valid_until": "until_on",
        "scope": (
            f"CASE list_kind WHEN '{ListKind.FOCUS.value}' THEN"
            f" '{PublicationScope.GOVERNMENT.value}' ELSE {scope_of('record_kind')} END"
        ),
        "details": "jsonb_build_object('list_name', list_name, 'reason', reason)",
    },
    details=(),
    levelling=Levelling(lambda _: ("list_kind",), level_of),
    published_until="until_on + 1",
)


def judge_listings(staged: StagedBatch) -> None:
    """Lawful lists only, on a document that carries them, by whom they are kept; off a list that
    stands."""
    pack = pack_in_force(staged.today)
    _judge_names(staged, pack)
    for kind in ListKind:
        allowed = document_kinds(kind, pack)
        staged.reject(
            "document_kind",
            f"{ENTRY} AND list_kind = %(kind)s AND document_kind <> ALL(%(allowed)s)",
            f"：列入{kind.label}须以{'、'.join(allowed)}文书为依据",
            {"kind": kind.value, "allowed": list(allowed)},
        )
    is_own = isinstance(staged.by, User) and staged.by.role != Role.LEAD_OFFICER
    _find_agencies(staged, is_own=is_own)
    _judge_standing(staged)
    judge_removals(staged, is_own=is_own)


def store_listings(staged: StagedBatch) -> int:
    """Write the new listings with their records; the same decision enters once, however it came.
    Then take off the lists what has left them."""
    set_aside(staged)
    separator = f" || chr({ord(KEY_SEPARATOR)}) || "
    key = separator.join(("record_kind", "subject", "list_name", "decision_number"))
    staged.execute(f"UPDATE {ROWS} SET fingerprint = md5({key})::uuid WHERE {GOOD}")
    store_records(staged, RECORD)
    values = {
        "entity_id": "good.entity_id",
        "kind": "list_kind",
        "name": "list_name",
        "field": "coalesce(field, '')",
        "document_kind": "document_kind",
        "document_number": "good.document_number",
        "document_authority": "document_authority",
        "document_on": "document_on",
        "facts": "reason",
        "legal_basis": "legal_basis",
        "agency_id": "agency_id",
        "status": f"'{ListingStatus.LISTED.value}'",
        "proposed_by_id": "%(user)s",
        "proposed_at": "%(at)s",
        "decided_at": "good.decided_on::timestamp AT TIME ZONE %(zone)s",
        "decision_number": "decision_number",
        "decision": f"'{DECIDED}'",
        "from_on": "from_on",
        "until_on": "until_on",
        "delivered_at": "from_on::timestamp AT TIME ZONE %(zone)s",
        "delivery": f"coalesce(delivery, '{DELIVERED}')",
        "record_id": "record.id",
    }
    source = (
        f"{ROWS} AS good JOIN {RECORDS} AS record"
        " ON record.batch_id = %(batch)s AND record.source_row = good.row"
    )
    stored = staged.execute(
        with_history(Listing, insertion(Listing, values, source)),
        history_params(staged) | {"batch": staged.batch.pk, "zone": settings.TIME_ZONE},
    )
    return stored + remove_listings(staged)


LISTINGS_LAYOUT = Layout(
    code="listings",
    name="名单信息",
    kind="list_entry",
    columns=COLUMNS,
    key=("subject", "list_kind", "list_name", "decision_number", "exited_on"),
    judge=judge_listings,
    store=store_listings,
    subject="subject",
    subject_name="subject_name",
    roles=DECIDING_ROLES,
)


def _judge_names(staged: StagedBatch, pack: Pack) -> None:
    """Serious lists by the names that the pack knows; the others have one name each."""
    staged.reject(
        "list_name",
        f"{ENTRY} AND list_kind = '{ListKind.SERIOUS.value}'"
        " AND coalesce(list_name, '') <> ALL(%(names)s)",
        "：严重失信主体名单只能是法律法规规定的种类",
        {"names": list(pack.lists.kinds.value)},
    )
    labels = " ".join(f"WHEN '{kind.value}' THEN '{kind.label}'" for kind in ListKind)
    staged.execute(
        f"ALTER TABLE {ROWS} ADD COLUMN record_kind text, ADD COLUMN agency_id bigint;"
        f" UPDATE {ROWS} SET list_name = CASE list_kind {labels} END"
        f" WHERE list_kind <> '{ListKind.SERIOUS.value}';"
        f" UPDATE {ROWS} SET record_kind = {_RECORD_KIND}"
    )
    if fields := pack.lists.watch_fields:
        staged.reject(
            "field",
            f"{ENTRY} AND list_kind = '{ListKind.FOCUS.value}'"
            " AND coalesce(field, '') <> ALL(%(fields)s)",
            f"：重点关注对象名单限于{'、'.join(fields.value)}",
            {"fields": list(fields.value)},
        )


def _find_agencies(staged: StagedBatch, *, is_own: bool) -> None:
    """Who keeps each listing: the one that reports, and it alone (谁认定); from the lead office
    also the agency of the code in the row, where it is in service here."""
    agency = staged.batch.agency
    named = f"(SELECT id FROM {AGENCIES} WHERE uscc = authority_code AND is_active)"
    staged.execute(
        f"UPDATE {ROWS} SET agency_id = coalesce({'NULL' if is_own else named}, %(agency)s)",
        {"agency": agency and agency.pk},
    )
    staged.reject("authority", "agency_id IS NULL", "不在机构名录内，请指明报送单位")
    if is_own:
        staged.reject(
            "authority_code", "authority_code <> %(own)s", "：不是本单位认定的名单，不能报送",
            {"own": agency.uscc if agency else ""},
        )  # fmt: skip


def _judge_standing(staged: StagedBatch) -> None:
    """As ``refuse_second``; a debtor may stand on the list for several cases of the court."""
    staged.reject(
        "list_name",
        f"{ENTRY} AND list_name <> %(debtors)s AND EXISTS (SELECT FROM {ROWS} AS earlier"
        " WHERE earlier.subject = good.subject AND earlier.list_kind = good.list_kind"
        " AND earlier.list_name = good.list_name AND earlier.row < good.row"
        " AND earlier.decision_number <> good.decision_number AND earlier.errors IS NULL"
        " AND earlier.exited_on IS NULL"
        " AND (earlier.until_on IS NULL OR earlier.until_on >= %(today)s))",
        "：前面的行已将该主体列入同一名单，不能重复列入",
        {"debtors": JUDGMENT_DEBTORS, "today": staged.today},
    )  # fmt: skip
    same = (
        "standing.entity_id = good.entity_id AND standing.kind = good.list_kind"
        " AND standing.name = good.list_name"
    )
    staged.reject(
        "list_name",
        f"{ENTRY} AND EXISTS (SELECT FROM {LISTINGS} AS standing WHERE {same}"
        " AND standing.status = ANY(%(open)s))",
        "：该主体已有一件同一名单的认定在办理中，请在平台内办结",
        {"open": [status.value for status in OPEN]},
    )
    staged.reject(
        "list_name",
        f"{ENTRY} AND list_name <> %(debtors)s AND EXISTS (SELECT FROM {LISTINGS} AS standing"
        f" JOIN {RECORDS} AS record ON record.id = standing.record_id WHERE {same}"
        " AND standing.decision_number <> good.decision_number AND standing.status = %(listed)s"
        " AND (standing.until_on IS NULL OR standing.until_on >= %(today)s)"
        " AND record.withdrawn_at IS NULL AND record.repaired_at IS NULL)",
        "：该主体已在名单内，不能重复列入",
        {
            "debtors": JUDGMENT_DEBTORS, "listed": ListingStatus.LISTED.value,
            "today": staged.today,
        },
    )  # fmt: skip

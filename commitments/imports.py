"""Files of commitments (信用承诺 collection standard): layout, and the way into the register.

Each imported commitment gets its code and its credit record like one registered at the window.
"""

from collections.abc import Iterator

from commitments import rules
from commitments.choices import ACCEPTED, CommitmentKind, PublicationLevel, Status
from commitments.models import Commitment
from commitments.permissions import ACCEPTING_ROLES
from commitments.services.codes import take_serials
from credit_portal.accounts.choices import AgencyKind
from credit_portal.accounts.models import Agency
from credit_portal.accounts.services import create_agency
from credit_portal.shared.actors import SystemActor
from entities import uscc
from entities.choices import RecordKind
from entities.imports.layout import CellKind, Column, Layout
from entities.imports.layouts.common import SUBJECT_KINDS, by_label
from entities.imports.staging import GOOD, ROWS, StagedBatch
from entities.imports.storing.history import history_params, insertion, with_history
from entities.imports.storing.records import RecordMapping, store_records
from entities.models import CreditRecord
from entities.rules import KEY_SEPARATOR

COMMITMENTS = Commitment._meta.db_table
AGENCIES = "import_agencies"
SERIALS = "import_serials"

COLUMNS = (
    Column("subject_name", "承诺人名称", required=True, max_length=200),
    Column("subject_kind", "承诺人类别", CellKind.CHOICE, required=True, choices=SUBJECT_KINDS),
    Column("subject", "承诺人代码(统一社会信用代码)", CellKind.USCC, required=True),
    Column(
        "kind", "承诺类型", CellKind.CHOICE, required=True, choices=by_label(CommitmentKind)
    ),
    Column("matter", "承诺事由", required=True, max_length=512),
    Column("content", "承诺内容", required=True, max_length=4000),
    Column("liability", "违诺责任", required=True, max_length=4000),
    Column("made_on", "承诺作出日期", CellKind.DATE, required=True, not_future=True),
    Column("valid_until", "承诺有效期", CellKind.DATE, not_before="made_on"),
    Column("authority", "承诺受理单位", required=True, max_length=200),
    Column("authority_code", "承诺受理单位统一社会信用代码", CellKind.USCC, required=True),
    Column(
        "publication", "公开类型", CellKind.CHOICE, required=True,
        choices=by_label(PublicationLevel),
    ),
    Column("remark", "备注", max_length=512, is_private=True),
)  # fmt: skip

_SCOPES = " ".join(
    f"WHEN '{level.value}' THEN '{scope.value}'" for level, scope in rules.SCOPE_OF_LEVEL.items()
)
RECORD = RecordMapping(
    columns={
        "title": "matter",
        "document_number": "code",
        "authority_name": "authority",
        "authority_code": "authority_code",
        "decided_on": "made_on",
        "valid_from": "made_on",
        "valid_until": "valid_until",
        "scope": f"CASE publication {_SCOPES} END",
        "reported_by_id": "agency_id",
        "details": (
            "jsonb_build_object('commitment_code', code, 'commitment_kind', import_rows.kind,"
            " 'content', content, 'liability', liability)"
        ),
    },
    details=(),
)


def store_commitments(staged: StagedBatch) -> int:
    """Give the new commitments their codes and write them with their records."""
    _find_agencies(staged)
    _mark_duplicates(staged)
    _give_codes(staged)
    store_records(staged, RECORD)
    return _insert(staged)


COMMITMENTS_LAYOUT = Layout(
    code="commitments",
    name="信用承诺",
    kind="commitment_letter",
    columns=COLUMNS,
    key=("subject", "kind", "matter", "made_on", "authority_code"),
    store=store_commitments,
    subject="subject",
    subject_name="subject_name",
    roles=ACCEPTING_ROLES,
)


def _find_agencies(staged: StagedBatch) -> None:
    """``import_rows.agency_id``: who accepted each commitment."""
    staged.create(AGENCIES, "authority_code text, authority text, agency_id bigint")
    named = staged.fetch(f"SELECT DISTINCT authority_code, authority FROM {ROWS} WHERE {GOOD}")
    staged.copy(
        AGENCIES,
        ["authority_code", "authority", "agency_id"],
        [(code, name, str(_agency(staged, code, name).pk)) for code, name in named],
    )
    staged.execute(
        f"ALTER TABLE {ROWS} ADD COLUMN agency_id bigint, ADD COLUMN code text;"
        f" UPDATE {ROWS} AS good SET agency_id = found.agency_id FROM {AGENCIES} AS found"
        f" WHERE (found.authority_code, found.authority) = (good.authority_code, good.authority)"
    )


def _agency(staged: StagedBatch, code: str, name: str) -> Agency:
    """The agency by its code, else by its name, else the one that reports; a body that nobody
    knows is entered as an agency out of service, for an administrator to complete."""
    known = Agency.objects.filter(uscc=code).first() or Agency.objects.filter(name=name).first()
    return known or staged.batch.agency or create_agency(
        code=code.lower(), name=name, short_name=name[:40], kind=AgencyKind.DEPARTMENT, uscc=code,
        region_code=uscc.region_of(code), is_active=False, by=SystemActor("import"), at=staged.at,
    )  # fmt: skip


def _mark_duplicates(staged: StagedBatch) -> None:
    """A commitment stands by business, kind, matter, day and agency, wherever it was taken."""
    accepted = ", ".join(f"'{status.value}'" for status in ACCEPTED)
    staged.mark_duplicates(
        f"EXISTS (SELECT FROM {COMMITMENTS} AS standing WHERE standing.entity_id = good.entity_id"
        " AND standing.made_on = good.made_on AND standing.kind = good.kind"
        " AND standing.matter = good.matter AND standing.agency_id = good.agency_id"
        f" AND standing.status IN ({accepted}))"
    )


def _give_codes(staged: StagedBatch) -> None:
    """Neighbouring serials per region and day, in the order of the rows; the record's fingerprint
    is that of the code, as at the window."""
    staged.create(SERIALS, "region text, day date, first integer")
    numbered = f"{ROWS} AS good JOIN {Agency._meta.db_table} AS agency ON agency.id = agency_id"
    needed = staged.fetch(
        f"SELECT region_code, made_on, count(*) FROM {numbered} WHERE {GOOD} GROUP BY 1, 2"
        " ORDER BY 1, 2"
    )

    def lines() -> Iterator[list[str]]:
        for region, day, count in needed:
            first = take_serials(region, day, count)
            rules.commitment_code(region, day, first + count - 1)  # refuses an overflow
            yield [region, day.isoformat(), str(first)]

    staged.copy(SERIALS, ["region", "day", "first"], list(lines()))
    staged.execute(
        f"UPDATE {ROWS} SET code = given.code, fingerprint ="
        f" md5('{RecordKind.COMMITMENT.value}' || chr({ord(KEY_SEPARATOR)}) || given.code)::uuid"
        " FROM (SELECT good.row, region || to_char(day, 'YYYYMMDD') || lpad((first - 1 +"
        "   row_number() OVER (PARTITION BY region, day ORDER BY good.row))::text,"
        f"   {rules.SERIAL_DIGITS}, '0') AS code"
        f"  FROM {numbered} JOIN {SERIALS} ON region = region_code AND day = made_on"
        f"  WHERE {GOOD}) AS given WHERE given.row = {ROWS}.row"
    )


def _insert(staged: StagedBatch) -> int:
    """The commitments, each with its record and its first history row."""
    values = {
        "code": "good.code",
        "form_token": "gen_random_uuid()",
        "entity_id": "good.entity_id",
        "kind": "good.kind",
        "other_kind_name": (
            f"CASE good.kind WHEN '{CommitmentKind.OTHER.value}'"
            " THEN coalesce(left(remark, 50), '未注明') ELSE '' END"
        ),
        "matter": "matter",
        "content": "content",
        "liability": "liability",
        "made_on": "made_on",
        "valid_until": "good.valid_until",
        "agency_id": "good.agency_id",
        "officer_id": "%(user)s",
        "publication": "publication",
        "remark": "coalesce(remark, '')",
        "status": f"'{Status.REGISTERED.value}'",
        "drafted_at": "%(at)s",
        "registered_at": "%(at)s",
        "record_id": "record.id",
    }
    source = (
        f"{ROWS} AS good JOIN {CreditRecord._meta.db_table} AS record"
        " ON record.batch_id = %(batch)s AND record.source_row = good.row"
    )
    return staged.execute(
        with_history(Commitment, insertion(Commitment, values, source)),
        {**history_params(staged), "batch": staged.batch.pk},
    )

"""What a proposal must be before it may be made: a lawful list, on a document that stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from credit_portal.policy.schema import Pack
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from entities.choices import RecordKind
from entities.models import CreditRecord, Entity
from supervision.listings.choices import COURT_DECISION, OWN_DOCUMENTS, ListKind
from supervision.models import Listing
from supervision.services.steps import too_far, visible_record

NUMBER_MAX = 128


@dataclass(frozen=True, kw_only=True)
class CourtDecision:
    """A decision that the register does not hold."""

    number: str
    authority: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Which list, why, and the document it rests on: a record, or a court decision."""

    kind: ListKind
    facts: str
    legal_basis: str
    name: str = ""
    field: str = ""
    record: CreditRecord | None = None
    court_decision: CourtDecision | None = None


def document_kinds(kind: ListKind, pack: Pack) -> tuple[str, ...]:
    """The documents that carry a listing: of the pack, or of the list's own rules."""
    own = OWN_DOCUMENTS.get(kind)
    return tuple(str(k.label) for k in own) if own else pack.lists.required_documents.value


def list_name(proposal: Proposal, pack: Pack) -> str:
    if proposal.kind != ListKind.SERIOUS:
        return str(proposal.kind.label)
    if proposal.name not in pack.lists.kinds.value:
        sentence = "严重失信主体名单只能是法律法规规定的种类，请选择名单名称。"
        raise Invalid("list_unknown", sentence, {"name": sentence})
    return proposal.name


def list_field(proposal: Proposal, pack: Pack) -> str:
    """江西 (十七): 重点关注对象 are kept in the named fields only."""
    fields = pack.lists.watch_fields
    if proposal.kind == ListKind.FOCUS and fields and proposal.field not in fields.value:
        sentence = f"重点关注对象名单限于以下领域：{'、'.join(fields.value)}。"
        raise Invalid("field_unknown", sentence, {"field": sentence})
    return proposal.field


def document_values(
    entity: Entity, proposal: Proposal, pack: Pack, by: Actor, on: date
) -> dict[str, Any]:
    """What the case keeps of the document it rests on.

    Raises:
        NotVisible: the officer may not see the record.
        Refused: no such document carries this list, or it stands no more.
    """
    allowed = document_kinds(proposal.kind, pack)
    if proposal.record:
        record = visible_record(proposal.record, by, on)
        word = _word_of(record)
        if record.entity_id == entity.pk and word in allowed:
            check_standing(record)
            return {
                "basis": record, "document_kind": word,
                "document_number": _number_of(record),
                "document_authority": record.authority_name, "document_on": record.decided_on,
            }  # fmt: skip
    elif (decision := proposal.court_decision) and COURT_DECISION in allowed:
        return {
            "document_kind": COURT_DECISION,
            "document_number": required(decision.number, "court_number", "裁判文书号"),
            "document_authority": required(decision.authority, "court_authority", "法院"),
            "document_on": decision.on,
        }
    raise Refused("no_document", f"列入{proposal.kind.label}须以{'、'.join(allowed)}文书为依据。")


def _number_of(record: CreditRecord) -> str:
    """What the notice cites: the number of the document, or its title where that is short."""
    number = record.document_number or record.title
    if len(number) > NUMBER_MAX:
        sentence = (
            f"所依据的信用记录没有文书号，标题又超过{NUMBER_MAX}字，无法引用；请先更正该记录。"
        )
        raise Refused("document_unnumbered", sentence)
    return number


def _word_of(record: CreditRecord) -> str:
    is_debt = record.kind == RecordKind.JUDGMENT_DEBT
    return COURT_DECISION if is_debt else str(RecordKind(record.kind).label)


def check_standing(record: CreditRecord) -> None:
    if record.withdrawn_at or record.repaired_at:
        raise Refused("record_gone", "所依据的信用记录已经撤回或者修复，不能据此列入名单。")


def refuse_second(listing: Listing, today: date) -> None:
    rows = Listing.objects.filter(entity=listing.entity, kind=listing.kind, name=listing.name)
    if rows.open().exists():
        raise Refused("case_waits", f"该主体已有一件{listing.name}认定在办理中。")
    if rows.in_force(today).exists():
        raise Refused("listed_already", f"该主体已在{listing.name}内，不能重复列入。")


def check_days(from_on: date, until_on: date | None, today: date) -> None:
    problems = {}
    if from_on < today:
        problems["from_on"] = "起始日期不能早于今天。"
    if until_on and until_on < from_on:
        problems["until_on"] = "截止日期不能早于起始日期。"
    if sentence := too_far(until_on or from_on):
        problems["until_on" if until_on else "from_on"] = sentence
    if problems:
        raise Invalid("listing_days", "；".join(problems.values()), problems)

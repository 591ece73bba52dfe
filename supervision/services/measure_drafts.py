"""What a measure must be before it may be decided: listed, grounded, bounded in time."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from credit_portal.accounts.models import Agency
from credit_portal.policy.choices import Convenience, MeasureFamily
from credit_portal.policy.schema import Pack
from credit_portal.policy.schema.procedures import MeasureItem
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused
from entities.choices import DishonestyLevel, RecordKind
from entities.models import CreditRecord, Entity, EntityPerson
from supervision.measures.choices import Nature
from supervision.services.steps import too_far, visible_record

# Facts that speak against a business although no level of dishonesty is kept with them.
ADVERSE_KINDS = frozenset({RecordKind.ABNORMAL, RecordKind.JUDGMENT_DEBT})
INCENTIVE_NAME = "守信激励"


@dataclass(frozen=True, kw_only=True)
class MeasureDraft:
    """What is decided about a business, on what, by whom, and who is to carry it out.

    Attributes:
        item_code: the item of the national list; empty for an incentive.
        counted_as: under which measure of the document's statistics it counts; empty for its item.
        conveniences: what is refused, within what the item may refuse; or what is granted.
        ban_field: of a ban (市场和行业禁入), the market or industry that it closes.
        ban_trigger: one of the grounds of the pack; it may be left out in the pack's own fields.
    """

    nature: Nature
    record: CreditRecord
    legal_basis: str
    content: str
    executor: Agency
    from_on: date
    until_on: date | None = None
    item_code: str = ""
    counted_as: str = ""
    conveniences: tuple[Convenience, ...] = ()
    person: EntityPerson | None = None
    ban_field: str = ""
    ban_trigger: str = ""


def check_draft(entity: Entity, draft: MeasureDraft, pack: Pack, today: date) -> None:
    """What a form alone cannot know."""
    problems = {}
    if draft.from_on < today:
        problems["from_on"] = "起始日期不能早于今天。"
    if draft.until_on and draft.until_on < draft.from_on:
        problems["until_on"] = "截止日期不能早于起始日期。"
    if sentence := too_far(draft.until_on or draft.from_on):
        problems["until_on" if draft.until_on else "from_on"] = sentence
    allowed = _allowed_conveniences(draft, pack)
    if allowed is None:
        problems["item_code"] = f"不在{pack.measures.items.source}之内，不得实施。"
    elif surplus := set(draft.conveniences) - allowed:
        names = "、".join(sorted(str(code.label) for code in surplus))
        problems["conveniences"] = f"清单该项目不能限制{names}。"
    elif allowed and not draft.conveniences:
        problems["conveniences"] = "请写明限制或者给予哪些事项。"
    if draft.counted_as and draft.counted_as not in pack.measures.statistics.value:
        problems["counted_as"] = f"不是{pack.measures.statistics.source}要求统计的措施。"
    problems |= _ban_problems(draft, pack)
    problems |= _person_problems(entity, draft.person, pack)
    if problems:
        raise Invalid("measure_invalid", "；".join(problems.values()), problems)


def _ban_problems(draft: MeasureDraft, pack: Pack) -> dict[str, str]:
    """A field of the pack or a ground of the pack carries a ban, and the pack says if for ever.

    江西 (二十二): in the named fields whoever is 严重违法失信, on the named grounds anybody; in
    江阴 三(五), 伊春 三-2 and 淮安区 四(四) the fields are "为重点", no more.
    """
    item, bans, problems = _item(draft.item_code, pack), pack.bans, {}
    if item is None or not item.is_ban:
        if draft.ban_field or draft.ban_trigger:
            problems["ban_field"] = "只有市场和行业禁入措施才写明禁入领域和情形。"
        return problems
    if not draft.ban_field:
        problems["ban_field"] = "请写明禁入领域。"
    if draft.ban_trigger and draft.ban_trigger not in bans.triggers.value:
        problems["ban_trigger"] = f"请在{bans.triggers.basis}所列情形中选择禁入情形。"
    elif not draft.ban_trigger and not _is_serious_in_field(draft, pack):
        problems["ban_trigger"] = (
            f"请选择{bans.triggers.basis}所列的禁入情形；只有{bans.fields.basis}所列领域的"
            "严重失信记录可以不选。"
        )
    if draft.until_on is None and not bans.permanent_allowed.value:
        problems["until_on"] = f"不得永久禁入（{bans.permanent_allowed.basis}），请写明截止日期。"
    return problems


def _person_problems(entity: Entity, person: EntityPerson | None, pack: Pack) -> dict[str, str]:
    """江阴 三(五), 淮安区 四(五): 法定代表人或主要负责人、实际控制人, as the pack names them."""
    linked = pack.measures.linked_persons
    if person and person.entity_id != entity.pk:
        return {"person": "该人员不是这家经营主体的相关责任人。"}
    if person and person.get_role_display() not in linked.value:
        return {"person": f"相关责任人限于{'、'.join(linked.value)}（{linked.basis}）。"}
    return {}


def _is_serious_in_field(draft: MeasureDraft, pack: Pack) -> bool:
    is_serious = draft.record.level == DishonestyLevel.SERIOUS
    return is_serious and draft.ban_field in pack.bans.fields.value


def _allowed_conveniences(draft: MeasureDraft, pack: Pack) -> set[Convenience] | None:
    """All that it may be about; ``None`` where the list has no such item."""
    if draft.nature == Nature.INCENTIVE:
        return None if draft.item_code else set(Convenience)
    item = _item(draft.item_code, pack)
    return set(item.bars) if item else None


def _item(code: str, pack: Pack) -> MeasureItem | None:
    return next((item for item in pack.measures.items.value if item.code == code), None)


def item_values(draft: MeasureDraft, pack: Pack) -> dict[str, Any]:
    """The item as the list has it today, with the edition of the list."""
    item = _item(draft.item_code, pack)
    if item is None:
        return {"item_name": INCENTIVE_NAME, "edition": pack.edition}
    return {
        "item_code": item.code,
        "item_name": item.name,
        "family": MeasureFamily(item.family),
        "edition": pack.measures.edition.value,
        "key_supervision": item.key_supervision,
    }


def check_record(entity: Entity, draft: MeasureDraft, by: Actor, today: date) -> None:
    """The record must be the business's own, hold today, and speak for such a measure.

    Raises:
        NotVisible: the officer may not see the record.
        Refused: it does not carry the measure.
    """
    record = visible_record(draft.record, by, today)
    is_adverse = bool(record.level) or record.kind in ADVERSE_KINDS
    if record.entity_id != entity.pk:
        raise Refused("other_record", "所依据的信用记录不属于该主体。")
    if record.withdrawn_at or record.repaired_at:
        raise Refused("record_gone", "所依据的信用记录已经撤回或者修复，不能据此采取措施。")
    if record.valid_until and record.valid_until < today:
        raise Refused("record_over", "所依据的信用记录有效期已过，不能据此采取措施。")
    if is_adverse != (draft.nature == Nature.RESTRICTION):
        raise Refused("record_unfit", "所依据的信用记录与措施的性质不符。")

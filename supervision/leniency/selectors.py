"""Whether a penalty about to be entered is of a kind that the list treats leniently."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from credit_portal.accounts.models import Agency
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.text import fold
from entities.choices import RecordKind
from entities.models import CreditRecord, Entity
from supervision.models import MinorViolation
from supervision.selectors import standing_of


@dataclass(frozen=True)
class Hint:
    """A line of the list that may apply, and the clause that lets it apply to this class."""

    line: MinorViolation
    basis: str

    @property
    def sentence(self) -> str:
        line = self.line
        first = "该主体此前没有同类处罚，" if line.is_first_only else ""
        return (
            f"{first}“{line.violation}”在免罚轻罚清单内（{line.edition}）："
            f"符合“{line.condition}”的，{line.get_leniency_display()}。依据：{line.legal_basis}。"
        )


def hints_for(entity: Entity, violation: str, agency: Agency, on: date) -> list[Hint]:
    """Lines for a violation of a business, as far as its class may have them (江阴 三(五)).

    A line for first offenders speaks only where no penalty of the same kind and authority stands.
    """
    pack = pack_in_force(on)
    clause = pack.classes[standing_of(entity, on, pack).credit_class].minor_violation_list
    if not clause.value:
        return []
    lines = MinorViolation.objects.in_force(on).binding(agency)
    same = [line for line in lines if _is_same(line.violation, violation)]
    return [
        Hint(line, clause.basis)
        for line in same
        if not (line.is_first_only and _was_punished(entity, line, agency))
    ]


def _is_same(listed: str, entered: str) -> bool:
    """One names the other: files and lists word the same violation at different length."""
    one, other = fold(listed).strip(), fold(entered).strip()
    return bool(one and other) and (one in other or other in one)


def _was_punished(entity: Entity, line: MinorViolation, agency: Agency) -> bool:
    own = Q(authority_name=agency.name)
    if agency.uscc:
        own |= Q(authority_code=agency.uscc)
    rows = CreditRecord.objects.standing().filter(own, entity=entity, kind=RecordKind.PENALTY)
    return any(_is_same(line.violation, title) for title in rows.values_list("title", flat=True))

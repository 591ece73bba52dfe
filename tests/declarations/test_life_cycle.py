"""Every step of a declaration from every state: taken, or refused and nothing changed."""

from collections.abc import Callable
from typing import Any

import pytest

from credit_portal.audit.models import AuditEntry
from credit_portal.messages.models import Message
from credit_portal.shared.errors import Refused
from declarations import services
from declarations.choices import UNDECIDED, WAITING, DeclarationStatus
from declarations.models import Declaration, DeclarationObjection
from entities.models import CreditRecord
from tests.factories.declarations import (
    ANYBODY,
    LATER,
    declaration_in,
    draft,
    owner_of,
    reviewer_of,
)
from tests.factories.entities import NOW

S = DeclarationStatus
OBJECTION = {"name": "李明", "contact": "13800000000", "reasons": "没有捐过"}
STEPS: dict[str, tuple[Callable[..., Any], str, dict[str, Any]]] = {
    "edit": (services.edit_declaration, "owner", {}),
    "submit": (services.submit_declaration, "owner", {"is_true": True, "is_authorised": True}),
    "withdraw": (services.withdraw_declaration, "owner", {"reason": "填错"}),
    "approve": (services.approve_declaration, "officer", {"review": "已核实"}),
    "refuse": (services.refuse_declaration, "officer", {"review": "未能证实"}),
    "contest": (services.contest_declaration, "anybody", OBJECTION),
    "confirm": (services.confirm_declaration, "anybody", {"at": LATER}),
    "find_false": (services.find_declaration_false, "officer", {"finding": "证书系伪造"}),
}
EXPECTED: dict[str, dict[DeclarationStatus, DeclarationStatus]] = {
    "edit": {S.DRAFT: S.DRAFT},
    "submit": {S.DRAFT: S.SUBMITTED},
    "withdraw": dict.fromkeys(UNDECIDED, S.WITHDRAWN),
    "approve": dict.fromkeys(WAITING, S.PUBLISHED),
    "refuse": dict.fromkeys(WAITING, S.REFUSED),
    "contest": {S.PUBLISHED: S.CONTESTED, S.CONTESTED: S.CONTESTED},
    "confirm": {S.PUBLISHED: S.CONFIRMED},
    "find_false": dict.fromkeys((*WAITING, S.PUBLISHED, S.CONFIRMED), S.FALSE),
}


def test_the_tables_name_every_declared_step() -> None:
    declared = {step.name for step in Declaration().get_all_status_transitions()}
    assert declared == STEPS.keys() == EXPECTED.keys()


def everything() -> list[Any]:
    """All that a step could change."""
    models = (Declaration, DeclarationObjection, CreditRecord, Message, AuditEntry)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("state", S)
def test_every_step_from_every_state(name: str, state: DeclarationStatus) -> None:
    declaration = declaration_in(state)
    service, who, values = STEPS[name]
    actors = {"owner": owner_of, "officer": reviewer_of}
    subject = declaration.entity if who == "owner" else declaration
    by = actors[who](subject) if who in actors else ANYBODY
    if name == "edit":
        values = {"draft": draft()}
    before, target = everything(), EXPECTED[name].get(state)
    entries = AuditEntry.objects.filter(act=f"declarations.{service.__name__}")
    had = entries.count()
    if target is None:
        with pytest.raises(Refused):
            service(declaration=declaration, by=by, **{"at": NOW, **values})
        assert everything() == before
    else:
        service(declaration=declaration, by=by, **{"at": NOW, **values})
        assert Declaration.objects.get(pk=declaration.pk).status == target
        assert entries.count() == had + 1

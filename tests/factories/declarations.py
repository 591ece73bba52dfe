"""Declarations; ``declaration_in`` brings one by its own acts into a state."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from credit_portal.accounts.choices import Role
from credit_portal.shared.actors import SystemActor
from declarations import services
from declarations.choices import DeclarationStatus
from declarations.models import Declaration
from declarations.services import DeclarationDraft
from entities.models import Entity
from tests.factories.accounts import AgencyFactory, MandateFactory, UserFactory
from tests.factories.entities import NOW, EntityFactory

S = DeclarationStatus
LATER = NOW + timedelta(days=30)  # the period for objections is over
ANYBODY = SystemActor("公示异议登记")


def draft(**values: Any) -> DeclarationDraft:
    """What a business declares."""
    agency = values.pop("agency", None) or AgencyFactory()
    return DeclarationDraft(
        **{
            "kind": "社会公益", "title": "向慈善会捐款", "content": "捐款十万元",
            "issuer": "澄江市慈善会", "happened_on": date(2026, 10, 1), "agency": agency, **values,
        }
    )  # fmt: skip


def drafted(entity: Entity | None = None, **values: Any) -> Declaration:
    """A draft with one file, by somebody who acts for the business."""
    entity, at = entity or EntityFactory(), values.pop("at", NOW)
    return services.draft_declaration(
        entity=entity, draft=draft(**values), by=owner_of(entity), at=at,
        files=[SimpleUploadedFile("证明.pdf", b"%PDF-1.4\n%%EOF\n")],
    )  # fmt: skip


def owner_of(entity: Entity) -> Any:
    return MandateFactory(uscc=entity.uscc).user


def reviewer_of(declaration: Declaration) -> Any:
    return UserFactory(agency=declaration.agency, role=Role.DEPARTMENT_OFFICER)


def declaration_in(state: DeclarationStatus, **values: Any) -> Declaration:
    """A declaration brought into a state by the acts that lead there."""
    one = drafted(**values)
    owner = {"by": owner_of(one.entity), "at": one.drafted_at}
    officer = {"by": reviewer_of(one), "at": one.drafted_at}
    if state == S.DRAFT:
        return one
    if state == S.WITHDRAWN:
        return services.withdraw_declaration(declaration=one, reason="填错", **owner)
    one = services.submit_declaration(declaration=one, is_true=True, is_authorised=True, **owner)
    if state == S.SUBMITTED:
        return one
    if state == S.REFUSED:
        return services.refuse_declaration(declaration=one, review="未能证实", **officer)
    if state == S.FALSE:
        return services.find_declaration_false(declaration=one, finding="证书系伪造", **officer)
    one = services.approve_declaration(declaration=one, review="已核实", **officer)
    if state == S.CONTESTED:
        return contested(one)
    if state == S.CONFIRMED:
        return services.confirm_declaration(declaration=one, by=ANYBODY, at=LATER)
    return one


def contested(declaration: Declaration) -> Declaration:
    """Somebody objects."""
    services.contest_declaration(
        declaration=declaration, name="李明", contact="13800000000", reasons="没有捐过", by=ANYBODY,
        at=NOW,
    )  # fmt: skip
    return Declaration.objects.get(pk=declaration.pk)

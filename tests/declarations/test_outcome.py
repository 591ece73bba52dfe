"""What is checked, who may do it, and what it comes to in the register."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from credit_portal.accounts.choices import Role
from credit_portal.accounts.viewers import PUBLIC_VIEWER, viewer_of
from credit_portal.shared.errors import Invalid, NotAllowed, NotVisible, Refused
from declarations import rules, services
from declarations.choices import DeclarationStatus
from declarations.models import Declaration
from declarations.tasks import confirm_due_declarations
from entities.choices import DishonestyLevel, PublicationScope, RecordKind
from entities.fact_types import FactType
from entities.services import correct_fact
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.declarations import (
    ANYBODY,
    LATER,
    contested,
    declaration_in,
    draft,
    drafted,
    owner_of,
    reviewer_of,
)
from tests.factories.entities import NOW, EntityFactory

S = DeclarationStatus


@pytest.mark.parametrize(
    ("kind", "rank", "fact_type"),
    [
        ("社会公益", "", FactType.PUBLIC_BENEFIT),
        ("慈善捐赠", "", FactType.PUBLIC_BENEFIT),
        ("志愿服务", "", FactType.PUBLIC_BENEFIT),
        ("荣誉奖励", "市级", FactType.HONOUR_CITY),
        ("表彰评优", "国家级", FactType.HONOUR_NATIONAL),
        ("证照资质", "", FactType.UNSCORED),
    ],
)
def test_each_kind_counts_as_grading_knows_it(kind: str, rank: str, fact_type: FactType) -> None:
    from entities.fact_types import fact_type_of

    record_kind = RecordKind.HONOUR if rules.is_honour(kind) else RecordKind.SELF_DECLARATION
    counted = rules.details_of(kind, rank, counts=True)
    assert fact_type_of(record_kind, "", counted) == fact_type
    uncounted = rules.details_of(kind, rank, counts=False)
    assert fact_type_of(record_kind, "", uncounted) == FactType.UNSCORED


def test_it_counts_the_day_after_the_period() -> None:
    declaration = declaration_in(S.PUBLISHED)
    until = declaration.objection_until
    # NOW is a Friday; five working days of the pack.
    assert until == date(2026, 11, 27)
    last_day = NOW.replace(day=27)
    assert Declaration.objects.published(until).get() == declaration
    with pytest.raises(Refused):
        services.confirm_declaration(declaration=declaration, by=ANYBODY, at=last_day)
    with time_machine.travel(last_day + timedelta(days=1), tick=False):
        assert not Declaration.objects.published(until + timedelta(days=1)).exists()
        assert confirm_due_declarations() == 1
        assert confirm_due_declarations() == 0
    declaration.refresh_from_db()
    assert declaration.record.fact_type == FactType.PUBLIC_BENEFIT
    assert declaration.record.scope == PublicationScope.GOVERNMENT
    assert declaration.record.decided_on == declaration.happened_on


def test_an_unfounded_objection_delays_nothing() -> None:
    declaration = contested(declaration_in(S.PUBLISHED))
    until = declaration.objection_until
    declaration = services.approve_declaration(
        declaration=declaration, review="异议不成立", by=reviewer_of(declaration),
        at=NOW + timedelta(days=5),
    )  # fmt: skip
    assert declaration.objection_until == until
    with pytest.raises(Refused):
        services.contest_declaration(
            declaration=declaration, name="李明", contact="1", reasons="没有", by=ANYBODY, at=LATER
        )


@pytest.mark.parametrize("is_corrected", [False, True])
def test_a_false_declaration_is_a_broken_commitment(is_corrected: bool) -> None:
    declaration = declaration_in(S.CONFIRMED)
    fact = declaration.record
    if is_corrected:
        changes = {"title": "向慈善会捐赠"}
        fact = correct_fact(
            record=fact, changes=changes, reason="更正", by=reviewer_of(declaration), at=LATER
        )
    services.find_declaration_false(
        declaration=declaration, finding="捐赠票据系伪造", by=reviewer_of(declaration), at=LATER
    )
    declaration.refresh_from_db()
    fact.refresh_from_db()
    assert fact.withdrawn_at == LATER
    assert declaration.breach_record.fact_type == FactType.COMMITMENT_FALSE
    assert declaration.breach_record.level == DishonestyLevel.GENERAL  # as the pack says


@pytest.mark.parametrize("is_true", [True, False])
def test_both_boxes_are_ticked(is_true: bool) -> None:
    one = drafted()
    with pytest.raises(Invalid):
        services.submit_declaration(
            declaration=one, is_true=is_true, is_authorised=not is_true, by=owner_of(one.entity),
            at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "荣誉奖励"},  # not of this pack
        {"happened_on": date(2026, 11, 21)},
        {"title": " "},
        {"agency": "court"},
    ],
)
def test_what_cannot_be_declared(wrong: dict) -> None:
    if "agency" in wrong:
        wrong = {"agency": AgencyFactory(kind=wrong["agency"])}
    with pytest.raises(Invalid):
        drafted(**wrong)


def test_a_file_is_what_its_content_says() -> None:
    entity = EntityFactory()
    with pytest.raises(Invalid):
        services.draft_declaration(
            entity=entity, draft=draft(), by=owner_of(entity), at=NOW,
            files=[SimpleUploadedFile("证明.pdf", b"MZ program")],
        )  # fmt: skip
    assert not Declaration.objects.exists()


def test_who_may_not() -> None:
    one = declaration_in(S.SUBMITTED)
    stranger = owner_of(EntityFactory())
    with pytest.raises(NotVisible):
        services.withdraw_declaration(declaration=one, reason="不", by=stranger, at=NOW)
    for by in (UserFactory(agency=AgencyFactory()), stranger):
        with pytest.raises(NotAllowed):
            services.approve_declaration(declaration=one, review="好", by=by, at=NOW)
    with pytest.raises(NotAllowed):
        services.draft_declaration(entity=one.entity, draft=draft(), by=reviewer_of(one), at=NOW)


@pytest.mark.parametrize("state", S)
def test_who_sees_it(state: DeclarationStatus) -> None:
    one = declaration_in(state)
    handed_in = one.submitted_at is not None
    seen = {
        owner_of(one.entity): True,
        owner_of(EntityFactory()): False,
        reviewer_of(one): handed_in,
        UserFactory(agency=AgencyFactory()): False,
        UserFactory(lead_officer=True): handed_in,
        UserFactory(role=Role.AUDITOR): False,
    }
    for user, wanted in seen.items():
        rows = Declaration.objects.visible_to(viewer_of(user))
        assert rows.filter(pk=one.pk).exists() is wanted, user.role
    assert not Declaration.objects.visible_to(PUBLIC_VIEWER).exists()

"""One answer with reasons: the class offers, a measure alone takes a right away."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from commitments import selectors as commitments
from commitments.choices import CommitmentKind
from commitments.rules import Eligibility
from commitments.services import register_commitment
from credit_portal.accounts.choices import Role
from credit_portal.policy.choices import Convenience, CreditClass, CreditGrade, InspectionTier
from credit_portal.policy.selectors import pack_by_code
from credit_portal.shared.errors import Refused
from entities.models import Entity
from supervision.measures.choices import Target
from supervision.rules import RIGHTS, Standing, Treatment, compose
from supervision.selectors import check, treatment_for
from supervision.treatment.choices import Stance
from tests.factories.accounts import UserFactory, user_with
from tests.factories.commitments import CommitmentFactory
from tests.factories.entities import TODAY, EntityFactory
from tests.factories.supervision import EntityPersonFactory, MeasureFactory

C = Convenience


def of_class(pack_code: str, grade: CreditGrade) -> Treatment:
    pack = pack_by_code(pack_code, TODAY)
    standing = Standing(grade, pack.class_of(grade), True, "", TODAY)
    return compose(
        uscc="9", name="某企业", on=TODAY, pack=pack, standing=standing, measures=(), listings=()
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pack", "grade", "convenience", "stance", "clause"),
    [
        ("jiangyin", "A", C.GREEN_CHANNEL, Stance.ALLOWED, "澄信用发〔2020〕11号 三(一)、三(五)"),
        ("jiangyin", "E", C.NOTIFIED_COMMITMENT, Stance.NOT_OFFERED, "澄信用发〔2020〕11号 三(五)"),
        ("jiangyin", "E", C.FISCAL_FUNDS, Stance.NEEDS_BASIS, "澄信用发〔2020〕11号 三(五)"),
        ("yichun", "A", C.AWARDS, Stance.ALLOWED, "伊春市任务分工表 三-1"),
        ("yichun", "E", C.DEFERRED_DOCUMENTS, Stance.NOT_OFFERED, "伊春市任务分工表 三-2"),
        (
            "jiangxi",
            "A",
            C.DEFERRED_DOCUMENTS,
            Stance.ALLOWED,
            "赣发改财金〔2020〕520号 (二)、(十三)",
        ),
        (
            "jiangxi",
            "A",
            C.SIMPLIFIED_PROCEDURE,
            Stance.ALLOWED,
            "赣发改财金〔2020〕520号 (二)、(十三)",
        ),
    ],
)
def test_what_a_class_offers_in_the_words_of_its_document(
    pack: str, grade: str, convenience: Convenience, stance: Stance, clause: str
) -> None:
    line = of_class(pack, CreditGrade(grade)).stance_on(convenience)

    assert line.stance == stance
    assert clause in line.reason


@pytest.mark.django_db
@pytest.mark.parametrize("pack", ["national_2026", "jiangyin", "yichun", "jiangxi", "wuzhong"])
@pytest.mark.parametrize("grade", CreditGrade)
def test_no_class_ever_bars_a_right(pack: str, grade: CreditGrade) -> None:
    treatment = of_class(pack, grade)

    assert all(line.stance != Stance.BARRED for line in treatment.conveniences)
    for right in RIGHTS:
        assert treatment.stance_on(right).stance in (Stance.ALLOWED, Stance.NEEDS_BASIS)
    assert treatment.inspection.ratio.value > 0  # 不免抽
    assert all(line.reason for line in treatment.conveniences)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pack", "grade", "label", "tier"),
    [
        ("jiangyin", "D", "非重点监管对象", InspectionTier.RAISED),
        ("yichun", "D", "重点关注对象", InspectionTier.RAISED),
        ("yichun", "E", "重点监管对象", InspectionTier.STRICT),
        ("huaian_district", "A", "未列为重点对象", InspectionTier.MINIMAL),
    ],
)
def test_label_and_tier_of_a_class(pack: str, grade: str, label: str, tier: InspectionTier) -> None:
    treatment = of_class(pack, CreditGrade(grade))

    assert (treatment.label.text, treatment.inspection.tier.value) == (label, tier)


@pytest.mark.django_db
def test_a_business_never_graded_is_treated_as_the_pack_says() -> None:
    treatment = treatment_for(EntityFactory(), TODAY)

    assert treatment.standing == Standing(CreditGrade.B, CreditClass.TRUSTWORTHY, False, "", None)


@pytest.mark.django_db
def test_a_measure_bars_and_cites_its_law() -> None:
    measure = MeasureFactory()
    line = treatment_for(measure.entity, TODAY).stance_on(C.FISCAL_FUNDS)

    assert line.stance == Stance.BARRED
    for word in (measure.item_name, measure.edition, measure.legal_basis, "止"):
        assert word in line.reason
    assert measure.record.document_number in line.reason


@pytest.mark.django_db
def test_a_restriction_stands_before_an_incentive() -> None:
    incentive = MeasureFactory(incentive=True)
    assert treatment_for(incentive.entity, TODAY).stance_on(C.GREEN_CHANNEL).stance == "allowed"

    MeasureFactory(entity=incentive.entity, item_code="M08", conveniences=[C.GREEN_CHANNEL])

    assert treatment_for(incentive.entity, TODAY).stance_on(C.GREEN_CHANNEL).stance == "barred"


@pytest.mark.django_db
def test_key_supervision_raises_the_tier() -> None:
    measure = MeasureFactory(key=True)
    treatment = treatment_for(measure.entity, TODAY)

    assert treatment.inspection.tier.value == InspectionTier.STRICT
    assert measure.legal_basis in treatment.inspection.tier.basis
    assert treatment.label.text == "重点监管对象"


@pytest.mark.django_db
def test_past_its_last_day_a_measure_bars_nothing() -> None:
    measure = MeasureFactory(until_on=TODAY)

    for day, is_hit in ((TODAY, True), (TODAY + timedelta(days=1), False)):
        assert check(measure.entity, day).is_hit == is_hit
        stance = treatment_for(measure.entity, day).stance_on(C.FISCAL_FUNDS).stance
        assert (stance == Stance.BARRED) == is_hit


@pytest.mark.django_db
def test_a_measure_on_a_linked_person_leaves_the_business_alone() -> None:
    entity = EntityFactory()
    MeasureFactory(
        entity=entity, target=Target.LINKED_PERSON, person=EntityPersonFactory(entity=entity)
    )

    assert not check(entity, TODAY).is_hit


@pytest.mark.django_db
def test_the_check_names_the_required_measures() -> None:
    measure = MeasureFactory()
    MeasureFactory(entity=measure.entity, incentive=True)
    found = check(measure.entity, TODAY)

    assert [line.pk for line in found.measures] == [measure.pk]
    assert not found.must_intercept  # the national pack proposes no automatic interception


# --- The window ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_barred_convenience_refuses_registration() -> None:
    draft = CommitmentFactory(draft=True, kind=CommitmentKind.APPROVAL_REPLACING)
    measure = MeasureFactory(entity=draft.entity, without_commitments=True)
    officer = UserFactory(agency=draft.agency)

    with pytest.raises(Refused) as refused:
        register_commitment(commitment=draft, by=officer, at=measure.initiated_at)
    assert measure.legal_basis in refused.value.message
    barred = commitments.eligibility_for(draft.entity, TODAY)
    assert barred.obstacle(CommitmentKind.DEFERRED_DOCUMENTS)
    assert not barred.obstacle(CommitmentKind.VOLUNTARY)


def test_a_class_that_withholds_cautions_but_does_not_refuse(db: None) -> None:
    stances = {line.convenience: line for line in of_class("jiangyin", CreditGrade.E).conveniences}
    eligibility = Eligibility(stances=stances)

    assert not eligibility.obstacle(CommitmentKind.APPROVAL_REPLACING)
    assert "澄信用发〔2020〕11号 三(五)" in eligibility.caution(CommitmentKind.APPROVAL_REPLACING)
    assert not eligibility.caution(CommitmentKind.VOLUNTARY)


# --- Command and pages ---------------------------------------------------------------------------


@pytest.fixture
def barred(db: None) -> Entity:
    return MeasureFactory().entity


def test_the_command_answers_for_people_and_programs(barred: Entity) -> None:
    text, data = StringIO(), StringIO()
    call_command("treatment", barred.uscc, on=TODAY, stdout=text)
    call_command("treatment", barred.uscc, on=TODAY, json=True, stdout=data)
    answer = json.loads(data.getvalue())

    assert "财政性资金项目：受到限制" in text.getvalue()
    stances = {line["convenience"]: line["stance"] for line in answer["conveniences"]}
    assert stances["fiscal_funds"] == "barred"
    assert answer["inspection"]["ratio"]["value"] == 5
    assert answer["on"] == TODAY.isoformat()


def test_the_command_knows_only_registered_businesses(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("treatment", "91990281MA0000000X")


@pytest.mark.parametrize("role", [Role.DEPARTMENT_OFFICER, Role.WINDOW_OFFICER])
def test_the_entity_file_shows_it(role: Role, barred: Entity, as_user, on_the_day) -> None:
    client = as_user(user_with(role))
    page = client.get(reverse("portal:desk_entity", args=[barred.uscc]), {"tab": "supervision"})
    text = page.content.decode()

    assert "受到限制" in text
    assert "财政违法行为处罚处分条例" in text
    assert ("发起监管措施" in text) == (role == Role.DEPARTMENT_OFFICER)


def test_the_window_shows_what_is_barred(barred: Entity, as_user, on_the_day) -> None:
    MeasureFactory(entity=barred, without_commitments=True)
    client = as_user(UserFactory(window_officer=True))

    text = client.get(reverse("commitments:take", args=[barred.uscc])).content.decode()
    assert "告知承诺受到限制" in text

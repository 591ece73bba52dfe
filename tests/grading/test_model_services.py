"""The life of a scoring model: effect, one audit entry, history, refusals that change nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from credit_portal.accounts.models import User
from credit_portal.audit.models import AuditEntry
from credit_portal.shared.errors import DomainError, Invalid, Refused
from entities.fact_types import FactType
from grading import selectors, services
from grading.choices import ModelStage, ModelStatus
from grading.laboratory.forms import TrialForm
from grading.models import Indicator, ScoringModel
from grading.services.model_steps import INDICATOR_FIELDS, MODEL_FIELDS
from tests.factories.accounts import UserFactory
from tests.factories.entities import NOW, TODAY
from tests.factories.grading import ScoringModelFactory, SimulationReportFactory

pytestmark = pytest.mark.usefixtures("reference_model")


@pytest.fixture
def author(db: None) -> User:
    return UserFactory(lead_officer=True)


@pytest.fixture
def approver(db: None) -> User:
    return UserFactory(lead_officer=True)


@pytest.fixture
def draft(reference_model: ScoringModel, author: User) -> ScoringModel:
    return services.draft_model(source=reference_model, by=author, at=NOW)


@pytest.fixture
def submitted(draft: ScoringModel, author: User) -> ScoringModel:
    SimulationReportFactory(model=draft, completed=True)
    return services.submit_model(model=draft, by=author, at=NOW)


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))


def state(model: ScoringModel) -> Any:
    rows = ScoringModel.objects.filter(pk=model.pk).values().get()
    return rows, list(model.indicators.values())


def publish(model: ScoringModel, by: User, **values: Any) -> ScoringModel:
    chosen: dict[str, Any] = {"effective_from": TODAY + timedelta(days=10), "reason": "同意"}
    return services.publish_model(model=model, by=by, at=NOW, **chosen | values)


# --- Draft ---------------------------------------------------------------------------------------


def test_a_draft_is_a_copy(reference_model: ScoringModel, draft: ScoringModel) -> None:
    assert (draft.version, draft.status) == (2, ModelStatus.DRAFT)
    fields = MODEL_FIELDS
    assert [getattr(draft, f) for f in fields] == [getattr(reference_model, f) for f in fields]
    copied = INDICATOR_FIELDS
    assert list(draft.indicators.values_list(*copied)) == list(
        reference_model.indicators.values_list(*copied)
    )
    assert acts()[1:] == ["grading.draft_model"]
    assert draft.history.get().history_change_reason == "以第1版为底稿"


def test_there_is_one_draft_at_a_time(
    reference_model: ScoringModel, draft: ScoringModel, author: User
) -> None:
    with pytest.raises(Refused) as caught:
        services.draft_model(source=reference_model, by=author, at=NOW)
    assert (caught.value.code, "第2版" in caught.value.message) == ("model_open", True)
    assert ScoringModel.objects.count() == 2


def test_edit_changes_the_draft_and_says_what(draft: ScoringModel, author: User) -> None:
    model = services.edit_model(
        model=draft, values={"a_from": 92, "base": 80}, reason="A级从严", by=author, at=NOW
    )
    assert model.a_from == 92
    entry = AuditEntry.objects.latest("pk")
    assert (entry.act, entry.reason) == ("grading.edit_model", "A级从严")
    assert (entry.before, entry.after) == ({"a_from": 90}, {"a_from": 92})


def test_an_edit_needs_its_reason(draft: ScoringModel, author: User) -> None:
    with pytest.raises(Invalid):
        services.edit_model(model=draft, values={"base": 70}, reason=" ", by=author, at=NOW)
    assert state(draft)[0]["base"] == 80


def test_an_indicator_is_edited(draft: ScoringModel, author: User) -> None:
    indicator = draft.indicators.get(code="P1")
    points = {str(FactType.PENALTY_MINOR.value): -3}
    services.edit_indicator(indicator=indicator, values={"points": points}, by=author, at=NOW)
    assert draft.indicators.get(code="P1").points == points
    entry = AuditEntry.objects.latest("pk")
    assert entry.act == "grading.edit_indicator"
    assert (entry.before, entry.after) == ({"points": {"11": -2}}, {"points": points})
    assert draft.history.first().history_change_reason == (
        "修改指标 P1 行政处罚（轻微）：行政处罚（轻微） -2 → -3"
    )


def test_indicators_come_and_go(draft: ScoringModel, author: User) -> None:
    count = draft.indicators.count()
    old = draft.indicators.get(code="X1")
    services.remove_indicator(indicator=old, reason="改并", by=author, at=NOW)
    new = services.add_indicator(
        model=draft, values={"code": "X2", "name": "投诉", "points": {"64": -1}}, by=author, at=NOW
    )
    assert draft.indicators.count() == count
    assert draft.indicators.last() == new
    assert acts()[-2:] == ["grading.remove_indicator", "grading.add_indicator"]
    assert Indicator.history.filter(model=draft, code="X1", history_type="-").exists()


def test_a_code_is_used_once(draft: ScoringModel, author: User) -> None:
    before = state(draft)
    with pytest.raises(Invalid) as caught:
        services.add_indicator(model=draft, values={"code": "P1"}, by=author, at=NOW)
    assert caught.value.fields["code"]
    assert state(draft) == before


# --- Submit, send back, publish ------------------------------------------------------------------


def test_submit_needs_a_trial_of_this_content(draft: ScoringModel, author: User) -> None:
    SimulationReportFactory(model=draft, completed=True)
    draft = services.edit_model(model=draft, values={"base": 81}, reason="试改", by=author, at=NOW)
    with pytest.raises(Refused) as caught:
        services.submit_model(model=draft, by=author, at=NOW)
    assert caught.value.code == "not_tried"
    report = SimulationReportFactory(model=draft, completed=True)
    model = services.submit_model(model=draft, by=author, at=NOW)
    assert (model.status, model.submitted_at) == (ModelStatus.SUBMITTED, NOW)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.act, entry.after) == (
        "grading.submit_model", {"version": 2, "report": report.pk},
    )  # fmt: skip


def test_an_unfinished_trial_is_none(draft: ScoringModel, author: User) -> None:
    SimulationReportFactory(model=draft)
    with pytest.raises(Refused):
        services.submit_model(model=draft, by=author, at=NOW)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda m: m.indicators.filter(code="X1").delete(), "“投诉举报查实”没有计分指标"),
        (lambda m: ScoringModel.objects.filter(pk=m.pk).update(b_from=90), "现在两级重叠"),
    ],
)
def test_a_model_with_problems_goes_nowhere(
    change: Callable[[ScoringModel], Any], words: str, draft: ScoringModel, author: User
) -> None:
    change(draft)
    draft.refresh_from_db()
    SimulationReportFactory(model=draft, completed=True)
    for act in (services.submit_model, services.open_simulation):
        arguments = {"on": TODAY} if act is services.open_simulation else {}
        with pytest.raises(Invalid) as caught:
            act(model=draft, by=author, at=NOW, **arguments)
        assert words in caught.value.message
    draft.refresh_from_db()
    assert draft.status == ModelStatus.DRAFT


def test_send_back_opens_it_again(submitted: ScoringModel, approver: User) -> None:
    model = services.send_back_model(model=submitted, reason="依据不足", by=approver, at=NOW)
    assert (model.status, model.submitted_at) == (ModelStatus.DRAFT, None)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.act, entry.reason) == ("grading.send_back_model", "依据不足")


def test_publish_fixes_it_from_its_day(
    reference_model: ScoringModel, submitted: ScoringModel, approver: User
) -> None:
    day = TODAY + timedelta(days=10)
    model = publish(submitted, approver)
    assert (model.status, model.approver, model.published_at) == ("published", approver, NOW)
    assert AuditEntry.objects.latest("pk").after["effective_from"] == day.isoformat()
    assert selectors.model_in_force(day - timedelta(days=1), NOW) == reference_model
    assert selectors.model_in_force(day, NOW) == model
    awaited = selectors.awaited_query(TODAY, NOW)
    assert awaited is not None
    assert (awaited[0], awaited[1].on) == (model, TODAY)
    assert selectors.awaited_query(day, NOW) is None
    assert selectors.awaited_query(TODAY, NOW - timedelta(seconds=1)) is None


def test_a_version_is_retired_by_the_day_of_the_next(
    reference_model: ScoringModel, submitted: ScoringModel, approver: User
) -> None:
    day = TODAY + timedelta(days=10)
    publish(submitted, approver)

    def stages(on: Any) -> dict[int, str]:
        return dict(ScoringModel.objects.staged(on).values_list("version", "stage"))

    assert stages(TODAY) == {1: ModelStage.IN_FORCE, 2: ModelStage.AWAITED}
    assert stages(day) == {1: ModelStage.RETIRED, 2: ModelStage.IN_FORCE}


def test_nobody_approves_what_he_wrote(
    submitted: ScoringModel, author: User, approver: User
) -> None:
    before = state(submitted)
    with pytest.raises(Refused) as caught:
        publish(submitted, author)
    assert caught.value.code == "same_officer"
    assert state(submitted) == before
    draft = services.send_back_model(model=submitted, reason="再改", by=approver, at=NOW)
    # Who changes a word of another's draft is an author too; the first one stays one.
    indicator = draft.indicators.get(code="P1")
    services.edit_indicator(indicator=indicator, values={"name": "轻微"}, by=approver, at=NOW)
    SimulationReportFactory(model=draft, completed=True)
    services.submit_model(model=draft, by=approver, at=NOW)
    for officer in (author, approver):
        with pytest.raises(Refused):
            publish(draft, officer)
    assert publish(draft, UserFactory(lead_officer=True)).status == ModelStatus.PUBLISHED


@pytest.mark.parametrize(
    ("day", "code"),
    [(TODAY - timedelta(days=1), "begins_in_past"), (TODAY, "")],
)
def test_the_day_may_not_have_passed(
    day: Any, code: str, submitted: ScoringModel, approver: User
) -> None:
    if not code:
        assert publish(submitted, approver, effective_from=day).effective_from == day
        return
    with pytest.raises(Refused) as caught:
        publish(submitted, approver, effective_from=day)
    assert caught.value.code == code


def test_a_version_begins_after_the_one_in_force(submitted: ScoringModel, approver: User) -> None:
    begun = publish(submitted, approver, effective_from=TODAY)
    following = ScoringModelFactory(submitted=True)
    SimulationReportFactory(model=following, completed=True)
    with pytest.raises(Refused) as caught:
        publish(following, approver, effective_from=begun.effective_from)
    assert caught.value.code == "begins_too_early"


def test_a_day_far_ahead_is_refused(submitted: ScoringModel, approver: User) -> None:
    with pytest.raises(Refused) as caught:
        publish(submitted, approver, effective_from=date(2226, 12, 1))
    assert caught.value.code == "begins_too_late"


def test_an_awaited_version_is_put_right_by_another(
    submitted: ScoringModel, approver: User
) -> None:
    """The wrong one never holds, neither between the two days nor after them."""
    wrong = publish(submitted, approver)
    right = ScoringModelFactory(submitted=True)
    SimulationReportFactory(model=right, completed=True)
    right = publish(right, approver, effective_from=TODAY + timedelta(days=5))
    for days in (5, 9, 10, 99):
        assert selectors.model_in_force(TODAY + timedelta(days=days), NOW) == right
    assert list(ScoringModel.objects.awaited(TODAY, NOW)) == [right]
    assert not ScoringModel.objects.awaited(TODAY + timedelta(days=6), NOW).exists()
    stages = dict(ScoringModel.objects.staged(TODAY).values_list("pk", "stage"))
    assert (stages[wrong.pk], stages[right.pk]) == (ModelStage.RETIRED, ModelStage.AWAITED)


def test_a_discarded_draft_makes_room_for_another(draft: ScoringModel, author: User) -> None:
    services.discard_model(model=draft, reason="思路有变", by=author, at=NOW)
    draft = ScoringModel.objects.get(pk=draft.pk)
    assert draft.status == ModelStatus.DISCARDED
    assert draft.history.latest().history_change_reason == "思路有变"
    assert acts()[-1] == "grading.discard_model"
    again = services.draft_model(source=draft, by=author, at=NOW)
    assert again.version == draft.version + 1
    assert draft not in TrialForm().fields["model"].queryset  # type: ignore[attr-defined]


def test_a_draft_is_discarded_for_a_reason_only(draft: ScoringModel, author: User) -> None:
    with pytest.raises(Invalid):
        services.discard_model(model=draft, reason=" ", by=author, at=NOW)


def _edit(model: ScoringModel, by: User) -> Any:
    return services.edit_model(model=model, values={"base": 70}, reason="改", by=by, at=NOW)


def _add(model: ScoringModel, by: User) -> Any:
    return services.add_indicator(model=model, values={"code": "Z1"}, by=by, at=NOW)


def _change(model: ScoringModel, by: User) -> Any:
    indicator = model.indicators.get(code="P1")
    return services.edit_indicator(indicator=indicator, values={"cap": 1}, by=by, at=NOW)


def _remove(model: ScoringModel, by: User) -> Any:
    indicator = model.indicators.get(code="P1")
    return services.remove_indicator(indicator=indicator, reason="删", by=by, at=NOW)


def _submit(model: ScoringModel, by: User) -> Any:
    return services.submit_model(model=model, by=by, at=NOW)


def _send_back(model: ScoringModel, by: User) -> Any:
    return services.send_back_model(model=model, reason="退", by=by, at=NOW)


def _discard(model: ScoringModel, by: User) -> Any:
    return services.discard_model(model=model, reason="作废", by=by, at=NOW)


ALLOWED = {
    _edit: "draft", _add: "draft", _change: "draft", _remove: "draft", _submit: "draft",
    _discard: "draft", _send_back: "submitted", publish: "submitted",
}  # fmt: skip


@pytest.mark.parametrize("act", ALLOWED)
@pytest.mark.parametrize("found", ModelStatus.values)
def test_an_act_is_refused_in_every_other_state(
    act: Callable[[ScoringModel, User], Any], found: str, author: User, approver: User
) -> None:
    traits = {} if found == "draft" else {found: True}
    model = ScoringModelFactory(author=author, **traits)
    SimulationReportFactory(model=model, completed=True)
    before, count = state(model), AuditEntry.objects.count()
    if ALLOWED[act] == found:
        act(model, approver)
        assert AuditEntry.objects.count() == count + 1
        assert state(model) != before
        return
    with pytest.raises(Refused) as caught:
        act(model, approver)
    assert caught.value.code == "wrong_state"
    assert (state(model), AuditEntry.objects.count()) == (before, count)


def test_the_database_keeps_what_is_published(reference_model: ScoringModel) -> None:
    indicators = reference_model.indicators
    for write in (
        lambda: ScoringModel.objects.filter(pk=reference_model.pk).update(base=1),
        lambda: reference_model.delete(),
        lambda: indicators.filter(code="P1").update(cap=1),
        lambda: indicators.filter(code="P1").delete(),
    ):
        with pytest.raises((DatabaseError, DomainError)), transaction.atomic():
            write()
    assert reference_model.indicators.get(code="P1").cap == 6

"""The acts on a scoring model: draft, edit, submit, send back, publish.

A published version never changes; editing one makes the next draft, and only one is open at a time.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_fsm import can_proceed

from credit_portal.audit import services as audit
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.history import delete_with_history, save_with_history, user_of
from grading import selectors
from grading.choices import ModelStatus
from grading.laboratory.wording import change_in_words
from grading.models import Indicator, ScoringModel
from grading.services.soundness import check_sound

# What a draft takes over, and what may be edited in it.
MODEL_FIELDS = (
    "name", "note", "base", "lowest", "highest", "bonus_cap", "a_from", "b_from", "c_from",
    "d_from", "is_reference",
)  # fmt: skip
INDICATOR_FIELDS = (
    "code", "name", "basis", "points", "cap", "window_months", "halved_after_months", "best_grade",
    "at_least", "source",
)  # fmt: skip


def draft_model(*, source: ScoringModel, by: Actor, at: datetime) -> ScoringModel:
    """Begin the next version as a copy of an existing one.

    Raises:
        Refused: another version is being written or waits for approval.
    """
    with transaction.atomic():
        versions = ScoringModel.objects.select_for_update()
        if pending := next((v for v in versions if v.status != ModelStatus.PUBLISHED), None):
            raise Refused("model_open", f"第{pending.version}版尚未发布，请先办结，再起草新版本。")
        model = ScoringModel(
            version=max(v.version for v in versions) + 1, author=user_of(by), drafted_at=at,
            **_values(source, MODEL_FIELDS),
        )  # fmt: skip
        reason = f"以第{source.version}版为底稿"
        audit.save_and_record(
            model, act="grading.draft_model", by=by, at=at, reason=reason,
            after={"version": model.version},
        )  # fmt: skip
        for indicator in source.indicators.all():
            copy = Indicator(
                model=model, position=indicator.position, **_values(indicator, INDICATOR_FIELDS)
            )
            save_with_history(copy, by=by, at=at, reason=reason)
    return model


def edit_model(
    *, model: ScoringModel, values: Mapping[str, Any], reason: str, by: Actor, at: datetime
) -> ScoringModel:
    """Change name, scale or thresholds of a draft; problems may stand until it is submitted.

    Raises:
        Refused: it is no draft.
    """
    reason = required(reason, "reason", "修改理由")
    with transaction.atomic():
        model = _draft(model)
        before = _values(model, MODEL_FIELDS)
        _assign(model, values, MODEL_FIELDS)
        model.author = user_of(by)
        was, now = _difference(before, _values(model, MODEL_FIELDS))
        audit.save_and_record(
            model, act="grading.edit_model", by=by, at=at, reason=reason, before=was, after=now
        )
    return model


def add_indicator(
    *, model: ScoringModel, values: Mapping[str, Any], by: Actor, at: datetime
) -> Indicator:
    """Add an indicator at the end of a draft.

    Raises:
        Refused: it is no draft.
        Invalid: the code is taken.
    """
    with transaction.atomic():
        model = _draft(model)
        last = model.indicators.last()
        indicator = Indicator(model=model, position=last.position + 1 if last else 1)
        _assign(indicator, values, INDICATOR_FIELDS)
        _save_indicator(indicator, "grading.add_indicator", by, at, {})
    return indicator


def edit_indicator(
    *, indicator: Indicator, values: Mapping[str, Any], by: Actor, at: datetime
) -> Indicator:
    """Change an indicator of a draft.

    Raises:
        Refused: its model is no draft.
        Invalid: the code is taken.
    """
    with transaction.atomic():
        model = _draft(indicator.model)
        indicator = model.indicators.get(pk=indicator.pk)
        before = _values(indicator, INDICATOR_FIELDS)
        _assign(indicator, values, INDICATOR_FIELDS)
        _save_indicator(indicator, "grading.edit_indicator", by, at, before)
    return indicator


def remove_indicator(*, indicator: Indicator, reason: str, by: Actor, at: datetime) -> None:
    """Take an indicator out of a draft.

    Raises:
        Refused: its model is no draft.
    """
    reason = required(reason, "reason", "理由")
    with transaction.atomic():
        model = _draft(indicator.model)
        before = _values(indicator, INDICATOR_FIELDS)
        audit.record(
            by=by, act="grading.remove_indicator", obj=indicator, reason=reason, before=before,
            at=at,
        )  # fmt: skip
        delete_with_history(indicator, by=by, at=at, reason=reason)
        _note_author(model, f"移出指标{before['code']}：{reason}", by, at)


def submit_model(*, model: ScoringModel, by: Actor, at: datetime) -> ScoringModel:
    """Hand a draft to a second officer, with the report of a trial of exactly this content.

    Raises:
        Refused: it is no draft, or this content has not been tried.
        Invalid: it has problems.
    """
    with transaction.atomic():
        model = _locked(model)
        _step(model, "submit", "提交批准")
        _check_fit(model, timezone.localdate(at))
        model.submitted_at = at
        audit.save_and_record(
            model, act="grading.submit_model", by=by, at=at, after=_trial_facts(model)
        )
    return model


def send_back_model(*, model: ScoringModel, reason: str, by: Actor, at: datetime) -> ScoringModel:
    """Return a submitted version to its author, who may change it again.

    Raises:
        Refused: it is not submitted.
    """
    reason = required(reason, "reason", "理由")
    with transaction.atomic():
        model = _locked(model)
        _step(model, "send_back", "退回修改")
        model.submitted_at = None
        audit.save_and_record(
            model, act="grading.send_back_model", by=by, at=at, reason=reason,
            after={"version": model.version},
        )  # fmt: skip
    return model


def publish_model(
    *, model: ScoringModel, effective_from: date, reason: str, by: Actor, at: datetime
) -> ScoringModel:
    """Approve and fix a version. It holds from its day on; the one before it until then.

    Raises:
        Refused: it is not submitted, the officer wrote part of it, its content has not been tried,
            or its day has passed or does not come after that of the version before.
        Invalid: it has problems under the pack in force on its day.
    """
    reason = required(reason, "reason", "批准意见")
    with transaction.atomic():
        model = _locked(model)
        _step(model, "publish", "批准发布")
        _check_second_officer(model, by)
        _check_beginning(effective_from, timezone.localdate(at))
        _check_fit(model, effective_from)
        model.effective_from, model.approver, model.published_at = effective_from, user_of(by), at
        audit.save_and_record(
            model, act="grading.publish_model", by=by, at=at, reason=reason,
            after={**_trial_facts(model), "effective_from": effective_from.isoformat()},
        )  # fmt: skip
    return model


def _values(obj: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(obj, name) for name in names}


def _assign(obj: Any, values: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        if name in values:
            setattr(obj, name, values[name])


def _difference(
    before: dict[str, Any], after: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both reduced to what changed, as the audit log keeps it."""
    changed = [name for name in after if before.get(name) != after[name]]
    was = {name: before[name] for name in changed if name in before}
    return was, {name: after[name] for name in changed}


def _save_indicator(
    indicator: Indicator, act: str, by: Actor, at: datetime, before: dict[str, Any]
) -> None:
    """Save with one audit entry; the model's own history says it in words."""
    taken = indicator.model.indicators.exclude(pk=indicator.pk).filter(code=indicator.code)
    if taken.exists():
        sentence = f"编码 {indicator.code} 已有指标使用。"
        raise Invalid("code_taken", sentence, {"code": sentence})
    after = _values(indicator, INDICATOR_FIELDS)
    was, now = _difference(before, after)
    audit.save_and_record(indicator, act=act, by=by, at=at, before=was, after=now)
    changed = f"修改指标 {indicator}：{change_in_words(before, after)}" if before else ""
    _note_author(indicator.model, changed or f"新增指标 {indicator}", by, at)


def _note_author(model: ScoringModel, reason: str, by: Actor, at: datetime) -> None:
    """Whoever changes a draft is its author, and stands in its history as such."""
    model.author = user_of(by)
    save_with_history(model, by=by, at=at, reason=reason)


def _locked(model: ScoringModel) -> ScoringModel:
    return ScoringModel.objects.select_for_update().get(pk=model.pk)


def _draft(model: ScoringModel) -> ScoringModel:
    """The row, locked, provided that it may be edited."""
    model = _locked(model)
    if model.status != ModelStatus.DRAFT:
        raise _wrong_state(model, "修改")
    return model


def _step(model: ScoringModel, act: str, label: str) -> None:
    transition = getattr(model, act)
    if not can_proceed(transition):
        raise _wrong_state(model, label)
    transition()


def _wrong_state(model: ScoringModel, label: str) -> Refused:
    status = model.get_status_display()
    return Refused("wrong_state", f"第{model.version}版为“{status}”，不能{label}。")


def _check_second_officer(model: ScoringModel, by: Actor) -> None:
    if selectors.wrote_part_of(model, by):
        raise Refused("same_officer", "起草或修改过本版本的人员不能批准，请由另一名工作人员批准。")


def _check_beginning(effective_from: date, today: date) -> None:
    if effective_from < today:
        raise Refused("begins_in_past", "生效日期已过，请改为今日或以后的日期。")
    former = ScoringModel.objects.filter(status=ModelStatus.PUBLISHED).first()
    if former and former.effective_from and effective_from <= former.effective_from:
        raise Refused("begins_too_early", f"生效日期须晚于上一版的 {former.effective_from}。")


def _check_fit(model: ScoringModel, on: date) -> None:
    """No problem under the pack of a day, and tried exactly as it is."""
    check_sound(model, pack_in_force(on))
    if selectors.trial_of(model) is None:
        raise Refused("not_tried", "当前内容尚未试算，请先在政策实验室试算，再提交批准。")


def _trial_facts(model: ScoringModel) -> dict[str, Any]:
    trial = selectors.trial_of(model)
    return {"version": model.version, "report": trial and trial.pk}

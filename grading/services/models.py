"""The acts on a version of the scoring model: draft, edit, submit, send back, publish.

A published version never changes; editing one makes the next draft, and only one is open at a time.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from credit_portal.accounts.permissions import require_role
from credit_portal.audit import services as audit
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused, required
from credit_portal.shared.history import save_with_history, user_of
from credit_portal.shared.workdays import add_months
from grading import selectors
from grading.models import Indicator, ScoringModel
from grading.permissions import MODEL_EDITORS
from grading.querysets import OPEN
from grading.services.model_steps import (
    INDICATOR_FIELDS,
    MODEL_FIELDS,
    assign,
    difference,
    locked,
    locked_draft,
    step,
    values_of,
)
from grading.services.soundness import check_sound

# A mistyped year must not hold up every later version.
MOST_MONTHS_AHEAD = 12


def draft_model(*, source: ScoringModel, by: Actor, at: datetime) -> ScoringModel:
    """Begin the next version as a copy of an existing one.

    Raises:
        NotAllowed: not an officer of the lead office.
        Refused: another version is being written or waits for approval.
    """
    require_role(by, MODEL_EDITORS)
    with transaction.atomic():
        versions = ScoringModel.objects.select_for_update()
        if pending := next((v for v in versions if v.status in OPEN), None):
            raise Refused("model_open", f"第{pending.version}版尚未发布，请先办结，再起草新版本。")
        model = ScoringModel(
            version=max(v.version for v in versions) + 1, author=user_of(by), drafted_at=at,
            **values_of(source, MODEL_FIELDS),
        )  # fmt: skip
        reason = f"以第{source.version}版为底稿"
        audit.save_and_record(
            model, act="grading.draft_model", by=by, at=at, reason=reason,
            after={"version": model.version},
        )  # fmt: skip
        for indicator in source.indicators.all():
            copy = Indicator(
                model=model, position=indicator.position, **values_of(indicator, INDICATOR_FIELDS)
            )
            save_with_history(copy, by=by, at=at, reason=reason)
    return model


def edit_model(
    *, model: ScoringModel, values: Mapping[str, Any], reason: str, by: Actor, at: datetime
) -> ScoringModel:
    """Change name, scale or thresholds of a draft; problems may stand until it is submitted.

    Raises:
        NotAllowed: not an officer of the lead office.
        Refused: it is no draft.
    """
    require_role(by, MODEL_EDITORS)
    reason = required(reason, "reason", "修改理由")
    with transaction.atomic():
        model = locked_draft(model)
        before = values_of(model, MODEL_FIELDS)
        assign(model, values, MODEL_FIELDS)
        model.author = user_of(by)
        was, now = difference(before, values_of(model, MODEL_FIELDS))
        audit.save_and_record(
            model, act="grading.edit_model", by=by, at=at, reason=reason, before=was, after=now
        )
    return model


def submit_model(*, model: ScoringModel, by: Actor, at: datetime) -> ScoringModel:
    """Hand a draft to a second officer, with the report of a trial of exactly this content.

    Raises:
        NotAllowed: not an officer of the lead office.
        Refused: it is no draft, or this content has not been tried.
        Invalid: it has problems.
    """
    require_role(by, MODEL_EDITORS)
    with transaction.atomic():
        model = locked(model)
        step(model, "submit", "提交批准")
        tried = _check_fit(model, timezone.localdate(at))
        model.submitted_at = at
        audit.save_and_record(model, act="grading.submit_model", by=by, at=at, after=tried)
    return model


def send_back_model(*, model: ScoringModel, reason: str, by: Actor, at: datetime) -> ScoringModel:
    """Return a submitted version to its author, who may change it again.

    Raises:
        NotAllowed: not an officer of the lead office.
        Refused: it is not submitted.
    """
    require_role(by, MODEL_EDITORS)
    reason = required(reason, "reason", "理由")
    with transaction.atomic():
        model = locked(model)
        step(model, "send_back", "退回修改")
        model.submitted_at = None
        audit.save_and_record(
            model, act="grading.send_back_model", by=by, at=at, reason=reason,
            after={"version": model.version},
        )  # fmt: skip
    return model


def discard_model(*, model: ScoringModel, reason: str, by: Actor, at: datetime) -> ScoringModel:
    """Give a draft up; the next version may be drafted from any other.

    Raises:
        NotAllowed: not an officer of the lead office.
        Refused: it is no draft; what waits for approval is sent back first.
    """
    require_role(by, MODEL_EDITORS)
    reason = required(reason, "reason", "作废理由")
    with transaction.atomic():
        model = locked(model)
        step(model, "discard", "作废")
        audit.save_and_record(
            model, act="grading.discard_model", by=by, at=at, reason=reason,
            after={"version": model.version},
        )  # fmt: skip
    return model


def publish_model(
    *, model: ScoringModel, effective_from: date, reason: str, by: Actor, at: datetime
) -> ScoringModel:
    """Approve and fix a version. It holds from its day on; the one before it until then.

    A version that is published and still awaited is put right by another one: whichever begins on
    the awaited day or earlier takes its place.

    Raises:
        NotAllowed: not an officer of the lead office.
        Refused: it is not submitted, the officer wrote part of it, its content has not been tried,
            or its day has passed, is too far ahead or does not come after that of the version in
            force.
        Invalid: it has problems under the pack in force on its day.
    """
    require_role(by, MODEL_EDITORS)
    reason = required(reason, "reason", "批准意见")
    with transaction.atomic():
        model = locked(model)
        step(model, "publish", "批准发布")
        _check_second_officer(model, by)
        _check_beginning(effective_from, at)
        tried = _check_fit(model, effective_from)
        model.effective_from, model.approver, model.published_at = effective_from, user_of(by), at
        audit.save_and_record(
            model, act="grading.publish_model", by=by, at=at, reason=reason,
            after={**tried, "effective_from": effective_from.isoformat()},
        )  # fmt: skip
    return model


def _check_second_officer(model: ScoringModel, by: Actor) -> None:
    if selectors.wrote_part_of(model, by):
        raise Refused("same_officer", "起草或修改过本版本的人员不能批准，请由另一名工作人员批准。")


def _check_beginning(effective_from: date, at: datetime) -> None:
    today = timezone.localdate(at)
    if effective_from < today:
        raise Refused("begins_in_past", "生效日期已过，请改为今日或以后的日期。")
    if effective_from > add_months(today, MOST_MONTHS_AHEAD):
        raise Refused("begins_too_late", f"生效日期最多在 {MOST_MONTHS_AHEAD} 个月以内。")
    former = ScoringModel.objects.in_force(today, at).first()
    if former and former.effective_from and effective_from <= former.effective_from:
        raise Refused("begins_too_early", f"生效日期须晚于现行版本的 {former.effective_from}。")


def _check_fit(model: ScoringModel, on: date) -> dict[str, Any]:
    """No problem under the pack of a day, and tried exactly as it is under that pack."""
    pack = pack_in_force(on)
    check_sound(model, pack)
    trial = selectors.trial_of(model, pack)
    if trial is None:
        raise Refused(
            "not_tried",
            f"当前内容尚未按 {on} 适用的政策包试算，请先在政策实验室试算，再办理。",
        )
    return {"version": model.version, "report": trial.pk}

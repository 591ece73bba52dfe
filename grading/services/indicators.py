"""The acts on the indicators of a draft: add, edit, remove."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from credit_portal.accounts.permissions import require_role
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, required
from credit_portal.shared.history import delete_with_history, save_with_history, user_of
from grading.laboratory.wording import change_in_words
from grading.models import Indicator, ScoringModel
from grading.permissions import MODEL_EDITORS
from grading.services.model_steps import (
    INDICATOR_FIELDS,
    assign,
    difference,
    locked_draft,
    values_of,
)


def add_indicator(
    *, model: ScoringModel, values: Mapping[str, Any], by: Actor, at: datetime
) -> Indicator:
    """Add an indicator at the end of a draft.

    Raises:
        NotAllowed: not an officer of the lead office.
        Refused: it is no draft.
        Invalid: the code is taken.
    """
    require_role(by, MODEL_EDITORS)
    with transaction.atomic():
        model = locked_draft(model)
        last = model.indicators.last()
        indicator = Indicator(model=model, position=last.position + 1 if last else 1)
        assign(indicator, values, INDICATOR_FIELDS)
        _save_indicator(indicator, "grading.add_indicator", by, at, {})
    return indicator


def edit_indicator(
    *, indicator: Indicator, values: Mapping[str, Any], by: Actor, at: datetime
) -> Indicator:
    """Change an indicator of a draft.

    Raises:
        NotAllowed: not an officer of the lead office.
        Refused: its model is no draft.
        Invalid: the code is taken.
    """
    require_role(by, MODEL_EDITORS)
    with transaction.atomic():
        model = locked_draft(indicator.model)
        indicator = model.indicators.get(pk=indicator.pk)
        before = values_of(indicator, INDICATOR_FIELDS)
        assign(indicator, values, INDICATOR_FIELDS)
        _save_indicator(indicator, "grading.edit_indicator", by, at, before)
    return indicator


def remove_indicator(*, indicator: Indicator, reason: str, by: Actor, at: datetime) -> None:
    """Take an indicator out of a draft.

    Raises:
        NotAllowed: not an officer of the lead office.
        Refused: its model is no draft.
    """
    require_role(by, MODEL_EDITORS)
    reason = required(reason, "reason", "理由")
    with transaction.atomic():
        model = locked_draft(indicator.model)
        before = values_of(indicator, INDICATOR_FIELDS)
        audit.record(
            by=by, act="grading.remove_indicator", obj=indicator, reason=reason, before=before,
            at=at,
        )  # fmt: skip
        delete_with_history(indicator, by=by, at=at, reason=reason)
        _note_author(model, f"移出指标{before['code']}：{reason}", by, at)


def _save_indicator(
    indicator: Indicator, act: str, by: Actor, at: datetime, before: dict[str, Any]
) -> None:
    """Save with one audit entry; the model's own history says it in words."""
    taken = indicator.model.indicators.exclude(pk=indicator.pk).filter(code=indicator.code)
    if taken.exists():
        sentence = f"编码 {indicator.code} 已有指标使用。"
        raise Invalid("code_taken", sentence, {"code": sentence})
    after = values_of(indicator, INDICATOR_FIELDS)
    was, now = difference(before, after)
    audit.save_and_record(indicator, act=act, by=by, at=at, before=was, after=now)
    changed = f"修改指标 {indicator}：{change_in_words(before, after)}" if before else ""
    _note_author(indicator.model, changed or f"新增指标 {indicator}", by, at)


def _note_author(model: ScoringModel, reason: str, by: Actor, at: datetime) -> None:
    """Whoever changes a draft is its author, and stands in its history as such."""
    model.author = user_of(by)
    save_with_history(model, by=by, at=at, reason=reason)

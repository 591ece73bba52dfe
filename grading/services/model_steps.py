"""What the acts on a scoring model share: lock, take the step or refuse, and say what changed."""

from collections.abc import Mapping
from typing import Any

from django_fsm import can_proceed

from credit_portal.shared.errors import Refused
from grading.choices import ModelStatus
from grading.models import ScoringModel

# What a draft takes over, and what may be edited in it.
MODEL_FIELDS = (
    "name", "note", "base", "lowest", "highest", "bonus_cap", "a_from", "b_from", "c_from",
    "d_from", "is_reference",
)  # fmt: skip
INDICATOR_FIELDS = (
    "code", "name", "basis", "points", "cap", "window_months", "halved_after_months", "best_grade",
    "at_least", "source",
)  # fmt: skip


def locked(model: ScoringModel) -> ScoringModel:
    return ScoringModel.objects.select_for_update().get(pk=model.pk)


def locked_draft(model: ScoringModel) -> ScoringModel:
    """The row, locked, provided that it may be edited."""
    model = locked(model)
    if model.status != ModelStatus.DRAFT:
        raise wrong_state(model, "修改")
    return model


def step(model: ScoringModel, act: str, label: str) -> None:
    transition = getattr(model, act)
    if not can_proceed(transition):
        raise wrong_state(model, label)
    transition()


def wrong_state(model: ScoringModel, label: str) -> Refused:
    status = model.get_status_display()
    return Refused("wrong_state", f"第{model.version}版为“{status}”，不能{label}。")


def values_of(obj: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(obj, name) for name in names}


def assign(obj: Any, values: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        if name in values:
            setattr(obj, name, values[name])


def difference(
    before: dict[str, Any], after: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both reduced to what changed, as the audit log keeps it."""
    changed = [name for name in after if before.get(name) != after[name]]
    was = {name: before[name] for name in changed if name in before}
    return was, {name: after[name] for name in changed}

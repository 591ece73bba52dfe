"""The reference model that a new deployment begins with (仅供参考)."""

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.history import save_with_history
from entities.fact_types import FactType
from grading.choices import IndicatorBasis
from grading.models import Indicator, ScoringModel

SOURCE = Path(__file__).with_name("default_model.toml")
# In force for any day before a city publishes its own, so that past days can be computed too.
BEGINNING = date(2015, 1, 1)


def install(*, by: Actor, at: datetime) -> ScoringModel | None:
    """Publish the reference model where no model stands yet; safe to run at every start."""
    if ScoringModel.objects.exists():
        return None
    said = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    with transaction.atomic():
        model = ScoringModel(version=1, drafted_at=at, **model_values(said))
        save_with_history(model, by=by, at=at, reason="随平台安装")
        for position, entry in enumerate(said["indicators"], start=1):
            Indicator.objects.create(model=model, position=position, **indicator_values(entry))
        model.effective_from, model.published_at = BEGINNING, at
        model.submit()
        model.publish()
        audit.save_and_record(
            model, act="grading.publish_model", by=by, at=at, reason="随平台安装",
            after={"version": model.version},
        )  # fmt: skip
    return model


def model_values(said: dict[str, Any]) -> dict[str, Any]:
    """Fields of ``ScoringModel`` from a model written as TOML."""
    thresholds = {f"{letter.lower()}_from": low for letter, low in said["thresholds"].items()}
    plain = ("name", "note", "base", "lowest", "highest", "bonus_cap")
    return {name: said[name] for name in plain} | thresholds


def indicator_values(entry: dict[str, Any]) -> dict[str, Any]:
    """Fields of ``Indicator`` from an entry; fact types stand there by name."""
    points = entry.get("points", {})
    if entry.get("basis") != IndicatorBasis.INDUSTRY:
        points = {str(FactType[name].value): value for name, value in points.items()}
    return {**entry, "points": points}

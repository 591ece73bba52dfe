"""The passport as plain values: what the page, the JSON, the PDF and the command all show.

Nothing in it tells when it was made: the same question has the same answer, byte for byte.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils import timezone

from credit_portal.policy.presentation import edition_in_words
from credit_portal.policy.selectors import sources_on
from credit_portal.policy.services import pack_in_force
from entities.models import Entity
from grading.choices import AssessmentSource, CreditGrade, GradeSource, NationalGrade
from grading.explanation import Effect, Explanation, Forecast, Line, Veto, foresee
from grading.models import ExternalAssessment, GradeOverride, Indicator, ScoringModel
from grading.words import in_words

TITLE = "信用等级说明书"
HIDDEN = "不在您查看范围内的记录"
Shown = TypeVar("Shown", Line, Veto)


@dataclass(frozen=True)
class Passport:
    """An explanation ready to be shown."""

    content: dict[str, Any]
    known_at: datetime

    def as_json(self) -> bytes:
        """The bytes whose digest stands on the PDF."""
        return (json.dumps(self.content, ensure_ascii=False, indent=2) + "\n").encode()


def passport_of(found: Explanation) -> Passport:
    """Everything a grade rests on, in figures and in words."""
    forecast = foresee(found)
    model = ScoringModel.objects.get(version=found.query.model.version)
    words = in_words(found, forecast)
    return Passport(
        {
            "document": TITLE,
            "uscc": found.entity.uscc,
            "name": name_at(found.entity, found.known_at),
            "on": found.on.isoformat(),
            "known_at": timezone.localtime(found.known_at).isoformat(),
            "grade": found.grade.value,
            "class": found.credit_class.value,
            "class_name": str(found.credit_class.label),
            "base": found.base,
            "score": found.score,
            "scale": [found.query.model.lowest, found.query.model.highest],
            "source": found.source.value,
            "source_name": str(found.source.label),
            "lacks_information": found.lacks_information,
            "mark": mark_of(model, found.source, found.on),
            "model": found.model,
            "model_name": model.name,
            "pack": found.pack,
            "pack_name": _pack_name(found),
            "lines": [_line(line) for line in found.lines],
            "vetoes": [_veto(veto) for veto in found.vetoes],
            "indicators": _indicators(found, model),
            "assessments": [_assessment(result) for result in found.assessments],
            "override": _override(found.override),
            "next_change_on": _day(found.next_change_on),
            "next_grade": _next_grade(found, forecast),
            "why": list(words.why),
            "lifts": list(words.lifts),
            "change": words.change,
        },
        found.known_at,
    )


def as_seen(found: Explanation, visible: Collection[int]) -> Explanation:
    """The same with figures only where a record is none of the viewer's business.

    Args:
        visible: keys of the records that the viewer may see.
    """
    return replace(
        found,
        lines=tuple(
            line if line.record is None or line.record in visible else _hidden(line)
            for line in found.lines
        ),
        vetoes=tuple(
            veto if veto.record in visible else _hidden(veto) for veto in found.vetoes
        ),
    )  # fmt: skip


def _hidden(effect: Shown) -> Shown:
    return replace(effect, record=None, reason=HIDDEN, document_number="")


def mark_of(model: ScoringModel, source: GradeSource, on: date) -> str:
    """仅供参考, where a reference model decided; as the pack words it."""
    if not model.is_reference or source != GradeSource.LOCAL_MODEL:
        return ""
    return pack_in_force(on).grading.local_model_label.value


def _pack_name(found: Explanation) -> str:
    """The packs by the names that they bore on that day."""
    names = {code: source.header.name for code, source in sources_on(found.on).items()}
    return edition_in_words(found.pack, names)


def name_at(entity: Entity, known_at: datetime) -> str:
    """The name that the business bore then."""
    later = entity.former_names.filter(replaced_at__gt=known_at).order_by("replaced_at").first()
    return later.name if later else entity.name


def _line(line: Line) -> dict[str, Any]:
    return {**_effect(line), "points": line.points, "counted_points": line.counted_points}


def _veto(veto: Veto) -> dict[str, Any]:
    return {**_effect(veto), "best_grade": veto.best_grade.value}


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "indicator": effect.indicator,
        "indicator_name": effect.indicator_name,
        "record": effect.record,
        "reason": effect.reason,
        "document_number": effect.document_number,
        "counts_until": _day(effect.counts_until),
        "repairable_from": _day(effect.repairable_from),
    }


def _indicators(found: Explanation, model: ScoringModel) -> list[dict[str, str]]:
    """The indicators that took part, with what they rest on."""
    used = {effect.indicator for effect in found.effects}
    rows: list[Indicator] = list(model.indicators.filter(code__in=used))
    return [{"code": row.code, "name": row.name, "source": row.source} for row in rows]


def _assessment(result: ExternalAssessment) -> dict[str, Any]:
    words = NationalGrade if result.source == AssessmentSource.NATIONAL else CreditGrade
    return {
        "source": result.source,
        "source_name": result.get_source_display(),
        "domain": result.domain,
        "period": result.period,
        "grade": result.grade,
        "grade_name": str(words(result.grade).label),
        "counts_until": result.counts_until.isoformat(),
    }


def _override(override: GradeOverride | None) -> dict[str, Any] | None:
    if override is None:
        return None
    return {
        "grade": override.grade,
        "reason": override.reason,
        "from_on": override.from_on.isoformat(),
        "until_on": override.until_on.isoformat(),
    }


def _next_grade(found: Explanation, forecast: Forecast) -> dict[str, Any] | None:
    if forecast.grade == found.grade:
        return None
    return {
        "on": _day(forecast.on),
        "grade": forecast.grade.value,
        "class": forecast.credit_class.value,
        "class_name": str(forecast.credit_class.label),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None

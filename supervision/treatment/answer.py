"""The answer on the treatment of a business for programs and for the command line."""

from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import Any

from supervision.rules import Said, Treatment


def as_plain(value: Any) -> Any:
    """A frozen answer as JSON knows it: codes, texts, numbers and ISO dates."""
    if isinstance(value, dict):
        return {key: as_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(as_plain(item) for item in value)
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def as_json(answer: Any) -> dict[str, Any]:
    """A dataclass of this room, whole."""
    return as_plain(asdict(answer))


def as_text(treatment: Treatment) -> str:
    """The same for a person, with every clause."""
    standing, rule = treatment.standing, treatment.inspection
    mark = f"（{standing.mark}）" if standing.mark else ""
    graded = "" if standing.is_graded else "（尚未评价，按无信息主体对待）"
    lines = [
        f"{treatment.name} {treatment.uscc} {treatment.on}",
        f"信用等级 {standing.grade.label} {treatment.class_name.text}{mark}{graded}",
        _line("监管对象类别", treatment.label),
        _line("监管档次", rule.tier),
        _line("抽查比例", rule.ratio) + f"，范围 {rule.ratio_low.text} 至 {rule.ratio_high.text}",
        _line("抽查频次", rule.frequency),
        _line("逐案审批", rule.case_approval),
        *(
            f"{line.convenience.label}：{line.stance.label}。{line.reason}"
            for line in treatment.conveniences
        ),
        *(_line("其他", note) for note in treatment.notes),
        *(f"名单：{listing.citation}" for listing in treatment.listings),
        *(f"措施：{measure.citation}" for measure in treatment.measures),
    ]
    return "\n".join([*lines, ""])


def _line(label: str, said: Said[Any]) -> str:
    return f"{label}：{said.text}（{said.basis}）"

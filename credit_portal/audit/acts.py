"""Chinese names of acts, for the audit page. An app names its acts in ``AppConfig.ready``."""

from collections.abc import Mapping

_labels: dict[str, str] = {}


def name_acts(labels: Mapping[str, str]) -> None:
    """Register ``{"app.verb_noun": "中文"}``."""
    _labels.update(labels)


def label_of(act: str) -> str:
    """The Chinese name of an act, the key itself where nobody named it."""
    return _labels.get(act, act)


def choices() -> list[tuple[str, str]]:
    """All named acts, for a filter."""
    return sorted(_labels.items(), key=lambda item: item[1])

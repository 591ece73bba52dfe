"""Names of agencies, for the audit page: an entry keeps the code only.

The app that keeps the agencies is above this one and registers them in ``AppConfig.ready``.
"""

from django.db.models import QuerySet

_registered: list[QuerySet] = []


def name_agencies(agencies: QuerySet) -> None:
    """Register where agencies are found: rows with a ``code`` and a ``name``."""
    _registered.append(agencies)


def names_of(codes: set[str]) -> dict[str, str]:
    """The names of the codes that are known."""
    return {
        code: name
        for agencies in _registered
        for code, name in agencies.filter(code__in=codes).values_list("code", "name")
    }

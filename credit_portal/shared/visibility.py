"""What one may not see does not exist."""

from typing import Any, TypeVar

from django.db import models

from credit_portal.shared.errors import NotVisible

Row = TypeVar("Row", bound=models.Model)


def visible_one(rows: "models.QuerySet[Row]", **known: Any) -> Row:
    """The one of these rows, which the viewer may see.

    Raises:
        NotVisible: it is not among them.
    """
    found = rows.filter(**known).first()
    if found is None:
        raise NotVisible
    return found

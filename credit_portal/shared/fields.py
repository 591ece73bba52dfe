"""Model fields of the portal."""

from collections.abc import Sequence
from typing import Any

import django_fsm
from django.db import models

from credit_portal.shared import crypto


class EncryptedTextField(models.TextField):
    """Text encrypted at rest; look-ups go through a blind index column beside it."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return crypto.encrypt(value) if value else value

    def from_db_value(
        self, value: str | None, expression: object, connection: object
    ) -> str | None:
        return crypto.decrypt(value) if value else value


class FSMField(django_fsm.FSMField):
    """The state of a life cycle; migrations know it as the text column that it is.

    The field of the library listens to every model class that is prepared, and migrations prepare
    thousands: half of their time went into listening.
    """

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _, args, kwargs = super().deconstruct()
        kwargs.pop("protected", None)
        return name, "django.db.models.CharField", args, kwargs

"""Model fields of the portal."""

from typing import Any

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

"""The refusal of a whole file."""

from credit_portal.shared.errors import DomainError


class ImportRefused(DomainError):
    """The file cannot be read at all; nothing of it was taken. The sentence says what to do."""

    status = 422

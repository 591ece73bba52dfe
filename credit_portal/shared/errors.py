"""Refusals of the domain: a code for programs, one Chinese sentence for people.

Pages and the API show the same sentence; ``status`` is the HTTP status both answer with.
"""

from collections.abc import Mapping


class DomainError(Exception):
    """An act that the rules do not allow.

    Args:
        code: stable, lower-case identifier, e.g. ``"uscc_invalid"``.
        message: one clear sentence in Chinese that says what to do.
    """

    status = 400

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Invalid(DomainError):
    """Input that cannot be taken; ``fields`` names the sentence of each field."""

    status = 422

    def __init__(self, code: str, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(code, message)
        self.fields = dict(fields or {})


def required(text: str, field: str, label: str, longest: int | None = None) -> str:
    """A text that must be there, trimmed; NUL, which no database takes, is left out.

    Raises:
        Invalid: it is blank, or longer than it may be.
    """
    text = text.replace("\0", "").strip()
    if not text:
        sentence = f"请填写{label}。"
        raise Invalid(f"{field}_required", sentence, {field: sentence})
    if longest and len(text) > longest:
        sentence = f"{label}不能超过 {longest} 个字。"
        raise Invalid(f"{field}_too_long", sentence, {field: sentence})
    return text


class NotAllowed(DomainError):
    """The user's role does not carry this act."""

    status = 403


class NotVisible(DomainError):
    """The object does not exist for this user: nothing tells whether it exists at all."""

    status = 404

    def __init__(self, message: str = "没有找到您要的内容，可能已被撤回，或您无权查看。") -> None:
        super().__init__("not_found", message)


class Refused(DomainError):
    """The object's state does not allow the act (wrong step of the life cycle)."""

    status = 409

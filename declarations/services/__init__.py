"""Acts on declarations: of the business, of the responsible agency, of anybody, of the day."""

from declarations.services.filing import (
    DeclarationDraft,
    draft_declaration,
    edit_declaration,
    submit_declaration,
    withdraw_declaration,
)
from declarations.services.outcome import confirm_declaration, find_declaration_false
from declarations.services.review import (
    approve_declaration,
    contest_declaration,
    refuse_declaration,
)

__all__ = [
    "DeclarationDraft",
    "approve_declaration",
    "confirm_declaration",
    "contest_declaration",
    "draft_declaration",
    "edit_declaration",
    "find_declaration_false",
    "refuse_declaration",
    "submit_declaration",
    "withdraw_declaration",
]

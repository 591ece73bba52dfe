"""Declarations, what proves them, what is said against them."""

from declarations.models.declaration import Declaration
from declarations.models.evidence import DeclarationEvidence
from declarations.models.objection import DeclarationObjection

__all__ = ["Declaration", "DeclarationEvidence", "DeclarationObjection"]

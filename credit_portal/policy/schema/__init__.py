"""The shape of a policy pack."""

from credit_portal.policy.schema.clause import Clause, Document, PackHeader
from credit_portal.policy.schema.pack import SECTION_LABELS, Pack

__all__ = ["SECTION_LABELS", "Clause", "Document", "Pack", "PackHeader"]

"""A case as everybody may read it."""

from credit_portal.shared.masking import mask_in_text, mask_person_name
from supervision.models import Measure

SOMEBODY = "某经营主体"


def public_text(text: str, measure: Measure) -> str:
    """Numbers and names of persons masked; a business is named with a ban alone (江西 (二十三))."""
    masked = mask_in_text(text)
    for link in measure.entity.people.select_related("person").defer("person__id_number"):
        masked = masked.replace(link.person.name, mask_person_name(link.person.name))
    if not measure.ban_field:
        masked = masked.replace(measure.entity.name, SOMEBODY)
        masked = masked.replace(measure.entity.uscc, "")
    return masked

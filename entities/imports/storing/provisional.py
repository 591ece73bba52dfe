"""Files for businesses that the register knows only because some record names their code."""

from entities.choices import EntityStatus, SubjectKind
from entities.imports.staging import GOOD, ROWS, StagedBatch
from entities.imports.storing.history import history_params, with_history
from entities.models import Entity

# The first two characters of a code say who registered what (GB 32100).
KIND_OF_PREFIX = {
    "91": SubjectKind.ENTERPRISE,
    "92": SubjectKind.INDIVIDUAL_BUSINESS,
    "93": SubjectKind.COOPERATIVE,
    "51": SubjectKind.SOCIAL_ORGANISATION,
    "52": SubjectKind.SOCIAL_ORGANISATION,
    "53": SubjectKind.SOCIAL_ORGANISATION,
    "12": SubjectKind.PUBLIC_INSTITUTION,
    "11": SubjectKind.GOVERNMENT_BODY,
}


def create_provisional_entities(staged: StagedBatch) -> None:
    """A file for each unknown code of a good row, under the name of its first row; the rows then
    know their entity."""
    uscc, name = staged.layout.subject, staged.layout.subject_name
    cases = " ".join(f"WHEN '{p}' THEN '{kind.value}'" for p, kind in KIND_OF_PREFIX.items())
    created = staged.execute(
        with_history(
            Entity,
            f"INSERT INTO {Entity._meta.db_table} (uscc, name, kind, status, registrar,"
            " industry_code, address, phone, recorded_at)"
            f" SELECT DISTINCT ON ({uscc}) {uscc}, {name}, CASE left({uscc}, 2) {cases}"
            f" ELSE '{SubjectKind.OTHER.value}' END, '{EntityStatus.ACTIVE.value}', '', '', '',"
            f" '', %(at)s FROM {ROWS} WHERE entity_id IS NULL AND {GOOD}"
            f" ORDER BY {uscc}, row ON CONFLICT (uscc) DO NOTHING",
        ),
        history_params(staged),
    )
    if created:
        staged.execute(
            f"UPDATE {ROWS} SET entity_id = entity.id FROM {Entity._meta.db_table} AS entity"
            f" WHERE {ROWS}.entity_id IS NULL AND entity.uscc = {ROWS}.{uscc}"
        )

"""Good rows of the entities layout: new files, changed files, former names, persons behind them."""

from entities.choices import EntityStatus
from entities.imports.staging import GOOD, ROWS, StagedBatch
from entities.imports.storing.history import history_params, with_history
from entities.imports.storing.people import HOLDERS, PEOPLE, Holder, find_or_create_people
from entities.models import Entity, EntityPerson, FormerName, Town

ENTITIES = Entity._meta.db_table
ROLES = EntityPerson._meta.db_table
TOWNS = Town._meta.db_table
VERSIONS = "import_versions"

# Column of the file → what it is in the register, and what a row makes of it. A blank cell keeps
# what the register has: departments leave out what they do not hold.
CONTENT = {
    "name": ("entity.name", "good.name"),
    "kind": ("entity.kind", "good.kind"),
    "status": (
        "entity.status", f"coalesce(good.status, entity.status, '{EntityStatus.ACTIVE.value}')"
    ),
    "registered_on": (
        "entity.registered_on", "coalesce(good.registered_on, entity.registered_on)"
    ),
    "registrar": ("entity.registrar", "coalesce(good.registrar, entity.registrar, '')"),
    "industry_code": (
        "entity.industry_code", "coalesce(good.industry_code, entity.industry_code, '')"
    ),
    "address": ("entity.address", "coalesce(good.address, entity.address, '')"),
    "phone": ("entity.phone", "coalesce(good.phone, entity.phone, '')"),
    "parent_id": ("entity.parent_id", "coalesce(head.id, entity.parent_id)"),
    "town_id": ("entity.town_id", "coalesce(town.id, entity.town_id)"),
}  # fmt: skip
COLUMNS = list(CONTENT)


def store_entities(staged: StagedBatch) -> int:
    """Write each file as its last row says; a row that changes nothing is a duplicate."""
    staged.execute(
        f"INSERT INTO {TOWNS} (name, region_code) SELECT DISTINCT town, '' FROM {ROWS}"
        f" WHERE town IS NOT NULL AND {GOOD} ON CONFLICT (name) DO NOTHING"
    )
    holders = [holder for holder in HOLDERS if holder.name in staged.header.position]
    if holders:
        find_or_create_people(staged, holders)
    _compare_versions(staged, holders)
    staged.mark_duplicates(
        f"EXISTS (SELECT FROM {VERSIONS} AS version WHERE version.row = good.row AND is_same)"
    )
    _upsert(staged)
    _link_branches(staged)
    _keep_former_names(staged)
    for holder in holders:
        _replace_person(staged, holder)
    return staged.good


def _person(holder: Holder) -> str:
    """The column of ``import_versions`` with the person who holds a role."""
    return f"{holder.role.value}_id"


def _compare_versions(staged: StagedBatch, holders: list[Holder]) -> None:
    """Table ``import_versions``: what each row makes of its file, and whether that is news.

    A row is compared with the row before it that has the same code, the first one with the
    register; what a provisional file holds is not registered and counts for nothing.
    """
    content = CONTENT | {
        _person(holder): (
            f"{holder.role.value}.person_id",
            f"coalesce({holder.name}_is.person_id, {holder.role.value}.person_id)",
        )
        for holder in holders
    }
    new = ", ".join(f"{value} AS {name}" for name, (_, value) in content.items())
    new_digest = f"md5(ROW({', '.join(value for _, value in content.values())})::text)"
    old_digest = f"md5(ROW({', '.join(value for value, _ in content.values())})::text)"
    people = " ".join(
        f"LEFT JOIN {PEOPLE} AS {holder.name}_is ON {holder.name}_is.identity = {holder.identity}"
        f" AND {holder.name}_is.id_type = {holder.kind_of_id}"
        f" LEFT JOIN {ROLES} AS {holder.role.value} ON {holder.role.value}.entity_id = entity.id"
        f" AND {holder.role.value}.until IS NULL"
        f" AND {holder.role.value}.role = '{holder.role.value}'"
        for holder in holders
    )
    staged.execute(
        f"CREATE TEMP TABLE {VERSIONS} ON COMMIT DROP AS"
        " SELECT *, digest IS NOT DISTINCT FROM"
        "  coalesce(lag(digest) OVER versions, old_digest) AS is_same,"
        "  coalesce(lag(name) OVER versions, old_name) AS former_name"
        f" FROM (SELECT good.row, good.uscc, {new}, {new_digest} AS digest,"
        f"  CASE WHEN entity.confirmed_at IS NOT NULL THEN {old_digest} END AS old_digest,"
        "  CASE WHEN entity.confirmed_at IS NOT NULL THEN entity.name END AS old_name"
        f"  FROM {ROWS} AS good"
        f"  LEFT JOIN {ENTITIES} AS entity ON entity.uscc = good.uscc"
        f"  LEFT JOIN {ENTITIES} AS head ON head.uscc = good.head AND head.uscc <> good.uscc"
        f"  LEFT JOIN {TOWNS} AS town ON town.name = good.town"
        f"  {people} WHERE {GOOD}) AS compared"
        " WINDOW versions AS (PARTITION BY uscc ORDER BY row)"
    )
    staged.tables.append(VERSIONS)


def _upsert(staged: StagedBatch) -> None:
    """New and changed files, with their history; a provisional file becomes a confirmed one."""
    columns = ", ".join(COLUMNS)
    changes = ", ".join(f"{name} = EXCLUDED.{name}" for name in COLUMNS)
    staged.execute(
        with_history(
            Entity,
            f"INSERT INTO {ENTITIES} (uscc, {columns}, recorded_at, confirmed_at)"
            f" SELECT DISTINCT ON (uscc) uscc, {columns}, %(at)s, %(at)s FROM {VERSIONS}"
            f" WHERE NOT is_same ORDER BY uscc, row DESC"
            f" ON CONFLICT (uscc) DO UPDATE SET {changes},"
            f" confirmed_at = coalesce({ENTITIES}.confirmed_at, EXCLUDED.confirmed_at)",
            is_created="recorded_at = %(at)s",
        ),
        history_params(staged),
    )


def _link_branches(staged: StagedBatch) -> None:
    """Branches whose head office came in the same file; one not known yet is linked by a later
    file that names it again."""
    staged.execute(
        with_history(
            Entity,
            f"UPDATE {ENTITIES} SET parent_id = head.id FROM {ROWS} AS good"
            f" JOIN {ENTITIES} AS head ON head.uscc = good.head AND head.uscc <> good.uscc"
            f" WHERE {ENTITIES}.uscc = good.uscc AND {ENTITIES}.parent_id IS NULL AND {GOOD}",
            is_created="false",
        ),
        history_params(staged),
    )


def _keep_former_names(staged: StagedBatch) -> None:
    staged.execute(
        f"INSERT INTO {FormerName._meta.db_table} (entity_id, name, replaced_at, batch_id)"
        f" SELECT entity.id, former_name, %(at)s, %(batch)s FROM {VERSIONS} AS version"
        f" JOIN {ENTITIES} AS entity ON entity.uscc = version.uscc"
        " WHERE NOT is_same AND former_name <> version.name ORDER BY row",
        {"at": staged.at, "batch": staged.batch.pk},
    )


def _replace_person(staged: StagedBatch, holder: Holder) -> None:
    """End the role of a former holder and begin that of the new one."""
    person, role = _person(holder), holder.role.value
    latest = (
        f"(SELECT DISTINCT ON (uscc) entity.id AS entity_id, {person} AS person_id"
        f" FROM {VERSIONS} AS version JOIN {ENTITIES} AS entity USING (uscc)"
        f" WHERE NOT is_same AND {person} IS NOT NULL ORDER BY uscc, row DESC) AS latest"
    )
    staged.execute(
        f"UPDATE {ROLES} AS role SET until = %(at)s FROM {latest}"
        f" WHERE role.entity_id = latest.entity_id AND role.until IS NULL"
        f" AND role.role = '{role}' AND role.person_id <> latest.person_id",
        {"at": staged.at},
    )
    staged.execute(
        f"INSERT INTO {ROLES} (entity_id, person_id, role, since)"
        f" SELECT entity_id, person_id, '{role}', %(at)s FROM {latest}"
        f" WHERE NOT EXISTS (SELECT FROM {ROLES} AS role WHERE role.entity_id = latest.entity_id"
        f" AND role.until IS NULL AND role.role = '{role}')",
        {"at": staged.at},
    )

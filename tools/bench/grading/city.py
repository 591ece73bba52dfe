"""The city that is measured, and what happens in it between the runs."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from credit_portal.policy.services import install_packs, pack_in_force
from credit_portal.shared.actors import SystemActor
from entities.city.building import build_city
from entities.models import CreditRecord, Entity
from grading import defaults, selectors
from grading.models import EvaluationRun, Grade
from tools.bench.grading.rules import Rules

SEED = 11
BY = SystemActor("测速")
RECORDS, ENTITIES = CreditRecord._meta.db_table, Entity._meta.db_table
GRADES, RUNS = Grade._meta.db_table, EvaluationRun._meta.db_table
# An incremental run looks back an hour behind the one before it.
STEP = timedelta(hours=2)

RECORD_PENALTIES = f"""
    INSERT INTO {RECORDS} (entity_id, kind, title, document_number, authority_name, authority_code,
        decided_on, details, level, scope, published_from, rule, fingerprint, recorded_at,
        withdrawal_reason)
    SELECT id, 'penalty', '测速处罚', '测速〔' || %(at)s || '〕' || id || '号', '澄江市测速局',
        '11990281000000001X', %(on)s, '{{}}', 'minor', 'public', %(on)s, '',
        md5(id || '/' || %(at)s)::uuid, %(at)s, ''
    FROM {ENTITIES} WHERE id %% %(one_of)s = %(number)s
"""
WITHDRAW_NEWEST = f"""
    UPDATE {RECORDS} SET withdrawn_at = %(at)s, withdrawal_reason = '测速'
    WHERE id IN (
        SELECT DISTINCT ON (entity_id) id FROM {RECORDS}
        WHERE fact_type > 0 AND withdrawn_at IS NULL AND entity_id %% %(one_of)s = %(number)s
        ORDER BY entity_id, decided_on DESC)
"""


@dataclass
class City:
    """The register, seen on a day; ``at`` goes on by a step with each thing that happens.

    Attributes:
        known_at: what the last run knew.
    """

    on: date
    at: datetime
    known_at: datetime

    def next_step(self) -> datetime:
        self.at += STEP
        return self.at

    def empty_grades(self) -> None:
        """As before the first run."""
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {GRADES}, {RUNS} CASCADE")

    def change_facts(self, one_of: int, number: int) -> None:
        """One business in so many loses its newest scored fact, if any, and has a new one."""
        self._happen((WITHDRAW_NEWEST, RECORD_PENALTIES), one_of, number)

    def record_facts(self, one_of: int, number: int) -> None:
        """One business in so many has a new fact."""
        self._happen((RECORD_PENALTIES,), one_of, number)

    def rules(self) -> Rules:
        """What the last run went by, for those who compute the same."""
        model = selectors.spec_of(selectors.model_in_force(self.on, self.known_at))
        policy = selectors.policy_spec(pack_in_force(self.on))
        return Rules(model, policy.no_data_grade, policy.longest_months, self.on, self.known_at)

    def _happen(self, statements: tuple[str, ...], one_of: int, number: int) -> None:
        params: dict[str, Any] = {
            "at": self.next_step(),
            "on": self.on,
            "one_of": one_of,
            "number": number,
        }
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement, params)


def build(entities: int, records: int) -> City:
    """Migrate the empty database and fill it by COPY; no run has been yet."""
    on = timezone.localdate()
    midnight = timezone.make_aware(datetime.combine(on, time()))
    call_command("migrate", verbosity=0)
    install_packs(by=BY, at=midnight)
    defaults.install(by=BY, at=midnight)
    build_city(entities=entities, records=records, seed=SEED, on=on)
    vacuum(RECORDS)
    vacuum(ENTITIES)
    return City(on, midnight, midnight)


def vacuum(table: str) -> None:
    """Do at once what the database's own service does within a minute."""
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {table}")

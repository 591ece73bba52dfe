"""``/healthz/``: is this deployment able to work? Names what fails, and nothing else."""

from collections.abc import Callable

import structlog
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from credit_portal.celery import app as celery_app

log = structlog.get_logger(__name__)


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _cache_answers() -> bool:
    cache.set("healthz", "1", timeout=10)
    return cache.get("healthz") == "1"


def _broker_answers() -> bool:
    with celery_app.connection_for_write(connect_timeout=2) as broker:
        broker.ensure_connection(max_retries=1)
        return True


def _migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database_answers,
    "cache": _cache_answers,
    "broker": _broker_answers,
    "migrations": _migrations_are_applied,
}


def _passes(name: str) -> bool:
    try:
        return CHECKS[name]()
    except Exception:  # whatever it is, it goes to the log and never to the visitor
        log.exception("health_check_failed", check=name)
        return False


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when every check passes, else 503."""
    results = {name: _passes(name) for name in CHECKS}
    healthy = all(results.values())
    checks = {name: "ok" if passed else "failed" for name, passed in results.items()}
    return JsonResponse(
        {"status": "ok" if healthy else "failed", "checks": checks}, status=200 if healthy else 503
    )

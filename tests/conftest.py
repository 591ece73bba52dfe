"""What every test shares: the test database's one setting, own queues, a real worker."""

import os

import pytest
from django.conf import settings
from django.db import connection


def pytest_configure() -> None:
    """Give each parallel process a queue and a cache of its own."""
    process = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    settings.CELERY_TASK_DEFAULT_QUEUE = f"test-{process}"
    settings.CACHES["default"]["KEY_PREFIX"] = process


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Let transactional tests empty the audit tables, which refuse it anywhere else."""
    with django_db_blocker.unblock():
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER DATABASE {name} SET portal.allow_truncate = on")
        connection.close()

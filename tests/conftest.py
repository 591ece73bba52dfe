"""What every test shares: the test database's one setting, own queues, a real worker."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from credit_portal.celery import app
from tools.children import bound_to_parent

PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "alone")
QUEUE = f"test-{PROCESS}"
WORKER_START_SECONDS = 60


def pytest_configure() -> None:
    """Give each parallel process a queue and a part of the cache of its own."""
    app.conf.task_default_queue = QUEUE
    settings.CACHES["default"]["KEY_PREFIX"] = PROCESS


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Let transactional tests empty the audit tables, which refuse it anywhere else."""
    with django_db_blocker.unblock():
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER DATABASE {name} SET portal.allow_truncate = on")
        connection.close()


@pytest.fixture
def celery_worker_process(transactional_db: None) -> Iterator[subprocess.Popen[bytes]]:
    """Run a real worker on the test database for one test; no other test finds its queue served."""
    database = connection.settings_dict
    address = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "--app", "credit_portal", "worker",
         "--concurrency=1", f"--queues={QUEUE}", f"--hostname={QUEUE}@%h", "--loglevel=WARNING"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": address, "PORTAL_QUEUE": QUEUE},
        preexec_fn=bound_to_parent(15),
    )  # fmt: skip
    try:
        _wait_for_answer(process)
        yield process
    finally:
        process.terminate()
        process.wait(30)


def _wait_for_answer(process: subprocess.Popen[bytes]) -> None:
    for _ in range(WORKER_START_SECONDS):
        if process.poll() is not None:
            break
        if any(QUEUE in name for reply in app.control.ping(timeout=1) for name in reply):
            return
    pytest.fail("the worker did not start")

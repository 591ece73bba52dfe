"""What every test shares: the test database, own queues, the clock, who logs in, a real worker."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction
from django.test import Client, TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from credit_portal.accounts.models import User
from credit_portal.celery import app
from tests.factories.entities import NOW
from tools.children import bound_to_parent
from tools.home import held

PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "alone")
QUEUE = f"test-{PROCESS}"
WORKER_START_SECONDS = 60
WRITTEN_BY_DJANGO = {"django_content_type", "auth_permission"}


def pytest_configure() -> None:
    """Give each parallel process a queue and a part of the cache of its own."""
    app.conf.task_default_queue = QUEUE
    settings.CACHES["default"]["KEY_PREFIX"] = PROCESS
    settings.PORTAL_LOOK_UPS_A_MINUTE = 0  # all tests come from one address


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None,
    django_db_keepdb: bool,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Migrate one database for the whole run; those of the parallel processes are copies of it."""
    if django_db_keepdb:
        return
    folder = tmp_path_factory.getbasetemp()
    shared = folder if PROCESS == "alone" else folder.parent
    is_migrated = shared / "database-is-migrated"
    with held(shared / "migration.lock", wait=True), django_db_blocker.unblock():
        template = f"test_{connection.settings_dict['NAME']}_migrated"
        if not is_migrated.exists():
            migrate(template)
            is_migrated.touch()
    connection.settings_dict["TEST"]["TEMPLATE"] = template


def migrate(name: str) -> None:
    """Make a database of that name, instead of one that an earlier run left, and leave it."""
    own, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(test, "NAME", name)
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        connection.creation.destroy_test_db(own, verbosity=0, keepdb=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let transactional tests empty the tables, fast where the database's user may do so."""
    with django_db_blocker.unblock():
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER DATABASE {name} SET portal.allow_truncate = on")
            cursor.execute("SHOW is_superuser")
            is_superuser = cursor.fetchone() == ("on",)
        connection.close()
    with pytest.MonkeyPatch.context() as patch:
        if is_superuser:
            patch.setattr(TransactionTestCase, "_fixture_teardown", empty_filled_tables)
        yield


def empty_filled_tables(*_of_case: object) -> None:
    """Empty, after a transactional test, what it filled: a few tables instead of all.

    What Django would write anew each time stays. The lock waits for whoever still writes.
    """
    names = connection.introspection.django_table_names(only_existing=True)
    tables = [connection.ops.quote_name(name) for name in sorted(set(names) - WRITTEN_BY_DJANGO)]
    questions = [f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN EXCLUSIVE MODE")
        cursor.execute(" UNION ALL ".join(questions))
        filled = [table for (table,) in cursor.fetchall()]
        cursor.execute("SET LOCAL session_replication_role = replica")  # no trigger refuses
        for table in filled:
            cursor.execute(f"DELETE FROM {table}")


@pytest.fixture
def on_the_day() -> Iterator[None]:
    """The clock of the pages stands at the instant for which the factories are made."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def as_user(client: Client) -> Callable[[User], Client]:
    """Logs a user in."""

    def log_in(user: User) -> Client:
        client.force_login(user)
        return client

    return log_in


def environment_of_tests() -> dict[str, str]:
    """What leads another process to the database and the queue of this one."""
    database = connection.settings_dict
    address = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
    return {**os.environ, "DATABASE_URL": address, "PORTAL_QUEUE": QUEUE}


@pytest.fixture
def celery_worker_process(transactional_db: None) -> Iterator[subprocess.Popen[bytes]]:
    """Run a real worker on the test database for one test; no other test finds its queue served."""
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "--app", "credit_portal", "worker",
         "--concurrency=1", f"--queues={QUEUE}", f"--hostname={QUEUE}@%h", "--loglevel=WARNING"],
        cwd=settings.BASE_DIR,
        env=environment_of_tests(),
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

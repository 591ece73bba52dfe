"""A real worker in a process of its own, that a test may kill."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from pytest_django.fixtures import Settings

from credit_portal.celery import app
from tests.jobs import kinds  # noqa: F401 - registers the kinds in this process

StartWorker = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture(autouse=True)
def portal_home(settings: Settings, tmp_path: Path) -> Path:
    """Result files go to a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


@pytest.fixture
def start_worker(transactional_db: None, portal_home: Path) -> Iterator[StartWorker]:
    """Start workers on the test database and the queue of this test process."""
    started: list[subprocess.Popen[bytes]] = []
    app.control.purge()

    def start() -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "celery", "-A", "tests.jobs.worker_app", "worker"]
        options = [
            "-P",
            "solo",
            "-Q",
            app.conf.task_default_queue,
            "--without-mingle",
            "-l",
            "error",
        ]
        environment = os.environ | {
            "DATABASE_URL": _database_url(),
            "REDIS_URL": django_settings.REDIS_URL,
            "PORTAL_HOME": str(portal_home),
        }
        process = subprocess.Popen(command + options, env=environment)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def _database_url() -> str:
    of = connection.settings_dict
    return f"postgres://{of['USER']}:{of['PASSWORD']}@{of['HOST']}:{of['PORT']}/{of['NAME']}"

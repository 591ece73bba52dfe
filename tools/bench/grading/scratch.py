"""A database for one measurement, beside the portal's own; it vanishes afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from django.db import connection

CONNECTIONS = 2  # on which a run works at once
QUEUE = "bench-grading"  # that no worker serves: a real one would look into the real database


@contextmanager
def scratch_database() -> Iterator[None]:
    """Processes started inside the block find an empty database ``<name>_bench``.

    Under test it is a copy of the one that is migrated already.
    """
    apart = connection.copy()  # no database is created inside a transaction
    name = f"{connection.settings_dict['NAME']}_bench"
    quoted = connection.ops.quote_name(name)
    template = connection.ops.quote_name(
        connection.settings_dict["TEST"].get("TEMPLATE", "template1")
    )
    drop = f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)"
    try:
        with apart.cursor() as cursor:
            cursor.execute(drop)
            cursor.execute(f"CREATE DATABASE {quoted} TEMPLATE {template}")
            try:
                with _environment(_environment_for(name)):
                    yield
            finally:
                cursor.execute(drop)
    finally:
        apart.close()


def _environment_for(name: str) -> dict[str, str]:
    own = {key: quote(str(value), safe="") for key, value in connection.settings_dict.items()}
    return {
        "DATABASE_URL": f"postgres://{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}"
        f"/{quote(name, safe='')}",
        "GRADING_CONNECTIONS": str(CONNECTIONS),
        "PORTAL_QUEUE": QUEUE,
    }


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    former = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(former)

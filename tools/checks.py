"""``make check``: what continuous integration runs."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.console import say
from tools.home import ROOT, new_secrets
from tools.installation import VENV

DEPLOYED = {
    "PORTAL_MODE": "production",
    "PORTAL_PUBLIC_URL": "https://portal.example",
    "DJANGO_ALLOWED_HOSTS": "portal.example",
    "EMAIL_URL": "smtp+tls://portal:secret@mail.example:587",
    "PORTAL_REGION_CODE": "990100",
    "PORTAL_CITY_NAME": "示例市",
    "PORTAL_ORGANISER": "示例市信用管理办公室",
}


@dataclass(frozen=True)
class Check:
    """One named program of ``.venv/bin`` with its arguments."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]


def _check(name: str, command: str, **environment: str) -> Check:
    return Check(name, command.split(), environment)


CHECKS = (
    _check("style", "ruff check ."),
    _check("format", "ruff format --check ."),
    _check("import order", "lint-imports --no-cache"),
    _check("dependencies", "deptry ."),
    _check("templates", "djlint --lint --quiet templates"),
    _check(
        "compose file", "check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml"
    ),
    _check("types", "mypy"),
    _check("deployment", "python manage.py check --deploy --fail-level=WARNING", **DEPLOYED),
    _check("migrations", "python manage.py makemigrations --check --dry-run"),
)


def failed_checks(services: Mapping[str, str]) -> list[str]:
    """Run every check, print what each has to say, and return the names of those that failed."""
    base = {**os.environ, **new_secrets(), "PORTAL_MODE": "test", **services}
    results = [(check.name, *_run(check, base)) for check in CHECKS]
    say()
    for name, passed, seconds in results:
        say(f"  {'✓' if passed else '✗'} {name:<14}{seconds:6.1f} s")
    say()
    return [name for name, passed, _ in results if not passed]


def _run(check: Check, base: Mapping[str, str]) -> tuple[bool, float]:
    say(f"▸ {check.name}: {' '.join(check.command)}")
    program, *arguments = check.command
    begun = time.monotonic()
    result = subprocess.run(
        [VENV / "bin" / program, *arguments], cwd=ROOT, env={**base, **check.environment}
    )
    return result.returncode == 0, time.monotonic() - begun

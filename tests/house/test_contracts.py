"""Imports point down only, and the deployment files say what their formats allow."""

import subprocess
import sys
from pathlib import Path

from django.conf import settings

PROGRAMS = Path(sys.executable).parent


def run(*command: str) -> subprocess.CompletedProcess[str]:
    program = PROGRAMS / command[0]
    return subprocess.run(
        [program, *command[1:]], cwd=settings.BASE_DIR, capture_output=True, text=True
    )


def test_imports_point_down() -> None:
    result = run("lint-imports", "--no-cache")
    assert result.returncode == 0, result.stdout


def test_the_compose_file_follows_the_specification() -> None:
    result = run(
        "check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"
    )
    assert result.returncode == 0, result.stdout

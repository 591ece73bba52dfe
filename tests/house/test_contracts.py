"""Imports point down only, and the deployment files say what their formats allow."""

import re
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


def test_each_line_of_the_environment_file_is_read_by_the_settings_or_the_compose_file() -> None:
    settings_files = (settings.BASE_DIR / "credit_portal").glob("settings*.py")
    readers = [*settings_files, settings.BASE_DIR / "docker-compose.yml"]
    read = "".join(path.read_text(encoding="utf-8") for path in readers)
    lines = (settings.BASE_DIR / ".env.example").read_text(encoding="utf-8")
    names = re.findall(r"^(\w+)=", lines, re.MULTILINE)
    assert names
    assert [name for name in names if name not in read] == []


def test_nginx_lets_through_what_the_portal_itself_refuses_in_words() -> None:
    conf = (settings.BASE_DIR / "docker/nginx.conf").read_text(encoding="utf-8")
    megabytes = re.search(r"client_max_body_size (\d+)m;", conf)
    assert megabytes
    assert int(megabytes[1]) * 2**20 > settings.IMPORT_MAX_BYTES

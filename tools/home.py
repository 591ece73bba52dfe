"""Where a checkout keeps its data: folders, secrets, and who runs its services right now."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def portal_home() -> Path:
    """Return ``$PORTAL_HOME``, by default ``var`` in the checkout; made on first use."""
    home = Path(os.environ.get("PORTAL_HOME") or ROOT / "var").resolve()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home


def write_private(path: Path, content: object) -> None:
    """Write JSON that only its owner may read, whole or not at all."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(content, file, indent=2)
    draft.replace(path)


def database_password(home: Path) -> str:
    """Return the database's password, made on first use."""
    kept = _kept(home / "database.json", lambda: {"password": secrets.token_urlsafe(24)})
    return kept["password"]


def portal_secrets(home: Path) -> dict[str, str]:
    """Return the portal's own secrets as environment variables, made on first use."""
    return _kept(home / "secrets.json", new_secrets)


def demo_environment(home: Path) -> dict[str, str]:
    """Return the environment of the demo portal; variables that are set already win."""
    return {
        "PORTAL_MODE": "demo",
        "PORTAL_HOME": str(home),
        "PORTAL_SECOND_FACTOR_REQUIRED": "false",
        **portal_secrets(home),
        **os.environ,
    }


def test_identity(site: str) -> dict[str, str]:
    """Return the environment in which businesses log in at the portal's own test provider."""
    provider = f"{site}/test-identity"
    return {
        "PORTAL_TEST_IDENTITY_PROVIDER": "true",
        "PORTAL_OIDC_SERVER_URL": provider,
        "PORTAL_OIDC_CLIENT_ID": "credit-portal",
        "PORTAL_OIDC_CLIENT_SECRET": "test",
        "PORTAL_TICKET_LOGIN_URL": f"{provider}/ticket/login/",
        "PORTAL_TICKET_VALIDATE_URL": f"{provider}/ticket/validate/",
    }


def new_secrets() -> dict[str, str]:
    """Draw the secrets that a production deployment puts into its environment file."""
    return {
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(50),
        "PORTAL_FIELD_KEYS": f"1={secrets.token_hex(16)}",
        "PORTAL_FIELD_INDEX_KEY": secrets.token_hex(32),
    }


def _kept(path: Path, draw: Callable[[], dict[str, str]]) -> dict[str, str]:
    if not path.exists():
        write_private(path, draw())
    content: dict[str, str] = json.loads(path.read_text())
    return content


@contextmanager
def held(lock: Path, *, shared: bool = False, wait: bool = False) -> Iterator[bool]:
    """Hold a lock file for the block; false when another process has it. Dies with the process."""
    mode = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    with lock.open("a") as file:
        try:
            fcntl.flock(file, mode if wait else mode | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True

"""Values that the portal only keeps are marked; all others are asked for somewhere."""

from pathlib import Path

import pytest
from django.conf import settings

from credit_portal.policy.schema.leaves import all_leaves

SCHEMA = Path("credit_portal/policy/schema")


@pytest.fixture(scope="module")
def code() -> str:
    """All that runs, but for the schema itself."""
    root = Path(settings.BASE_DIR)
    rooms = [path.parent for path in root.glob("*/apps.py")] + [root / "credit_portal"]
    files = (path for room in rooms for path in room.rglob("*.py"))
    texts = [path.read_text() for path in files if SCHEMA not in path.relative_to(root).parents]
    return "\n".join(texts + [path.read_text() for path in (root / "templates").rglob("*.html")])


def test_whatever_is_not_marked_is_asked_for(code: str) -> None:
    unread = [
        leaf.path
        for leaf in all_leaves().values()
        if not leaf.is_kept and not any(f".{step}" in code for step in leaf.path.split(".")[1:])
    ]
    assert unread == []


def test_whatever_is_marked_is_read_nowhere(code: str) -> None:
    read = [
        leaf.path
        for leaf in all_leaves().values()
        if leaf.is_kept and f".{leaf.path.rsplit('.', 1)[-1]}.value" in code
    ]
    assert read == []

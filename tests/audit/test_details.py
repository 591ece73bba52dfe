"""Whatever an act writes into the log has a Chinese name."""

from credit_portal.audit.details import DETAILS
from tests.audit.details import written_keys


def test_every_key_has_a_name() -> None:
    """A key that is missing here would be shown in English: name it in ``audit.details``."""
    unnamed = {key: module for key, module in written_keys().items() if key not in DETAILS}
    assert unnamed == {}


def test_the_keys_are_found() -> None:
    found = written_keys()
    assert {"sha256", "status", "uscc", "effective_from"} <= found.keys()
    assert found["is_late"] == "commitments/ledger/services.py"

"""What the logs must not tell."""

import logging
import sys

import pytest

from credit_portal.shared.logs import configure_logs


@pytest.mark.parametrize("as_json", [True, False])
def test_a_traceback_tells_no_local_variable(as_json: bool) -> None:
    settings = configure_logs(as_json=as_json, level="INFO")["formatters"]["structured"]
    formatter: logging.Formatter = settings.pop("()")(**settings)
    id_number = "".join(["320281", "19900101", "007X"])
    try:
        raise ValueError(len(id_number))
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "x", 1, "出错", (), sys.exc_info())
    text = formatter.format(record)
    assert "ValueError" in text
    assert "test_a_traceback_tells_no_local_variable" in text
    assert id_number not in text

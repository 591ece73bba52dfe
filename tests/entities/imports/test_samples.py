"""The four sample files give exactly their answer key, once and again.

Small ones with every planted error stand beside this test; a larger set is read where it is given.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from entities.choices import DishonestyLevel
from entities.imports.layout import layout_of
from entities.imports.report import report_of
from entities.models import CreditRecord
from tests.entities.imports.files import import_bytes

OWN = Path(__file__).parent / "samples"
LARGE = Path(__file__).resolve().parents[4] / "shared" / "samples"
ORDER = ["entities.xlsx", "penalties.xlsx", "permits.csv", "commitments.xlsx"]
pytestmark = pytest.mark.django_db


@pytest.fixture(params=[OWN, LARGE] if LARGE.exists() else [OWN], ids=lambda path: path.parent.name)
def samples(request) -> Path:
    return request.param


@pytest.fixture
def expected(samples):
    return json.loads((samples / "expected.json").read_text(encoding="utf-8"))


def send(samples: Path, name: str, layout: str) -> dict:
    content = (samples / name).read_bytes()
    return report_of(import_bytes(content, layout_of(layout).code, name))


def found(issues: list[dict]) -> list[tuple]:
    return sorted((issue["row"], issue["column"], issue["code"]) for issue in issues)


def test_answer_key(samples, expected):
    for name in ORDER:
        key = expected[name]
        report = send(samples, name, key["layout"])
        assert {k: report[k] for k in ("rows", "accepted", "duplicates")} == {
            k: key[k] for k in ("rows", "accepted", "duplicates")
        }, name
        assert found(report["rejected"]) == found(key["rejected"]), name
        assert found(report["warnings"]) == found(key["warnings"]), name

    severities = expected["penalties.xlsx"]["severity_of_accepted"]
    levels = CreditRecord.objects.filter(kind="penalty").values_list("level", flat=True)
    assert Counter(DishonestyLevel(level).label for level in levels) == severities


def test_same_files_twice_change_nothing(samples, expected):
    for name in ORDER:
        send(samples, name, expected[name]["layout"])
    before = list(CreditRecord.objects.order_by("pk").values())
    for name in ORDER:
        report = send(samples, name, expected[name]["layout"])
        assert report["accepted"] == 0, name
        good = expected[name]["accepted"] + len(expected[name]["duplicates"])
        assert len(report["duplicates"]) == good, name
    assert list(CreditRecord.objects.order_by("pk").values()) == before

"""``manage.py import_file``."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from entities.models import CreditRecord
from tests.entities.imports.files import csv_bytes, penalty_row
from tests.factories.accounts import AgencyFactory

pytestmark = pytest.mark.django_db


def run(path, *options: str) -> str:
    output = io.StringIO()
    call_command("import_file", str(path), "--layout", "penalties", *options, stdout=output)
    return output.getvalue()


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "处罚.csv"
    rows = [penalty_row(1), penalty_row(2, 违法事实=""), penalty_row(1)]
    path.write_bytes(csv_bytes(rows))
    return path


def test_json(path):
    report = json.loads(run(path, "--json"))
    assert list(report) == ["rows", "accepted", "duplicates", "rejected", "warnings"]
    assert (report["rows"], report["accepted"], report["duplicates"]) == (3, 1, [4])
    (issue,) = report["rejected"]
    assert (issue["row"], issue["column"], issue["code"]) == (3, "违法事实", "required")
    assert issue["message"]


def test_words(path):
    assert "共 3 行，入库 1，重复 1，退回 1" in run(path)


def test_agency(path):
    agency = AgencyFactory()
    run(path, "--agency", agency.code)
    assert CreditRecord.objects.get().reported_by == agency
    with pytest.raises(CommandError, match="没有代码为 nobody 的单位"):
        run(path, "--agency", "nobody")


def test_unreadable_files_end_with_2(path, tmp_path):
    for content in (b"", b"\xff\xff", "姓名\n张三\n".encode()):
        path.write_bytes(content)
        with pytest.raises(CommandError) as caught:
            run(path)
        assert caught.value.returncode == 2
    with pytest.raises(CommandError) as caught:
        run(tmp_path / "nothing.csv")
    assert caught.value.returncode == 2

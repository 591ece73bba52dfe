"""Columns of publications: only what is published, paged by key, in a fixed number of queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from credit_portal.portal.public import publications
from credit_portal.portal.public.columns import COLUMNS
from credit_portal.portal.public.publications import PublicationFilter
from entities.choices import RecordKind
from tests.factories.entities import TODAY, CreditRecordFactory

pytestmark = pytest.mark.django_db
HIDDEN = ("minor", "expired", "withdrawn", "repaired", "government", "authorised")
COLUMN = "/publications/acts/penalty/"
HOME_QUERIES, COLUMN_QUERIES = 5, 2


def test_only_what_is_published_stands_in_a_column(client: Client) -> None:
    CreditRecordFactory(title="公示的事项")
    for state in HIDDEN:
        CreditRecordFactory(title=f"不公示-{state}", **{state: True})
    CreditRecordFactory(title="别的种类", kind=RecordKind.PERMIT)
    page = client.get(COLUMN).content.decode()
    assert "公示的事项" in page
    assert "不公示" not in page
    assert "别的种类" not in page


def test_personal_numbers_are_masked(client: Client) -> None:
    CreditRecordFactory(title="处罚张某 990281197704222243 电话 13912345678")
    for path in ("/", COLUMN):
        page = client.get(path).content.decode()
        assert "9902**********2243" in page
        assert "990281197704222243" not in page
        assert "13912345678" not in page


def test_pages_follow_each_other_without_gap_or_repetition() -> None:
    made = [
        CreditRecordFactory(decided_on=date(2026, 9, 1) - timedelta(days=n // 10)).pk
        for n in range(2 * publications.PER_PAGE + 5)
    ]
    seen, key = [], ""
    for _ in range(3):
        page = publications.page_of("penalty", PublicationFilter(), key, TODAY)
        seen += [row.pk for row in page.rows]
        key = page.next_key
    assert key == ""
    assert sorted(seen) == sorted(made)


@pytest.mark.parametrize("key", ["x", "2026-13-01.1", "2026-09-01", "2026-09-01.-1"])
def test_an_unreadable_key_shows_the_beginning(client: Client, key: str) -> None:
    CreditRecordFactory(title="第一条")
    assert "第一条" in client.get(COLUMN, {"after": key}).content.decode()


def test_filters_by_period_and_authority(client: Client) -> None:
    CreditRecordFactory(title="甲", authority_name="甲局", decided_on=date(2026, 9, 1))
    CreditRecordFactory(title="乙", authority_name="乙局", decided_on=date(2026, 9, 1))
    CreditRecordFactory(title="丙", authority_name="甲局", decided_on=date(2026, 3, 1))
    chosen = {"first": "2026-08-01", "last": "2026-09-01", "authority": "甲局"}
    rows = client.get(COLUMN, chosen).context["page"].rows
    assert [row.title for row in rows] == ["甲"]


def test_every_kind_has_a_column_and_nothing_else(client: Client) -> None:
    for kind in COLUMNS:
        assert client.get(f"/publications/acts/{kind}/").status_code == 200
    assert client.get("/publications/acts/complaint/").status_code == 404


@pytest.mark.parametrize(("path", "most"), [("/", HOME_QUERIES), (COLUMN, COLUMN_QUERIES)])
def test_queries_do_not_grow(client: Client, path: str, most: int) -> None:
    """Whatever is counted for all is kept; what is left is the list itself."""
    for rows in (1, publications.PER_PAGE + 1):
        CreditRecordFactory.create_batch(rows)
        CreditRecordFactory.create_batch(rows, kind=RecordKind.PERMIT)
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        assert len(asked) <= most


def test_a_column_is_read_from_its_index() -> None:
    """A page costs its rows: no sort of a whole kind, whatever the register holds."""
    rows = publications.published(TODAY).filter(kind="penalty").newest_first()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    plan = rows[: publications.PER_PAGE].explain()
    assert "record_column" in plan
    assert "Sort" not in plan

"""The chain: appended by the database, refused to change, and every later change named."""

import threading
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from credit_portal.audit.models import AuditEntry, AuditHead, AuditLink
from credit_portal.audit.services import keep_daily_head
from credit_portal.audit.verification import verify_chain
from credit_portal.shared.clock import now, today
from tests.factories.audit import AuditEntryFactory

TABLES = ("audit_auditentry", "audit_auditlink", "audit_audithead")
Tamper = Callable[..., None]


def link_now() -> None:
    """What happens at commit, inside the transaction of a test."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def chain(db: None) -> list[AuditEntry]:
    """Five linked entries."""
    entries = [AuditEntryFactory(before={"b": 1, "a": "旧"}, after={"a": "新"}) for _ in range(5)]
    link_now()
    return entries


@pytest.fixture
def tamper(chain: list[AuditEntry]) -> Tamper:
    """Run SQL as a superuser would who has switched the triggers off."""

    def run(sql: str, *params: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(sql, params)
            cursor.execute("SET LOCAL session_replication_role = origin")

    return run


def seq_of(entry: AuditEntry) -> int:
    return AuditLink.objects.get(entry=entry).seq


def broken_at() -> int:
    found = verify_chain().first_break
    assert found is not None
    return found.seq


def test_entries_are_linked_one_after_the_other(chain: list[AuditEntry]) -> None:
    links = list(AuditLink.objects.all())
    assert [link.seq for link in links] == list(range(1, len(links) + 1))
    assert all(a.hash == b.previous_hash for a, b in pairwise(links))
    assert verify_chain().first_break is None


def test_python_and_database_agree_on_awkward_values(db: None) -> None:
    for text in ("", "引号'\"、换行\n、逗号,与 7:冒号", "𠮷 emoji 🙂", "0" * 100):
        AuditEntryFactory(object_label=text, reason=text, before={text: [1.5, None, True]})
    AuditEntryFactory(actor_id=7, at=now().replace(microsecond=999999))
    link_now()
    assert verify_chain().first_break is None


def test_bulk_load_cannot_forget_the_chain(db: None) -> None:
    AuditEntry.objects.bulk_create(AuditEntryFactory.build_batch(3))
    link_now()
    assert AuditLink.objects.count() == 3
    assert verify_chain().first_break is None


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
def test_database_refuses_change(chain: list[AuditEntry], table: str, statement: str) -> None:
    keep_daily_head(on=today())
    column = "hash" if table != "audit_auditentry" else "act"
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL portal.allow_truncate = off")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(statement.format(table, column, column))


def test_changed_value_is_named(chain: list[AuditEntry], tamper: Tamper) -> None:
    tamper("UPDATE audit_auditentry SET reason = '别的' WHERE id = %s", chain[2].pk)
    assert broken_at() == seq_of(chain[2])


def test_changed_payload_is_named(chain: list[AuditEntry], tamper: Tamper) -> None:
    tamper("""UPDATE audit_auditentry SET after = '{"a": "改"}' WHERE id = %s""", chain[1].pk)
    found = verify_chain().first_break
    assert found is not None
    assert (found.seq, "变更后" in found.what) == (seq_of(chain[1]), True)


def test_changed_digest_is_named(chain: list[AuditEntry], tamper: Tamper) -> None:
    tamper("UPDATE audit_auditentry SET after = NULL, after_digest = '' WHERE id = %s", chain[1].pk)
    assert broken_at() == seq_of(chain[1])


def test_removed_entry_is_named(chain: list[AuditEntry], tamper: Tamper) -> None:
    gone = seq_of(chain[3])
    tamper("DELETE FROM audit_auditentry WHERE id = %s", chain[3].pk)
    assert broken_at() == gone


def test_removed_entry_with_its_link_is_named(chain: list[AuditEntry], tamper: Tamper) -> None:
    gone = seq_of(chain[3])
    tamper("DELETE FROM audit_auditlink WHERE seq = %s", gone)
    tamper("DELETE FROM audit_auditentry WHERE id = %s", chain[3].pk)
    assert broken_at() == gone


def test_swapped_entries_are_named(chain: list[AuditEntry], tamper: Tamper) -> None:
    first, second = seq_of(chain[1]), seq_of(chain[2])
    tamper("UPDATE audit_auditlink SET entry_id = -1 WHERE seq = %s", first)
    tamper("UPDATE audit_auditlink SET entry_id = %s WHERE seq = %s", chain[1].pk, second)
    tamper("UPDATE audit_auditlink SET entry_id = %s WHERE seq = %s", chain[2].pk, first)
    assert broken_at() == first


def test_entry_slipped_in_without_a_link_is_named(chain: list[AuditEntry], tamper: Tamper) -> None:
    tamper(
        "INSERT INTO audit_auditentry (at, actor_label, agency_code, act, object_type, object_id,"
        " object_label, reason, purpose, before_digest, after_digest)"
        " VALUES (now(), 'x', '', 'x', '', '', '', '', '', '', '')"
    )
    found = verify_chain().first_break
    assert found is not None
    assert "未入链" in found.what


def test_cut_tail_shows_against_the_kept_head(chain: list[AuditEntry], tamper: Tamper) -> None:
    keep_daily_head(on=today())
    gone = seq_of(chain[4])
    tamper("DELETE FROM audit_auditlink WHERE seq = %s", gone)
    tamper("DELETE FROM audit_auditentry WHERE id = %s", chain[4].pk)
    assert broken_at() == gone


def test_chain_forged_anew_shows_against_the_kept_head(
    chain: list[AuditEntry], tamper: Tamper
) -> None:
    head = keep_daily_head(on=today())
    tamper("UPDATE audit_audithead SET hash = repeat('a', 64)")
    assert broken_at() == head.seq


def test_head_is_kept_once_a_day(chain: list[AuditEntry]) -> None:
    first = keep_daily_head(on=today())
    AuditEntryFactory()
    link_now()
    assert keep_daily_head(on=today()) == first
    assert (first.seq, first.finding) == (AuditLink.objects.count() - 1, "")


def test_head_notes_a_broken_chain(chain: list[AuditEntry], tamper: Tamper) -> None:
    tamper("UPDATE audit_auditentry SET act = 'x.y' WHERE id = %s", chain[0].pk)
    assert AuditHead.objects.count() == 0
    assert f"第 {seq_of(chain[0])} 条" in keep_daily_head(on=today()).finding


def test_command_passes_a_whole_chain(
    chain: list[AuditEntry], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify_audit")
    assert "完整" in capsys.readouterr().out


def test_command_names_the_first_break(chain: list[AuditEntry], tamper: Tamper) -> None:
    tamper("UPDATE audit_auditentry SET act = 'x.y' WHERE id = ANY(%s)", [chain[1].pk, chain[3].pk])
    with pytest.raises(CommandError, match=f"第 {seq_of(chain[1])} 条") as raised:
        call_command("verify_audit")
    assert raised.value.returncode == 1


@pytest.mark.django_db(transaction=True)
def test_parallel_transactions_make_one_chain() -> None:
    """Both hold their entries uncommitted at the same time; neither waits before its commit."""
    both_wrote = threading.Barrier(2, timeout=10)
    errors: list[BaseException] = []

    def act() -> None:
        try:
            with transaction.atomic():
                AuditEntryFactory.create_batch(5)
                both_wrote.wait()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert errors == []
    result = verify_chain()
    assert (result.links, result.first_break) == (10, None)


@pytest.mark.django_db(transaction=True)
def test_rolled_back_act_leaves_no_trace() -> None:
    with transaction.atomic():
        AuditEntryFactory()
        transaction.set_rollback(True)
    AuditEntryFactory()
    result = verify_chain()
    assert (result.links, result.first_break) == (1, None)

"""Scans: taken by content, kept privately, served through the visibility rule only."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commitments import services
from credit_portal.accounts.choices import Role
from credit_portal.audit.models import AuditEntry
from credit_portal.shared.errors import Invalid, Refused
from credit_portal.shared.files import MAX_FILE_BYTES
from tests.factories.accounts import UserFactory, user_with
from tests.factories.commitments import CommitmentFactory
from tests.factories.entities import NOW

pytestmark = pytest.mark.django_db


def attach(commitment, upload):
    return services.attach_scan(
        commitment=commitment, upload=upload, by=UserFactory(lead_officer=True), at=NOW
    )


def test_the_latest_scan_counts_and_the_same_file_is_kept_once(scan) -> None:
    commitment = CommitmentFactory()
    first = attach(commitment, scan)
    scan.seek(0)
    again = attach(commitment, scan)
    better = attach(commitment, SimpleUploadedFile("a.pdf", scan.file.getvalue() + b"%more\n"))

    assert first == again
    assert list(commitment.scans.all()) == [better, first]
    assert AuditEntry.objects.filter(act="commitments.attach_scan").count() == 2


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("scan.pdf", b"", "file_empty"),
        ("scan.pdf", b"MZ\x90\x00" + b"\x00" * 200, "file_type"),
        ("scan.pdf", b"<html><script>alert(1)</script></html>", "file_type"),
        ("scan.png", b"PK\x03\x04" + b"\x00" * 200, "file_type"),
    ],
)
def test_what_is_no_scan_is_refused(name: str, content: bytes, code: str) -> None:
    commitment = CommitmentFactory()
    with pytest.raises(Invalid) as refusal:
        attach(commitment, SimpleUploadedFile(name, content))

    assert refusal.value.code == code
    assert not commitment.scans.exists()


def test_a_scan_that_is_too_large_is_refused(scan) -> None:
    scan.size = MAX_FILE_BYTES + 1
    with pytest.raises(Invalid) as refusal:
        attach(CommitmentFactory(), scan)

    assert refusal.value.code == "file_too_large"


def test_a_draft_has_no_letter_to_scan(scan) -> None:
    with pytest.raises(Refused):
        attach(CommitmentFactory(draft=True), scan)


def test_the_stored_name_tells_nothing_and_has_no_address(scan) -> None:
    stored = attach(CommitmentFactory(), scan).file

    assert "扫描件" not in stored.name
    with pytest.raises(ValueError):
        _ = stored.url


@pytest.mark.parametrize("role", Role)
def test_who_opens_a_scan(role: Role, scan, as_user) -> None:
    commitment = CommitmentFactory()
    kept = attach(commitment, scan)
    client = as_user(user_with(role))
    response = client.get(reverse("commitments:scan", args=[commitment.pk, kept.pk]))

    expected = {Role.LEAD_OFFICER: 200}
    stranger = 404 if role in _OFFICIALS else 403
    assert response.status_code == expected.get(role, stranger)


_OFFICIALS = {
    Role.DEPARTMENT_OFFICER, Role.WINDOW_OFFICER, Role.TOWN_OFFICER, Role.COURT_OFFICER
}  # fmt: skip


def test_opening_a_scan_is_noted(scan, as_user) -> None:
    user = UserFactory()
    commitment = CommitmentFactory(agency=user.agency)
    kept = attach(commitment, scan)
    response = as_user(user).get(reverse("commitments:scan", args=[commitment.pk, kept.pk]))

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert AuditEntry.objects.filter(act="commitments.open_scan").count() == 1


def test_anonymous_visitors_are_sent_to_the_login(client) -> None:
    url = reverse("commitments:scan", args=[1, 1])

    assert client.get(url).status_code == 302

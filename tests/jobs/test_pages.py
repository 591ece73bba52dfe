"""The pages of jobs: own jobs, the lead office's view, the result."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from credit_portal.accounts.choices import OFFICIAL_ROLES, Role
from credit_portal.accounts.models import User
from credit_portal.audit.models import AuditEntry
from credit_portal.jobs import services
from credit_portal.jobs.choices import JobStatus
from credit_portal.jobs.models import Job
from credit_portal.shared.clock import now
from tests.factories.accounts import AgencyFactory, UserFactory, user_with
from tests.factories.entities import ImportBatchFactory
from tests.factories.jobs import JobFactory

pytestmark = pytest.mark.django_db
PAGES = ["jobs:detail", "jobs:progress", "jobs:result"]


@pytest.fixture
def done() -> Job:
    """A finished job with a result."""
    job = JobFactory()
    services.execute_job(job.pk, clock=now)
    job.refresh_from_db()
    return job


def statuses(client: Client, user: User, job: Job) -> set[int]:
    client.force_login(user)
    return {client.get(reverse(page, args=[job.pk])).status_code for page in PAGES}


def test_owner_and_lead_office_see_a_job(client: Client, done: Job) -> None:
    assert statuses(client, done.created_by, done) == {200}
    assert statuses(client, UserFactory(lead_officer=True), done) == {200}


@pytest.mark.parametrize("role", OFFICIAL_ROLES - {Role.LEAD_OFFICER})
def test_for_others_a_job_does_not_exist(client: Client, done: Job, role: Role) -> None:
    assert statuses(client, user_with(role), done) == {404}


def test_enterprises_have_no_jobs(client: Client, done: Job) -> None:
    client.force_login(UserFactory(enterprise=True))
    assert client.get(reverse("jobs:list")).status_code == 403


def test_list_shows_own_jobs_only(client: Client, done: Job) -> None:
    mine = JobFactory(created_by=UserFactory(lead_officer=True))
    client.force_login(mine.created_by)
    assert list(client.get(reverse("jobs:list")).context["page"]) == [mine]


def test_download_is_the_file_and_is_noted(client: Client, done: Job) -> None:
    client.force_login(done.created_by)
    response: Any = client.get(reverse("jobs:result", args=[done.pk]))
    assert b"".join(response.streaming_content).decode() == "结果"
    assert "attachment" in response.headers["Content-Disposition"]
    entry = AuditEntry.objects.get(act="jobs.download_result")
    assert entry.after["sha256"] == done.result_sha256


def test_a_result_stays_with_the_office(client: Client) -> None:
    """The right is asked again at the download: the officer may have moved meanwhile."""
    officer = UserFactory()
    batch = ImportBatchFactory(agency=officer.agency)
    job = JobFactory(
        kind="entities.quarantine", params={"batch": batch.pk}, created_by=officer, succeeded=True,
        result_file=ContentFile("待修正".encode(), "x"), result_name="待修正.xlsx",
    )  # fmt: skip
    address = reverse("jobs:result", args=[job.pk])
    client.force_login(officer)
    assert client.get(address).status_code == 200

    officer.agency = AgencyFactory()
    officer.save()
    assert client.get(address).status_code == 403
    officer.role, officer.agency = Role.PARTNER, batch.agency
    officer.save()
    assert "不能下载该结果" in client.get(address).text
    assert AuditEntry.objects.filter(act="jobs.download_result").count() == 1


def test_of_a_kind_that_is_gone_nobody_has_a_result(client: Client, done: Job) -> None:
    Job.objects.filter(pk=done.pk).update(kind="gone.kind")
    client.force_login(done.created_by)
    assert client.get(reverse("jobs:result", args=[done.pk])).status_code == 403


def test_job_without_result_has_nothing_to_download(client: Client) -> None:
    job = JobFactory(running=True)
    client.force_login(job.created_by)
    assert client.get(reverse("jobs:result", args=[job.pk])).status_code == 404


def test_running_job_is_fetched_again_and_a_finished_one_is_not(client: Client, done: Job) -> None:
    running = JobFactory(running=True, created_by=done.created_by)
    client.force_login(done.created_by)
    going, ended = (client.get(reverse("jobs:progress", args=[job.pk])) for job in (running, done))
    assert "hx-get" in going.content.decode()
    assert "HX-Refresh" not in going.headers
    assert "hx-get" not in ended.content.decode()
    assert ended.headers["HX-Refresh"] == "true"


def test_watching_does_not_prolong_the_session(client: Client, done: Job) -> None:
    client.force_login(done.created_by)
    client.get(reverse("jobs:progress", args=[done.pk]))
    assert "portal_session_seen" not in client.session
    client.get(reverse("jobs:detail", args=[done.pk]))
    assert "portal_session_seen" in client.session


def test_cancel_from_the_page(client: Client) -> None:
    job = JobFactory()
    client.force_login(job.created_by)
    assert client.post(reverse("jobs:cancel", args=[job.pk])).status_code == 302
    job.refresh_from_db()
    assert job.status == JobStatus.CANCELLED
    assert client.post(reverse("jobs:cancel", args=[job.pk])).status_code == 409


@pytest.mark.parametrize("state", ["queued", "running", "succeeded", "failed", "cancelled"])
def test_a_job_that_failed_or_was_cancelled_offers_the_retry(client: Client, state: str) -> None:
    job = JobFactory(**({} if state == "queued" else {state: True}))
    client.force_login(job.created_by)
    retry = reverse("jobs:retry", args=[job.pk])
    is_offered = state in ("failed", "cancelled")
    assert (retry in client.get(reverse("jobs:detail", args=[job.pk])).text) == is_offered
    assert client.post(retry).status_code == (302 if is_offered else 409)

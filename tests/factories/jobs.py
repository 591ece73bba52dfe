"""Jobs, with the statuses as traits: ``JobFactory(running=True)``."""

import factory

from credit_portal.jobs.choices import JobStatus
from credit_portal.jobs.models import Job
from credit_portal.shared.clock import now
from tests.factories.accounts import UserFactory


class JobFactory(factory.django.DjangoModelFactory[Job]):
    """A queued job of a department officer."""

    class Meta:
        model = Job

    class Params:
        running = factory.Trait(
            status=JobStatus.RUNNING, attempts=1, started_at=factory.LazyFunction(now)
        )
        succeeded = factory.Trait(
            status=JobStatus.SUCCEEDED, attempts=1, progress=100, finished_at=now()
        )
        failed = factory.Trait(
            status=JobStatus.FAILED, attempts=1, finished_at=factory.LazyFunction(now)
        )
        cancelled = factory.Trait(status=JobStatus.CANCELLED, finished_at=factory.LazyFunction(now))

    kind = "tests.count"
    created_by = factory.SubFactory(UserFactory)
    created_at = factory.LazyFunction(now)
    heartbeat_at = factory.LazyFunction(now)

"""Policy packs; statuses as traits: ``PackVersionFactory(submitted=True)``."""

from datetime import date

import factory

from credit_portal.policy.choices import AssignmentStatus, PackVersionStatus
from credit_portal.policy.loader import digest_of
from credit_portal.policy.models import PackAssignment, PackVersion, PolicyPack
from credit_portal.policy.packaged import packaged_sources, packaged_texts
from credit_portal.shared.clock import now

JIANGYIN = packaged_sources()["jiangyin"].header


def jiangyin_text(effective_from: date, handling_days: int = 4) -> str:
    """The shipped text of Jiangyin with another handling time, from another day on."""
    text = packaged_texts()["jiangyin"]
    begin = f"effective_from = {JIANGYIN.effective_from}"
    days = "handling_days = { value = 5"
    return text.replace(begin, f"effective_from = {effective_from}").replace(
        days, f"handling_days = {{ value = {handling_days}"
    )


class PolicyPackFactory(factory.django.DjangoModelFactory[PolicyPack]):
    """The pack of Jiangyin, without a version."""

    class Meta:
        model = PolicyPack
        django_get_or_create = ("code",)

    code = JIANGYIN.code
    name = JIANGYIN.name
    level = JIANGYIN.level
    region_code = JIANGYIN.region_code


class PackVersionFactory(factory.django.DjangoModelFactory[PackVersion]):
    """A draft for Jiangyin."""

    class Meta:
        model = PackVersion

    class Params:
        submitted = factory.Trait(status=PackVersionStatus.SUBMITTED)
        approved = factory.Trait(status=PackVersionStatus.APPROVED)
        superseded = factory.Trait(
            status=PackVersionStatus.SUPERSEDED, superseded_from=date(2030, 1, 1)
        )
        rejected = factory.Trait(status=PackVersionStatus.REJECTED)

    pack = factory.SubFactory(PolicyPackFactory)
    number = factory.Sequence(lambda n: n + 1)
    effective_from = date(2029, 1, 1)
    content = factory.LazyAttribute(lambda version: jiangyin_text(version.effective_from))
    digest = factory.LazyAttribute(lambda version: digest_of(version.content))
    reason = "试行四个工作日"
    drafted_at = factory.LazyFunction(now)


class PackAssignmentFactory(factory.django.DjangoModelFactory[PackAssignment]):
    """Jiangyin's pack for the region of the demo city, put forward."""

    class Meta:
        model = PackAssignment

    class Params:
        approved = factory.Trait(status=AssignmentStatus.APPROVED)
        rejected = factory.Trait(status=AssignmentStatus.REJECTED)

    region_code = "990281"
    pack = factory.SubFactory(PolicyPackFactory)
    from_date = date(2029, 1, 1)
    reason = "试点"
    proposed_at = factory.LazyFunction(now)

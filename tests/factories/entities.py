"""Entities and credit records; traits are named as the states they derive."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import factory
from django.core.files.base import ContentFile

from entities import uscc
from entities.choices import DishonestyLevel, PublicationScope, RecordKind, SubjectKind
from entities.models import CreditRecord, Entity, ImportBatch, Town
from tests.factories.accounts import AgencyFactory

SHANGHAI = ZoneInfo("Asia/Shanghai")
# The day on which the states named by the traits hold.
TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=SHANGHAI)


def make_uscc(number: int, prefix: str = "91990281") -> str:
    """The n-th valid fictional code of region 990281."""
    body = f"MA{number:06d}"
    first17 = prefix + body + uscc.organisation_check(body)
    return first17 + uscc.check_character(first17)


class TownFactory(factory.django.DjangoModelFactory[Town]):
    class Meta:
        model = Town

    name = factory.Sequence(lambda n: f"第{n}镇")


class EntityFactory(factory.django.DjangoModelFactory[Entity]):
    """A confirmed enterprise."""

    class Meta:
        model = Entity

    class Params:
        provisional = factory.Trait(confirmed_at=None)
        deregistered = factory.Trait(status="deregistered")
        individual_business = factory.Trait(kind=SubjectKind.INDIVIDUAL_BUSINESS)

    uscc = factory.Sequence(make_uscc)
    name = factory.Sequence(lambda n: f"澄江市天润{n}号纺织有限公司")
    kind = SubjectKind.ENTERPRISE
    registered_on = date(2015, 6, 1)
    registrar = "澄江市市场监督管理局"
    industry_code = "C1711"
    recorded_at = NOW - timedelta(days=400)
    confirmed_at = NOW - timedelta(days=400)


class CreditRecordFactory(factory.django.DjangoModelFactory[CreditRecord]):
    """A general penalty in its publication period."""

    class Meta:
        model = CreditRecord

    class Params:
        minor = factory.Trait(level=DishonestyLevel.MINOR, published_from=None)
        serious = factory.Trait(level=DishonestyLevel.SERIOUS)
        expired = factory.Trait(
            decided_on=date(2025, 1, 10), published_from=date(2025, 1, 10),
            repairable_from=date(2025, 4, 10), published_until=date(2026, 1, 10),
        )  # fmt: skip
        withdrawn = factory.Trait(
            withdrawn_at=NOW - timedelta(days=1), withdrawal_reason="处罚决定被撤销"
        )
        repaired = factory.Trait(repaired_at=NOW - timedelta(days=1))
        government = factory.Trait(scope=PublicationScope.GOVERNMENT)
        authorised = factory.Trait(scope=PublicationScope.AUTHORISED)

    entity = factory.SubFactory(EntityFactory)
    kind = RecordKind.PENALTY
    title = "未按规定公示信息"
    document_number = factory.Sequence(lambda n: f"澄市罚〔2026〕{n}号")
    authority_name = "澄江市市场监督管理局"
    authority_code = "119902814JURQ28305"
    decided_on = date(2026, 9, 1)
    level = DishonestyLevel.GENERAL
    scope = PublicationScope.PUBLIC
    published_from = date(2026, 9, 1)
    repairable_from = date(2026, 12, 1)
    published_until = date(2027, 9, 1)
    rule = "national_2026@1"
    fingerprint = factory.LazyFunction(uuid.uuid4)
    recorded_at = NOW - timedelta(days=30)


class ImportBatchFactory(factory.django.DjangoModelFactory[ImportBatch]):
    """A file that was received."""

    class Meta:
        model = ImportBatch

    layout = "penalties"
    agency = factory.SubFactory(AgencyFactory)
    received_at = NOW
    file = factory.LazyFunction(lambda: ContentFile(b"x", "b.csv"))
    file_name = "b.csv"
    file_sha256 = "0" * 64
    file_size = 1


def facts(record: CreditRecord) -> dict[str, Any]:
    """Every column of a record as the database holds it."""
    return CreditRecord.objects.filter(pk=record.pk).values().get()

"""Error reports."""

import factory

from credit_portal.errata.choices import ErrorKind, ReportStatus
from credit_portal.errata.models import ErrorReport
from tests.factories.accounts import AgencyFactory
from tests.factories.entities import NOW, CreditRecordFactory


class ErrorReportFactory(factory.django.DjangoModelFactory[ErrorReport]):
    """One that waits for its agency."""

    class Meta:
        model = ErrorReport

    class Params:
        handled = factory.Trait(status=ReportStatus.HANDLED, handled_at=NOW, answer="已更正")

    agency = factory.SubFactory(AgencyFactory)
    record = factory.SubFactory(CreditRecordFactory, reported_by=factory.SelfAttribute("..agency"))
    kind = ErrorKind.CONTENT
    text = "文书号有误"
    contact = "13912345678"
    reported_at = NOW

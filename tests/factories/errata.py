"""Error reports, and what agencies took back."""

import factory
from django.core.files.base import ContentFile

from credit_portal.errata.choices import ErrorKind, ReportStatus
from credit_portal.errata.models import Amendment, AmendmentScan, ErrorReport
from tests.factories.accounts import AgencyFactory
from tests.factories.entities import NOW, TODAY, CreditRecordFactory


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


class AmendmentFactory(factory.django.DjangoModelFactory[Amendment]):
    """A penalty that was taken back."""

    class Meta:
        model = Amendment

    record = factory.SubFactory(CreditRecordFactory, withdrawn=True)
    basis_number = "（2026）苏0281行初9号"
    basis_on = TODAY
    made_at = NOW


class AmendmentScanFactory(factory.django.DjangoModelFactory[AmendmentScan]):
    """The document of one."""

    class Meta:
        model = AmendmentScan

    amendment = factory.SubFactory(AmendmentFactory)
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7", "s.pdf"))
    extension, size, sha256, uploaded_at, name = ".pdf", 8, "0" * 64, NOW, "判决书.pdf"

"""Agencies and users, with the roles as traits: ``UserFactory(lead_officer=True)``."""

from datetime import datetime
from zoneinfo import ZoneInfo

import factory
from django.contrib.auth.hashers import make_password

from credit_portal.accounts.choices import (
    AgencyKind,
    Assurance,
    MandateKind,
    MandateOrigin,
    MandateScope,
    Role,
)
from credit_portal.accounts.models import Agency, Mandate, MandateInvitation, RealNameIdentity, User
from credit_portal.shared.crypto import blind_index

PASSWORD = "Chengjiang-2026"
_PASSWORD_HASH = make_password(PASSWORD)


class AgencyFactory(factory.django.DjangoModelFactory[Agency]):
    """A department of the fictional city."""

    class Meta:
        model = Agency

    class Params:
        lead_office = factory.Trait(kind=AgencyKind.LEAD_OFFICE)
        town = factory.Trait(kind=AgencyKind.TOWN)
        service_hall = factory.Trait(kind=AgencyKind.SERVICE_HALL)
        court = factory.Trait(kind=AgencyKind.COURT)
        bank = factory.Trait(kind=AgencyKind.BANK)

    code = factory.Sequence(lambda n: f"agency-{n}")
    name = factory.Sequence(lambda n: f"澄江市第{n}局")
    short_name = factory.Sequence(lambda n: f"{n}局")
    kind = AgencyKind.DEPARTMENT
    region_code = "990281"


class UserFactory(factory.django.DjangoModelFactory[User]):
    """A department officer; ``PASSWORD`` logs in."""

    class Meta:
        model = User

    class Params:
        lead_officer = factory.Trait(
            role=Role.LEAD_OFFICER, agency=factory.SubFactory(AgencyFactory, lead_office=True)
        )
        window_officer = factory.Trait(
            role=Role.WINDOW_OFFICER, agency=factory.SubFactory(AgencyFactory, service_hall=True)
        )
        town_officer = factory.Trait(
            role=Role.TOWN_OFFICER, agency=factory.SubFactory(AgencyFactory, town=True)
        )
        court_officer = factory.Trait(
            role=Role.COURT_OFFICER, agency=factory.SubFactory(AgencyFactory, court=True)
        )
        partner = factory.Trait(
            role=Role.PARTNER, agency=factory.SubFactory(AgencyFactory, bank=True)
        )
        enterprise = factory.Trait(role=Role.ENTERPRISE, agency=None)
        auditor = factory.Trait(role=Role.AUDITOR, agency=None)
        administrator = factory.Trait(role=Role.ADMINISTRATOR, agency=None)

    username = factory.Sequence(lambda n: f"user{n}")
    display_name = factory.Sequence(lambda n: f"张{n}")
    role = Role.DEPARTMENT_OFFICER
    agency = factory.SubFactory(AgencyFactory)
    password = _PASSWORD_HASH


class IdentityFactory(factory.django.DjangoModelFactory[RealNameIdentity]):
    """A verified person: ``IdentityFactory(id_number=…).user``."""

    class Meta:
        model = RealNameIdentity

    class Params:
        unproved = factory.Trait(assurance=Assurance.BASIC, id_number="", id_index="")

    user = factory.SubFactory(UserFactory, enterprise=True)
    provider = "oidc"
    subject = factory.Sequence(lambda n: f"subject-{n}")
    name = "季经办"
    id_number = "990281199003070012"
    id_index = factory.LazyAttribute(lambda identity: blind_index(identity.id_number))
    assurance = Assurance.VERIFIED
    verified_at = datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


class MandateFactory(factory.django.DjangoModelFactory[Mandate]):
    """A mandate without end; say for whom: ``MandateFactory(uscc=entity.uscc)``."""

    class Meta:
        model = Mandate

    class Params:
        representative = factory.Trait(
            kind=MandateKind.LEGAL_REPRESENTATIVE, origin=MandateOrigin.PROVIDER
        )

    user = factory.SubFactory(UserFactory, enterprise=True)
    uscc = "91990281MA000007XX"
    reason = "核验营业执照和授权委托书"
    granted_at = datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


class InvitationFactory(factory.django.DjangoModelFactory[MandateInvitation]):
    """An offer to 季经办 that is open for long."""

    class Meta:
        model = MandateInvitation

    uscc = "91990281MA000007XX"
    kind = MandateKind.AGENT
    scope = MandateScope.ALL
    name = "季经办"
    id_number = "990281199003070012"
    id_index = factory.LazyAttribute(lambda invitation: blind_index(invitation.id_number))
    code_index = factory.Sequence(lambda n: blind_index(f"code {n}"))
    origin = MandateOrigin.INVITATION
    invited_by = factory.SubFactory(UserFactory, enterprise=True)
    invited_at = datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    expires_at = datetime(2099, 1, 5, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def user_with(role: Role) -> User:
    """A user of a given role, with the agency that it needs."""
    return UserFactory() if role == Role.DEPARTMENT_OFFICER else UserFactory(**{role.value: True})

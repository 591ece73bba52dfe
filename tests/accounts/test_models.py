"""The tree of agencies, the viewer, what the database refuses."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from credit_portal.accounts.choices import Role
from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.viewers import PUBLIC_VIEWER, ViewerKind, viewer_of
from tests.factories.accounts import AgencyFactory, UserFactory, user_with

pytestmark = pytest.mark.django_db


def test_within_is_the_agency_and_all_below() -> None:
    top = AgencyFactory()
    middle = AgencyFactory(parent=top)
    leaf = AgencyFactory(parent=middle)
    AgencyFactory()
    assert set(Agency.objects.within(top)) == {top, middle, leaf}
    assert set(Agency.objects.within(middle)) == {middle, leaf}
    assert set(Agency.objects.within(leaf).active()) == {leaf}


def test_within_ends_in_a_loop() -> None:
    one = AgencyFactory()
    two = AgencyFactory(parent=one)
    Agency.objects.filter(pk=one.pk).update(parent=two)
    assert set(Agency.objects.within(one)) == {one, two}


def test_two_agencies_do_not_share_a_code() -> None:
    AgencyFactory(uscc="119902814JURQ28305")
    AgencyFactory.create_batch(2, uscc="")
    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyFactory(uscc="119902814JURQ28305")


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        (Role.LEAD_OFFICER, ViewerKind.LEAD_OFFICE),
        (Role.DEPARTMENT_OFFICER, ViewerKind.AGENCY),
        (Role.WINDOW_OFFICER, ViewerKind.AGENCY),
        (Role.TOWN_OFFICER, ViewerKind.AGENCY),
        (Role.COURT_OFFICER, ViewerKind.AGENCY),
        (Role.PARTNER, ViewerKind.PARTNER),
        (Role.ENTERPRISE, ViewerKind.ENTITY),
        (Role.AUDITOR, ViewerKind.AUDITOR),
        (Role.ADMINISTRATOR, ViewerKind.PUBLIC),
    ],
)
def test_viewer_of_each_role(role: Role, kind: ViewerKind) -> None:
    user = user_with(role)
    viewer = viewer_of(user)
    assert (viewer.kind, viewer.user_id, viewer.agency_id) == (kind, user.pk, user.agency_id)


def test_viewer_holds_the_agencies_below() -> None:
    user = UserFactory()
    below = AgencyFactory(parent=user.agency)
    assert viewer_of(user).agency_ids == {user.agency_id, below.pk}


def test_nobody_and_closed_accounts_are_the_public() -> None:
    assert viewer_of(AnonymousUser()) == PUBLIC_VIEWER
    assert viewer_of(UserFactory(lead_officer=True, is_active=False)) == PUBLIC_VIEWER


@pytest.mark.parametrize(
    "values",
    [
        {"is_superuser": True},
        {"agency": None},
        {"role": Role.ENTERPRISE},
    ],
)
def test_database_refuses(values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(**values)


def test_createsuperuser_makes_an_administrator_without_other_rights() -> None:
    user = User.objects.create_superuser("root", "", "Long-Enough-1", display_name="根")
    assert (user.role, user.is_staff, user.is_superuser) == (Role.ADMINISTRATOR, True, False)

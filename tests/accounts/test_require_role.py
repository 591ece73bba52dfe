"""The guard that every officer's act asks."""

import pytest

from credit_portal.accounts.choices import Role
from credit_portal.accounts.permissions import require_role
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import NotAllowed
from tests.factories.accounts import UserFactory


def test_the_role_and_the_portal_itself_pass() -> None:
    roles = {Role.LEAD_OFFICER, Role.DEPARTMENT_OFFICER}

    require_role(UserFactory.build(role=Role.DEPARTMENT_OFFICER), roles)
    require_role(SystemActor("sweep"), roles)


def test_another_role_is_told_whose_act_it_is() -> None:
    with pytest.raises(NotAllowed) as refusal:
        require_role(UserFactory.build(role=Role.TOWN_OFFICER), {Role.LEAD_OFFICER})

    assert refusal.value.message == "此事由信用办办理，您的角色（镇街（园区））不能办理。"

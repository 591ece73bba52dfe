"""Pages that no other walk opens, over the world of the permission tests: one of everything."""

import pytest
from django.urls import reverse

from credit_portal.accounts.choices import Role
from tests.permissions.test_matrix import MATRIX
from tests.permissions.world import World, build_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAMES = """
    articles:edit authorisations:list campaigns:domains campaigns:send_back
    commitments:catalogue_edit commitments:submission deadlines:detail deadlines:list
    declarations:act declarations:case declarations:list disputes:harm disputes:harms
    disputes:my_harms disputes:my_replies disputes:replies disputes:reply feed:change feed:changes
    feed:consumers feed:overview grading:publish_model insight:notice_new mandates:desk_end
    messages:desk messages:my policy:calendar repair:case repair:case_act repair:course
    repair:course_new repair:courses repair:inbox repair:intake repair:item_act repair:lift_end
    repair:lifts repair:my_notices repair:my_repair repair:my_training repair:notices
    repair:part_verify repair:window_course reports:checks reports:desk_list reports:desk_new
    reports:my_list reports:receive subscriptions:asked subscriptions:confirm
    subscriptions:entity subscriptions:leave supervision:case supervision:case_act
    supervision:case_edit
    supervision:case_new supervision:cases supervision:follow_up supervision:follow_up_act
    supervision:follow_ups supervision:inspection_item_act supervision:inspection_item_edit
    supervision:inspection_plan_act supervision:inspection_task_act
    supervision:inspection_task_edit supervision:interest_end supervision:letter_new
    supervision:letters supervision:measure_effects supervision:measure_restore
    supervision:my_interviews supervision:my_measures supervision:my_orders supervision:order_act
    supervision:penalty_new supervision:published_cases supervision:reminder_new
    supervision:reminders supervision:violation_edit
    supervision:violation_new supervision:violation_retire supervision:violations
    supervision:visit_swap upward:detail upward:list
""".split()
WALKERS = (Role.ENTERPRISE, Role.DEPARTMENT_OFFICER, Role.LEAD_OFFICER, Role.WINDOW_OFFICER)


def walker_of(name: str) -> Role | None:
    """Who opens the page: nobody in particular where it is public."""
    address = MATRIX[name]
    return None if address.is_public else next(r for r in WALKERS if r in address.insiders)


def address(name: str, world: World) -> str:
    return reverse(name, kwargs=MATRIX[name].arguments(world))


@pytest.mark.parametrize("role", [None, *WALKERS], ids=str)
def test_the_pages_of_every_room(walk, role: Role | None) -> None:
    world = build_world()
    user = world.insiders[role] if role else None
    walk([address(name, world) for name in NAMES if walker_of(name) == role], user=user)

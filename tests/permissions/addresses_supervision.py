"""Who may open the pages of supervision."""

from typing import Any

from credit_portal.accounts.choices import Role
from tests.permissions.addresses import (
    ALL,
    BUSINESS,
    CATALOGUE,
    DECIDING,
    DEPARTMENT,
    LEAD,
    NOBODY,
    Address,
    of_entity,
)
from tests.permissions.world import World

INSPECTING = frozenset({LEAD, DEPARTMENT, Role.TOWN_OFFICER})
CORRECTING = frozenset({LEAD, DEPARTMENT, Role.TOWN_OFFICER})
REMINDING = frozenset({LEAD, DEPARTMENT})


def of_order(world: World) -> dict[str, Any]:
    return {"pk": world.order.pk}


def of_letter(world: World) -> dict[str, Any]:
    return {"pk": world.letter.pk}


def of_case(world: World) -> dict[str, Any]:
    return {"pk": world.typical_case.pk}


def of_violation(world: World) -> dict[str, Any]:
    return {"pk": world.violation.pk}


def of_follow_up(world: World) -> dict[str, Any]:
    return {"pk": world.follow_up.pk}


def of_interview(world: World) -> dict[str, Any]:
    return {"pk": world.interview.pk}


def of_listing(world: World) -> dict[str, Any]:
    return {"pk": world.listing.pk}


def of_visit(world: World) -> dict[str, Any]:
    return {"pk": world.visit.pk}


def of_draw(world: World) -> dict[str, Any]:
    return {"pk": world.visit.draw_id}


def of_task(world: World) -> dict[str, Any]:
    return {"pk": world.visit.draw.task_id}


def of_plan(world: World) -> dict[str, Any]:
    return {"pk": world.visit.draw.task.plan_id}


def of_inspected_item(world: World) -> dict[str, Any]:
    return {"pk": world.visit.draw.task.items.get().pk, "name": "retire"}


def of_inspector(world: World) -> dict[str, Any]:
    return {"pk": world.interest.inspector_id}


def of_measure(world: World) -> dict[str, Any]:
    return {"pk": world.measure.pk}


MATRIX: dict[str, Address] = {
    "supervision:orders": Address(CORRECTING),
    "supervision:order": Address(CORRECTING, frozenset({LEAD}), of_order),
    "supervision:order_new": Address(CORRECTING, arguments=of_entity),
    "supervision:order_act": Address(
        CORRECTING, frozenset({LEAD}), lambda w: of_order(w) | {"name": "accept"}
    ),
    "supervision:interviews": Address(CORRECTING),
    "supervision:interview": Address(CORRECTING, frozenset({LEAD}), of_interview),
    "supervision:interview_new": Address(CORRECTING, arguments=of_entity),
    "supervision:interview_act": Address(
        CORRECTING, frozenset({LEAD}), lambda w: of_interview(w) | {"name": "hold"}
    ),
    "supervision:published_listings": Address(ALL, is_public=True),
    "supervision:published_exits": Address(ALL, is_public=True),
    "supervision:listing_feed": Address(ALL, is_public=True),
    "supervision:exit_feed": Address(ALL, is_public=True),
    "supervision:my_listings": Address(frozenset({Role.ENTERPRISE})),
    # The notice to somebody else does not exist.
    "supervision:my_listing": Address(NOBODY, arguments=of_listing),
    "supervision:listings": Address(BUSINESS),
    "supervision:listing": Address(BUSINESS, frozenset({LEAD}), of_listing),
    "supervision:listing_new": Address(DECIDING, arguments=of_entity),
    "supervision:listing_act": Address(
        DECIDING, frozenset({LEAD}), lambda w: of_listing(w) | {"name": "decide"}
    ),
    "supervision:orders_export": Address(CORRECTING),
    "supervision:interviews_export": Address(CORRECTING),
    "supervision:listings_export": Address(BUSINESS),
    "supervision:published_listings_export": Address(ALL, is_public=True),
    "supervision:measures_export": Address(BUSINESS),
    "supervision:measure_effects": Address(BUSINESS),
    "supervision:measure_effects_export": Address(BUSINESS),
    "supervision:reminders": Address(REMINDING),
    "supervision:reminder_new": Address(REMINDING),
    "supervision:letters": Address(DECIDING),
    "supervision:letter_new": Address(DECIDING, arguments=of_entity),
    "supervision:letter_file": Address(DECIDING, frozenset({LEAD}), of_letter),
    "supervision:published_cases": Address(ALL, is_public=True),
    "supervision:cases": Address(DECIDING),
    "supervision:case_new": Address(DECIDING, arguments=of_measure),
    "supervision:case": Address(DECIDING, frozenset({LEAD}), of_case),
    "supervision:case_edit": Address(DECIDING, frozenset({LEAD}), of_case),
    "supervision:case_act": Address(
        DECIDING, frozenset({LEAD}), lambda w: of_case(w) | {"name": "publish"}
    ),
    "supervision:violations": Address(BUSINESS),
    "supervision:violations_export": Address(BUSINESS),
    "supervision:violation_new": Address(CATALOGUE),
    "supervision:violation_edit": Address(CATALOGUE, arguments=of_violation),
    "supervision:violation_retire": Address(CATALOGUE, arguments=of_violation),
    "supervision:penalty_new": Address(CORRECTING, arguments=of_entity),
    "supervision:follow_ups": Address(CORRECTING),
    "supervision:follow_up": Address(CORRECTING, frozenset({LEAD}), of_follow_up),
    "supervision:follow_up_act": Address(
        CORRECTING, frozenset({LEAD}), lambda w: of_follow_up(w) | {"name": "settle"}
    ),
    "supervision:my_orders": Address(frozenset({Role.ENTERPRISE})),
    "supervision:my_order": Address(NOBODY, arguments=of_order),
    "supervision:my_interviews": Address(frozenset({Role.ENTERPRISE})),
    "supervision:my_interview": Address(NOBODY, arguments=of_interview),
    "supervision:my_measures": Address(frozenset({Role.ENTERPRISE})),
    "supervision:my_measure": Address(NOBODY, arguments=of_measure),
    "supervision:measures": Address(BUSINESS),
    "supervision:measure": Address(BUSINESS, arguments=of_measure),
    "supervision:measure_new": Address(DECIDING, arguments=of_entity),
    # Whose turn it is, the service says when the form is sent.
    "supervision:measure_act": Address(
        BUSINESS, arguments=lambda w: of_measure(w) | {"name": "respond"}
    ),
    "supervision:measure_suspend": Address(DECIDING, frozenset({LEAD}), of_measure),
    "supervision:measure_restore": Address(
        DECIDING,
        frozenset({LEAD}),
        lambda w: of_measure(w) | {"suspension_pk": w.suspension.pk},
    ),
    "supervision:public_results": Address(ALL, is_public=True),
    "supervision:public_items": Address(ALL, is_public=True),
    "supervision:public_plans": Address(ALL, is_public=True),
    "supervision:public_tasks": Address(ALL, is_public=True),
    "supervision:public_draw": Address(ALL, arguments=of_draw, is_public=True),
    "supervision:public_draw_file": Address(ALL, arguments=of_draw, is_public=True),
    "supervision:public_results_export": Address(ALL, is_public=True),
    "supervision:public_items_export": Address(ALL, is_public=True),
    "supervision:public_plans_export": Address(ALL, is_public=True),
    "supervision:visits_export": Address(INSPECTING),
    "supervision:inspection_items_export": Address(INSPECTING),
    "supervision:inspectors_export": Address(INSPECTING),
    "supervision:inspection_plan_export": Address(INSPECTING, arguments=of_plan),
    "supervision:inspection_effect": Address(frozenset({LEAD, DEPARTMENT})),
    "supervision:inspection_effect_export": Address(frozenset({LEAD, DEPARTMENT})),
    "supervision:my_inspections": Address(frozenset({Role.ENTERPRISE})),
    "supervision:my_inspection": Address(NOBODY, arguments=of_visit),
    "supervision:visits": Address(INSPECTING),
    "supervision:visit": Address(INSPECTING, frozenset({LEAD}), of_visit),
    "supervision:visit_photo_add": Address(INSPECTING, frozenset({LEAD}), of_visit, method="post"),
    "supervision:visit_photo": Address(
        INSPECTING, frozenset({LEAD}), lambda w: of_visit(w) | {"photo_pk": w.photo.pk}
    ),
    "supervision:visit_swap": Address(
        INSPECTING,
        frozenset({LEAD}),
        lambda w: of_visit(w) | {"visitor_pk": w.visit.visitors.first().pk},
    ),
    "supervision:visit_act": Address(
        INSPECTING, frozenset({LEAD}), lambda w: of_visit(w) | {"name": "enter"}
    ),
    "supervision:visit_scan": Address(
        INSPECTING, frozenset({LEAD}), lambda w: {"token": w.visit.token}
    ),
    "supervision:inspection_items": Address(INSPECTING),
    "supervision:inspection_item_new": Address(INSPECTING),
    "supervision:inspection_item_edit": Address(
        INSPECTING, frozenset({LEAD}), lambda w: {"code": w.visit.draw.task.items.get().code}
    ),
    "supervision:inspection_item_act": Address(INSPECTING, frozenset({LEAD}), of_inspected_item),
    "supervision:inspectors": Address(INSPECTING),
    "supervision:inspector": Address(INSPECTING, frozenset({LEAD}), of_inspector),
    "supervision:inspector_act": Address(
        INSPECTING, frozenset({LEAD}), lambda w: of_inspector(w) | {"name": "renew"}
    ),
    "supervision:interest_end": Address(
        INSPECTING,
        frozenset({LEAD}),
        lambda w: of_inspector(w) | {"interest_pk": w.interest.pk},
    ),
    "supervision:inspection_plans": Address(INSPECTING),
    "supervision:inspection_plan_new": Address(INSPECTING),
    "supervision:inspection_plan": Address(INSPECTING, arguments=of_plan),
    "supervision:inspection_plan_edit": Address(INSPECTING, frozenset({LEAD}), of_plan),
    "supervision:inspection_task_new": Address(INSPECTING, frozenset({LEAD}), of_plan),
    "supervision:inspection_plan_act": Address(
        INSPECTING, frozenset({LEAD}), lambda w: of_plan(w) | {"name": "publish"}
    ),
    "supervision:inspection_task": Address(INSPECTING, arguments=of_task),
    "supervision:inspection_task_edit": Address(INSPECTING, frozenset({LEAD}), of_task),
    "supervision:inspection_task_act": Address(
        INSPECTING, frozenset({LEAD}), lambda w: of_task(w) | {"name": "issue"}
    ),
    "supervision:inspection_draw": Address(INSPECTING, arguments=of_draw),
    "supervision:inspection_draw_act": Address(
        INSPECTING, frozenset({LEAD}), lambda w: of_draw(w) | {"name": "reveal"}
    ),
}

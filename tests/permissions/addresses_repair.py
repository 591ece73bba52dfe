"""Who may open which address of repair."""

from typing import Any

from credit_portal.accounts.choices import Role
from tests.permissions.addresses import (
    ACCEPTING,
    BUSINESS,
    LEAD,
    NOBODY,
    Address,
    of_entity,
)
from tests.permissions.world import World

OWNER = frozenset({Role.ENTERPRISE})
KEEPER = frozenset({LEAD})
DECIDING = BUSINESS - {Role.WINDOW_OFFICER}
LIFTING = frozenset({LEAD, Role.COURT_OFFICER})


def of_repair(world: World) -> dict[str, Any]:
    return {"pk": world.repair.pk}


def of_repair_item(world: World) -> dict[str, Any]:
    return {"pk": world.repair.parts.get().items.get().pk, "name": "refuse"}


def of_repair_proof(world: World) -> dict[str, Any]:
    return of_repair(world) | {"proof_pk": world.repair_proof.pk}


def of_repair_letter(world: World) -> dict[str, Any]:
    return {"pk": world.decided_repair.pk, "part_pk": world.decided_repair.parts.get().pk}


def of_repair_notice(world: World) -> dict[str, Any]:
    return {"pk": world.repair_notice.pk}


def of_course(world: World) -> dict[str, Any]:
    return of_entity(world) | {"pk": world.course.pk}


MATRIX: dict[str, Address] = {
    "repair:my_repair": Address(OWNER),
    # The business of somebody else does not exist.
    "repair:my_application_new": Address(NOBODY, arguments=of_entity, method="post"),
    "repair:my_application": Address(NOBODY, arguments=of_repair),
    "repair:my_application_act": Address(
        NOBODY, arguments=lambda w: of_repair(w) | {"name": "withdraw"}
    ),
    "repair:my_proof": Address(NOBODY, arguments=of_repair_proof),
    "repair:my_letter": Address(NOBODY, arguments=of_repair_letter),
    "repair:my_notices": Address(OWNER),
    "repair:my_notice": Address(NOBODY, arguments=of_repair_notice),
    "repair:my_training": Address(OWNER),
    "repair:my_course": Address(NOBODY, arguments=of_course),
    "repair:my_certificate": Address(NOBODY, arguments=lambda w: {"pk": w.training.pk}),
    "repair:inbox": Address(BUSINESS),
    "repair:case": Address(BUSINESS, KEEPER, of_repair),
    "repair:case_act": Address(
        BUSINESS, KEEPER, lambda w: of_repair(w) | {"name": "ask_supplement"}
    ),
    "repair:case_proof": Address(BUSINESS, KEEPER, of_repair_proof),
    "repair:case_letter": Address(BUSINESS, KEEPER, of_repair_letter),
    "repair:case_papers": Address(BUSINESS - {LEAD}, NOBODY, of_repair),
    "repair:item_act": Address(DECIDING, KEEPER, of_repair_item),
    "repair:part_verify": Address(
        DECIDING,
        KEEPER,
        lambda w: {"pk": w.repair.parts.get().pk},
    ),
    "repair:notices": Address(BUSINESS),
    "repair:notice": Address(BUSINESS, KEEPER, of_repair_notice),
    "repair:intake": Address(ACCEPTING, arguments=of_entity),
    "repair:window_course": Address(ACCEPTING, arguments=of_course),
    "repair:lifts": Address(LIFTING, arguments=of_entity),
    "repair:lift_end": Address(LIFTING, arguments=lambda w: of_entity(w) | {"pk": w.lift.pk}),
    "repair:courses": Address(KEEPER),
    "repair:course_new": Address(KEEPER),
    "repair:course": Address(KEEPER, arguments=lambda w: {"pk": w.draft_course.pk}),
    "repair:course_step": Address(
        KEEPER,
        method="post",
        arguments=lambda w: {"pk": w.draft_course.pk, "name": "publish"},
    ),
}

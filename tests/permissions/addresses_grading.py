"""Who may open the pages of grading."""

from typing import Any

from credit_portal.accounts.choices import Role
from tests.permissions.addresses import BUSINESS, CATALOGUE, LEAD, NOBODY, Address, of_entity
from tests.permissions.world import World


def of_run(world: World) -> dict[str, Any]:
    return {"pk": world.run.pk}


def of_fall(world: World) -> dict[str, Any]:
    return {"pk": world.fall.pk}


def of_override(world: World) -> dict[str, Any]:
    return {"pk": world.override.pk}


def of_assessment(world: World) -> dict[str, Any]:
    return {"pk": world.assessment.pk}


def of_model(world: World) -> dict[str, Any]:
    return {"version": world.run.model.version}


def of_draft_model(world: World) -> dict[str, Any]:
    return {"version": world.draft_model.version}


def of_indicator(world: World) -> dict[str, Any]:
    return of_draft_model(world) | {"code": "P1"}


def of_report(world: World) -> dict[str, Any]:
    return {"pk": world.move.report.pk}


def of_mover(world: World) -> dict[str, Any]:
    return of_report(world) | {"code": world.entity.uscc}


MATRIX: dict[str, Address] = {
    "grading:runs": Address(BUSINESS),
    "grading:run_start": Address(frozenset({LEAD})),
    "grading:run_reproduce": Address(frozenset({LEAD}), method="post"),
    "grading:run": Address(BUSINESS, arguments=of_run),
    "grading:run_progress": Address(BUSINESS, arguments=of_run),
    "grading:run_changes": Address(BUSINESS, arguments=of_run, method="post"),
    "grading:distribution": Address(BUSINESS),
    "grading:messages": Address(frozenset({Role.ENTERPRISE})),
    # The enterprise of the matrix acts for no business yet: 404 for all.
    "grading:message_read": Address(NOBODY, arguments=of_fall, method="post"),
    "grading:falls": Address(frozenset({LEAD, Role.TOWN_OFFICER})),
    "grading:fall": Address(frozenset({LEAD, Role.TOWN_OFFICER}), frozenset({LEAD}), of_fall),
    "grading:overrides": Address(frozenset({LEAD})),
    "grading:override_propose": Address(frozenset({LEAD}), arguments=of_entity),
    "grading:override": Address(frozenset({LEAD}), arguments=of_override),
    "grading:override_step": Address(
        frozenset({LEAD}), arguments=lambda w: of_override(w) | {"name": "approve"}
    ),
    "grading:assessments": Address(BUSINESS),
    "grading:assessment_new": Address(CATALOGUE),
    "grading:assessment_withdraw": Address(CATALOGUE, frozenset({LEAD}), of_assessment),
    "grading:desk_passport": Address(BUSINESS, arguments=of_entity),
    "grading:desk_passport_pdf": Address(BUSINESS, arguments=of_entity),
    "grading:desk_passport_json": Address(BUSINESS, arguments=of_entity),
    "grading:my_grade": Address(frozenset({Role.ENTERPRISE})),
    # The business of somebody else does not exist.
    "grading:my_grade_of": Address(NOBODY, arguments=of_entity),
    "grading:my_passport_pdf": Address(NOBODY, arguments=of_entity),
    "grading:my_passport_json": Address(NOBODY, arguments=of_entity),
    "grading:models": Address(BUSINESS),
    "grading:model": Address(BUSINESS, arguments=of_model),
    "grading:draft_model": Address(frozenset({LEAD}), arguments=of_model, method="post"),
    "grading:edit_model": Address(frozenset({LEAD}), arguments=of_draft_model),
    "grading:submit_model": Address(frozenset({LEAD}), arguments=of_draft_model, method="post"),
    "grading:send_back_model": Address(frozenset({LEAD}), arguments=of_draft_model, method="post"),
    "grading:discard_model": Address(frozenset({LEAD}), arguments=of_draft_model, method="post"),
    "grading:publish_model": Address(frozenset({LEAD}), arguments=of_draft_model),
    "grading:add_indicator": Address(
        frozenset({LEAD}), arguments=lambda w: of_draft_model(w) | {"basis": "facts"}
    ),
    "grading:edit_indicator": Address(frozenset({LEAD}), arguments=of_indicator),
    "grading:remove_indicator": Address(frozenset({LEAD}), arguments=of_indicator, method="post"),
    "grading:laboratory": Address(frozenset({LEAD})),
    "grading:report": Address(frozenset({LEAD}), arguments=of_report),
    "grading:movers": Address(frozenset({LEAD}), arguments=of_report),
    "grading:mover": Address(frozenset({LEAD}), arguments=of_mover),
}

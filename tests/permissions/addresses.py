"""Who may open which address: ``MATRIX`` decides, ``of_…`` say what an address points at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from credit_portal.accounts.choices import AGENCY_ROLES, BUSINESS_ROLES, OFFICIAL_ROLES, Role
from tests.permissions.world import World

LEAD = Role.LEAD_OFFICER
DEPARTMENT = Role.DEPARTMENT_OFFICER
ALL = frozenset(Role)
BUSINESS = BUSINESS_ROLES
ACCEPTING = BUSINESS - {Role.COURT_OFFICER}
IMPORTING = ACCEPTING
CATALOGUE = frozenset({DEPARTMENT, LEAD})
POLICY_READERS = frozenset({LEAD, Role.AUDITOR, Role.ADMINISTRATOR})
AUDIT_READERS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
DECIDING = frozenset({LEAD, DEPARTMENT, Role.COURT_OFFICER})
INSPECTING = frozenset({LEAD, DEPARTMENT, Role.TOWN_OFFICER})
CORRECTING = frozenset({LEAD, DEPARTMENT, Role.TOWN_OFFICER})
NOBODY: frozenset[Role] = frozenset()


@dataclass(frozen=True)
class Address:
    """Who gets in: insiders of the agency that holds the data, and officers of another one."""

    insiders: frozenset[Role]
    outsiders: frozenset[Role] | None = None  # None: the data is not an agency's own
    arguments: Callable[[World], dict[str, Any]] = field(default=lambda world: {})
    method: Literal["get", "post"] = "get"
    is_public: bool = False

    def wanted(self, role: Role | None, *, inside: bool) -> str:
        """``in``, ``out`` or ``login``."""
        if role is None:
            return "in" if self.is_public else "login"
        allowed = self.insiders if inside or self.outsiders is None else self.outsiders
        return "in" if role in allowed else "out"


def of_entity(world: World) -> dict[str, Any]:
    return {"code": world.entity.uscc}


def of_published(world: World) -> dict[str, Any]:
    return {"code": world.entity.uscc, "pk": world.published.pk}


def of_restricted(world: World) -> dict[str, Any]:
    return {"code": world.entity.uscc, "pk": world.restricted.pk}


def of_article(world: World) -> dict[str, Any]:
    return {"pk": world.article.pk}


def of_commitment(world: World) -> dict[str, Any]:
    return {"pk": world.commitment.pk}


def of_scan(world: World) -> dict[str, Any]:
    return {"pk": world.commitment.pk, "scan_pk": world.scan.pk}


def of_item(world: World) -> dict[str, Any]:
    return {"shelf": "items", "pk": world.item.pk}


def of_submission(world: World) -> dict[str, Any]:
    return {"pk": world.submission.pk}


def of_job(world: World) -> dict[str, Any]:
    return {"pk": world.job.pk}


def of_deadline(world: World) -> dict[str, Any]:
    return {"pk": world.deadline.pk}


def of_message(world: World) -> dict[str, Any]:
    return {"pk": world.message.pk}


def of_mandate(world: World) -> dict[str, Any]:
    return {"pk": world.mandate.pk}


def of_invitation(world: World) -> dict[str, Any]:
    return {"pk": world.mandate_paper.invitation_id}


def of_batch(world: World) -> dict[str, Any]:
    return {"pk": world.batch.pk}


def of_pack(world: World) -> dict[str, Any]:
    return {"code": "jiangyin"}


def of_version(world: World) -> dict[str, Any]:
    return {"code": "jiangyin", "number": world.pack_version.number}


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


def of_reply(world: World) -> dict[str, Any]:
    return {"pk": world.reply.pk}


def of_reversal(world: World) -> dict[str, Any]:
    return {"pk": world.reversal.pk}


def of_dispute(world: World) -> dict[str, Any]:
    return {"number": world.dispute.number}


def of_answer(world: World) -> dict[str, Any]:
    return {"number": world.answered.number}


def of_evidence(world: World) -> dict[str, Any]:
    return of_dispute(world) | {"pk": world.dispute.evidence.get().pk}


def of_contested(world: World) -> dict[str, Any]:
    return {"kind": "record", "pk": world.published.pk}


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


def of_credit_report(world: World) -> dict[str, Any]:
    return {"pk": world.credit_report.pk}


OWN_JOB = (frozenset({DEPARTMENT, LEAD}), frozenset({LEAD}))
MATRIX: dict[str, Address] = {
    "healthz": Address(ALL, is_public=True),
    "portal:home": Address(ALL, is_public=True),
    "portal:challenge": Address(ALL, is_public=True),
    "portal:robots": Address(ALL, is_public=True),
    "portal:policy": Address(ALL, is_public=True),
    "portal:scoring_model": Address(ALL, is_public=True),
    "portal:statistics": Address(ALL, is_public=True),
    "portal:quality": Address(ALL, is_public=True),
    "portal:publications": Address(ALL, is_public=True),
    "portal:column": Address(ALL, arguments=lambda w: {"kind": "penalty"}, is_public=True),
    "portal:column_feed": Address(ALL, arguments=lambda w: {"kind": "penalty"}, is_public=True),
    "portal:entity_feed": Address(ALL, arguments=of_entity, is_public=True),
    "portal:search": Address(ALL, is_public=True),
    "portal:entity": Address(ALL, arguments=of_entity, is_public=True),
    "portal:record": Address(ALL, arguments=of_published, is_public=True),
    "portal:style": Address(ALL, is_public=True),  # 404 in production
    "portal:my_home": Address(frozenset({Role.ENTERPRISE})),
    "portal:my_records": Address(frozenset({Role.ENTERPRISE})),
    "portal:my_records_of": Address(NOBODY, arguments=of_entity),
    "portal:my_record": Address(NOBODY, arguments=of_published),
    "portal:desk_home": Address(OFFICIAL_ROLES),
    "portal:desk_search": Address(BUSINESS),
    "portal:desk_entity": Address(BUSINESS, arguments=of_entity),
    "portal:desk_record": Address(BUSINESS, frozenset({LEAD}), of_restricted),
    "audit:list": Address(AUDIT_READERS),
    "audit:detail": Address(AUDIT_READERS, arguments=lambda w: {"pk": w.audit_entry.pk}),
    "jobs:list": Address(OFFICIAL_ROLES),
    "jobs:detail": Address(*OWN_JOB, of_job),
    "jobs:progress": Address(*OWN_JOB, of_job),
    "jobs:result": Address(*OWN_JOB, of_job),
    "jobs:cancel": Address(*OWN_JOB, of_job, method="post"),
    "jobs:retry": Address(*OWN_JOB, of_job, method="post"),
    "deadlines:list": Address(BUSINESS),
    "deadlines:detail": Address(BUSINESS, frozenset({LEAD}), of_deadline),
    "messages:my": Address(frozenset({Role.ENTERPRISE})),
    "messages:desk": Address(OFFICIAL_ROLES),
    "messages:open": Address(AGENCY_ROLES - {LEAD}, NOBODY, of_message, method="post"),
    "mandates:my": Address(frozenset({Role.ENTERPRISE})),
    "mandates:accept": Address(frozenset({Role.ENTERPRISE})),
    # Somebody else's business: 404 for all.
    "mandates:invite": Address(NOBODY, arguments=of_entity),
    "mandates:end": Address(NOBODY, arguments=of_mandate),
    "mandates:withdraw": Address(NOBODY, arguments=of_invitation, method="post"),
    "mandates:desk": Address(frozenset({Role.WINDOW_OFFICER, LEAD})),
    "mandates:desk_new": Address(frozenset({Role.WINDOW_OFFICER})),
    "mandates:desk_end": Address(frozenset({Role.WINDOW_OFFICER}), arguments=of_mandate),
    "mandates:desk_withdraw": Address(
        frozenset({Role.WINDOW_OFFICER}), arguments=of_invitation, method="post"
    ),
    "mandates:desk_paper": Address(
        frozenset({Role.WINDOW_OFFICER, LEAD}),
        arguments=lambda w: {"pk": w.mandate_paper.pk},
    ),
    "policy:list": Address(POLICY_READERS),
    "policy:conflicts": Address(POLICY_READERS),
    "policy:assignments": Address(POLICY_READERS),
    "policy:calendar": Address(POLICY_READERS),
    "policy:calendar_year": Address(POLICY_READERS, arguments=lambda w: {"year": 2026}),
    "policy:notice_import": Address(frozenset({LEAD})),
    "policy:pack": Address(POLICY_READERS, arguments=of_pack),
    "policy:versions": Address(POLICY_READERS, arguments=of_pack),
    "policy:version": Address(POLICY_READERS, arguments=of_version),
    "policy:edit": Address(frozenset({LEAD}), arguments=of_pack),
    "policy:submit": Address(frozenset({LEAD}), arguments=of_version, method="post"),
    "policy:approve": Address(frozenset({LEAD}), arguments=of_version, method="post"),
    "policy:reject": Address(frozenset({LEAD}), arguments=of_version, method="post"),
    "imports:list": Address(IMPORTING),
    "imports:template": Address(IMPORTING, arguments=lambda w: {"code": "commitments"}),
    "imports:detail": Address(IMPORTING, frozenset({LEAD}), of_batch),
    "imports:progress": Address(IMPORTING, frozenset({LEAD}), of_batch),
    "imports:retry": Address(*OWN_JOB, of_batch, method="post"),
    "imports:quarantine": Address(IMPORTING, frozenset({LEAD}), of_batch),
    "feed:changes": Address(AGENCY_ROLES),
    "feed:receipt": Address(AGENCY_ROLES, method="post"),
    # Only the agency of the world follows the feed.
    "feed:download": Address(AGENCY_ROLES - {LEAD}, NOBODY),
    "feed:overview": Address(frozenset({LEAD})),
    "feed:change": Address(frozenset({LEAD}), arguments=lambda w: {"pk": w.change.pk}),
    "feed:consumers": Address(frozenset({LEAD})),
    "feed:leave": Address(
        frozenset({LEAD}), arguments=lambda w: {"pk": w.consumer.pk}, method="post"
    ),
    "articles:published_list": Address(ALL, is_public=True),
    "articles:published": Address(ALL, arguments=of_article, is_public=True),
    "articles:list": Address(frozenset({LEAD})),
    "articles:new": Address(frozenset({LEAD})),
    "articles:article": Address(frozenset({LEAD}), arguments=of_article),
    "articles:edit": Address(frozenset({LEAD}), arguments=of_article),
    "articles:publish": Address(frozenset({LEAD}), arguments=of_article, method="post"),
    "articles:withdraw": Address(frozenset({LEAD}), arguments=of_article, method="post"),
    "errata:new": Address(ALL, arguments=of_published, is_public=True),
    "errata:list": Address(BUSINESS),
    "errata:report": Address(
        BUSINESS, frozenset({LEAD}), lambda w: {"pk": w.error_report.pk}
    ),
    "commitments:window": Address(ACCEPTING),
    "commitments:take": Address(ACCEPTING, arguments=of_entity),
    "commitments:letter_fields": Address(ACCEPTING, arguments=of_entity, method="post"),
    "commitments:done": Address(ACCEPTING, frozenset({LEAD}), of_commitment),
    "commitments:list": Address(BUSINESS),
    "commitments:detail": Address(BUSINESS, frozenset({LEAD}), of_commitment),
    "commitments:letter": Address(BUSINESS, frozenset({LEAD}), of_commitment),
    "commitments:scan": Address(BUSINESS, frozenset({LEAD}), of_scan),
    "commitments:upload_scan": Address(
        ACCEPTING, frozenset({LEAD}), of_commitment, method="post"
    ),
    "commitments:act": Address(
        ACCEPTING, frozenset({LEAD}), lambda w: {"pk": w.commitment.pk, "name": "fulfil"}
    ),
    "commitments:published": Address(ALL, is_public=True),
    "commitments:file": Address(ACCEPTING | {Role.PARTNER}),
    "commitments:catalogue": Address(CATALOGUE),
    "commitments:catalogue_new": Address(CATALOGUE, arguments=lambda w: {"shelf": "items"}),
    "commitments:catalogue_edit": Address(CATALOGUE, frozenset({LEAD}), of_item),
    "commitments:catalogue_step": Address(
        CATALOGUE, frozenset({LEAD}), lambda w: of_item(w) | {"step": "publish"}, method="post"
    ),
    "commitments:ledgers": Address(ACCEPTING),
    "commitments:submission": Address(ACCEPTING, frozenset({LEAD}), of_submission),
    "commitments:submission_file": Address(ACCEPTING, frozenset({LEAD}), of_submission),
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
    "grading:fall": Address(
        frozenset({LEAD, Role.TOWN_OFFICER}), frozenset({LEAD}), of_fall
    ),
    "grading:overrides": Address(frozenset({LEAD})),
    "grading:override_propose": Address(frozenset({LEAD}), arguments=of_entity),
    "grading:override": Address(frozenset({LEAD}), arguments=of_override),
    "grading:override_step": Address(
        frozenset({LEAD}), arguments=lambda w: of_override(w) | {"name": "approve"}
    ),
    "grading:assessments": Address(BUSINESS),
    "grading:assessment_new": Address(CATALOGUE),
    "grading:assessment_withdraw": Address(CATALOGUE, frozenset({LEAD}), of_assessment),
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
        DECIDING, frozenset({LEAD}),
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
    "supervision:visit_photo_add": Address(
        INSPECTING, frozenset({LEAD}), of_visit, method="post"
    ),
    "supervision:visit_photo": Address(
        INSPECTING, frozenset({LEAD}), lambda w: of_visit(w) | {"photo_pk": w.photo.pk}
    ),
    "supervision:visit_swap": Address(
        INSPECTING, frozenset({LEAD}),
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
    "supervision:inspection_item_act": Address(
        INSPECTING, frozenset({LEAD}), of_inspected_item
    ),
    "supervision:inspectors": Address(INSPECTING),
    "supervision:inspector": Address(INSPECTING, frozenset({LEAD}), of_inspector),
    "supervision:inspector_act": Address(
        INSPECTING, frozenset({LEAD}), lambda w: of_inspector(w) | {"name": "renew"}
    ),
    "supervision:interest_end": Address(
        INSPECTING, frozenset({LEAD}),
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
    "grading:desk_passport": Address(BUSINESS, arguments=of_entity),
    "grading:desk_passport_pdf": Address(BUSINESS, arguments=of_entity),
    "grading:desk_passport_json": Address(BUSINESS, arguments=of_entity),
    "grading:my_grade": Address(frozenset({Role.ENTERPRISE})),
    # The business of somebody else does not exist.
    "grading:my_grade_of": Address(NOBODY, arguments=of_entity),
    "grading:my_passport_pdf": Address(NOBODY, arguments=of_entity),
    "grading:my_passport_json": Address(NOBODY, arguments=of_entity),
    "reports:verify": Address(ALL, is_public=True),
    "reports:my_list": Address(frozenset({Role.ENTERPRISE})),
    "reports:my_new": Address(frozenset({Role.ENTERPRISE}), arguments=lambda w: {"kind": "basic"}),
    # The report on the business of somebody else does not exist.
    "reports:my_file": Address(NOBODY, arguments=of_credit_report),
    "reports:desk_list": Address(BUSINESS),
    "reports:desk_new": Address(BUSINESS, arguments=lambda w: {"kind": "review"}),
    "reports:desk_file": Address(BUSINESS, frozenset({LEAD}), of_credit_report),
    "reports:checks": Address(BUSINESS),
    "grading:models": Address(BUSINESS),
    "grading:model": Address(BUSINESS, arguments=of_model),
    "grading:draft_model": Address(frozenset({LEAD}), arguments=of_model, method="post"),
    "grading:edit_model": Address(frozenset({LEAD}), arguments=of_draft_model),
    "grading:submit_model": Address(frozenset({LEAD}), arguments=of_draft_model, method="post"),
    "grading:send_back_model": Address(
        frozenset({LEAD}), arguments=of_draft_model, method="post"
    ),
    "grading:discard_model": Address(
        frozenset({LEAD}), arguments=of_draft_model, method="post"
    ),
    "grading:publish_model": Address(frozenset({LEAD}), arguments=of_draft_model),
    "grading:add_indicator": Address(
        frozenset({LEAD}), arguments=lambda w: of_draft_model(w) | {"basis": "facts"}
    ),
    "grading:edit_indicator": Address(frozenset({LEAD}), arguments=of_indicator),
    "grading:remove_indicator": Address(
        frozenset({LEAD}), arguments=of_indicator, method="post"
    ),
    "grading:laboratory": Address(frozenset({LEAD})),
    "grading:report": Address(frozenset({LEAD}), arguments=of_report),
    "grading:movers": Address(frozenset({LEAD}), arguments=of_report),
    "grading:mover": Address(frozenset({LEAD}), arguments=of_mover),
    "disputes:my_list": Address(frozenset({Role.ENTERPRISE})),
    "disputes:my_new": Address(NOBODY, arguments=of_contested),
    "disputes:my_new_grade": Address(NOBODY, arguments=of_entity),
    "disputes:my_case": Address(NOBODY, arguments=of_dispute),
    "disputes:my_receipt": Address(NOBODY, arguments=of_dispute),
    "disputes:my_answer": Address(NOBODY, arguments=of_answer),
    "disputes:my_file": Address(NOBODY, arguments=of_evidence),
    "disputes:my_act": Address(NOBODY, arguments=lambda w: of_dispute(w) | {"name": "urge"}),
    "disputes:my_replies": Address(frozenset({Role.ENTERPRISE})),
    "disputes:my_reply_new": Address(NOBODY, arguments=lambda w: {"pk": w.restricted.pk}),
    "disputes:my_reply": Address(NOBODY, arguments=of_reply),
    "disputes:my_reply_edit": Address(NOBODY, arguments=of_reply),
    "disputes:my_reply_submit": Address(NOBODY, arguments=of_reply, method="post"),
    "disputes:my_reply_withdraw": Address(NOBODY, arguments=of_reply, method="post"),
    "disputes:replies": Address(BUSINESS),
    "disputes:reply": Address(BUSINESS, frozenset({LEAD}), of_reply),
    "disputes:reply_approve": Address(BUSINESS, frozenset({LEAD}), of_reply, method="post"),
    "disputes:reply_refuse": Address(BUSINESS, frozenset({LEAD}), of_reply, method="post"),
    "disputes:my_harms": Address(frozenset({Role.ENTERPRISE})),
    "disputes:my_harm": Address(NOBODY, arguments=of_reversal),
    "disputes:harms": Address(BUSINESS),
    "disputes:harm": Address(BUSINESS, frozenset({LEAD}), of_reversal),
    "disputes:list": Address(BUSINESS),
    "disputes:choose": Address(BUSINESS, arguments=of_entity),
    "disputes:new": Address(BUSINESS, arguments=of_contested),
    "disputes:case": Address(BUSINESS, frozenset({LEAD}), of_dispute),
    "disputes:receipt": Address(BUSINESS, frozenset({LEAD}), of_dispute),
    "disputes:answer": Address(BUSINESS, frozenset({LEAD}), of_answer),
    "disputes:file": Address(BUSINESS, frozenset({LEAD}), of_evidence),
    "disputes:decide": Address(BUSINESS, frozenset({LEAD}), of_dispute),
    "disputes:act": Address(
        BUSINESS, frozenset({LEAD}), lambda w: of_dispute(w) | {"name": "extend"}
    ),
}  # fmt: skip

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
IMPORTING = BUSINESS
CATALOGUE = frozenset({DEPARTMENT, LEAD})
POLICY_READERS = frozenset({LEAD, Role.AUDITOR, Role.ADMINISTRATOR})
AUDIT_READERS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
DECIDING = frozenset({LEAD, DEPARTMENT, Role.COURT_OFFICER})
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


def of_assignment(world: World) -> dict[str, Any]:
    return {"pk": world.assignment.pk}


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
        frozenset({Role.WINDOW_OFFICER, LEAD}), outsiders=frozenset({LEAD}),
        arguments=lambda w: {"pk": w.mandate_paper.pk},
    ),
    "policy:list": Address(POLICY_READERS),
    "policy:conflicts": Address(POLICY_READERS),
    "policy:assignments": Address(POLICY_READERS),
    "policy:assignment_approve": Address(
        frozenset({LEAD}), arguments=of_assignment, method="post"
    ),
    "policy:assignment_reject": Address(
        frozenset({LEAD}), arguments=of_assignment, method="post"
    ),
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
    "imports:template": Address(ACCEPTING, arguments=lambda w: {"code": "commitments"}),
    "imports:detail": Address(IMPORTING, frozenset({LEAD}), of_batch),
    "imports:progress": Address(IMPORTING, frozenset({LEAD}), of_batch),
    "imports:retry": Address(*OWN_JOB, of_batch, method="post"),
    "imports:quarantine": Address(IMPORTING, frozenset({LEAD}), of_batch),
    "upward:list": Address(frozenset({LEAD})),
    "upward:detail": Address(frozenset({LEAD}), arguments=lambda w: {"pk": w.upward.pk}),
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
    "errata:withdraw": Address(BUSINESS, frozenset({LEAD}), lambda w: {"pk": w.published.pk}),
    "errata:correct": Address(BUSINESS, frozenset({LEAD}), lambda w: {"pk": w.published.pk}),
    "errata:scan": Address(BUSINESS, frozenset({LEAD}), lambda w: {"pk": w.amendment_scan.pk}),
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
    "commitments:public_catalogue": Address(ALL, is_public=True),
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
    "reports:verify": Address(ALL, is_public=True),
    "reports:my_list": Address(frozenset({Role.ENTERPRISE})),
    "reports:my_new": Address(frozenset({Role.ENTERPRISE}), arguments=lambda w: {"kind": "basic"}),
    # The report on the business of somebody else does not exist.
    "reports:my_file": Address(NOBODY, arguments=of_credit_report),
    "reports:desk_list": Address(BUSINESS),
    "reports:desk_new": Address(BUSINESS, arguments=lambda w: {"kind": "review"}),
    "reports:desk_file": Address(BUSINESS, frozenset({LEAD}), of_credit_report),
    "reports:checks": Address(BUSINESS | {Role.PARTNER}),
    "reports:receive": Address(BUSINESS, arguments=of_entity),
    "reports:received_file": Address(
        BUSINESS, frozenset({LEAD}), lambda w: {"pk": w.received_report.pk}
    ),
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

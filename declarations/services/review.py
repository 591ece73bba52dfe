"""The review, and what anybody may say against a published declaration."""

from datetime import datetime

from django.db import transaction

from credit_portal.deadlines.services import open_deadline
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Refused, required
from credit_portal.shared.history import user_of
from declarations.models import Declaration, DeclarationObjection
from declarations.services.steps import (
    RELATED,
    close_period,
    desk_url,
    said,
    save,
    tell_business,
    tell_office,
    to_review,
)
from supervision.services.steps import day_of, locked, step


def approve_declaration(
    *, declaration: Declaration, review: str, by: Actor, at: datetime
) -> Declaration:
    """True by the evidence: publish it for objections; after an objection the period goes on.

    Raises:
        NotAllowed: another agency's officer.
        Refused: it does not wait for a review.
        Invalid: nothing is said.
    """
    review = required(review, "review", "审核意见")
    with transaction.atomic():
        declaration = to_review(declaration, by)
        step(declaration, "approve")
        _reviewed(declaration, review, by, at)
        if declaration.published_on is None:
            declaration.published_on = day_of(at)
            declaration.objection_deadline = open_deadline(
                rule="declaration_objection", label="自主申报公示",
                length=said(at).objection_days, received_on=day_of(at),
                agency=declaration.agency, subject=f"{declaration.entity.name} {declaration}",
                url=desk_url(declaration), waits_for_others=True, by=by, at=at,
            )  # fmt: skip
        save(declaration, "approve_declaration", by, at, review)
        until = declaration.objection_until
        tell_business(
            declaration,
            "自主申报审核通过",
            f"自即日起公示至{until}，期满无异议的，计入信用记录。",
            at,
        )
    return declaration


def refuse_declaration(
    *, declaration: Declaration, review: str, by: Actor, at: datetime
) -> Declaration:
    """Not proved, with reasons; the business may declare anew.

    Raises:
        NotAllowed: another agency's officer.
        Refused: it does not wait for a review.
        Invalid: no reasons.
    """
    review = required(review, "review", "审核意见")
    with transaction.atomic():
        declaration = to_review(declaration, by)
        step(declaration, "refuse")
        _reviewed(declaration, review, by, at)
        declaration.ended_at = at
        close_period(declaration, by, at)
        save(declaration, "refuse_declaration", by, at, review)
        tell_business(declaration, "自主申报审核不通过", review, at)
    return declaration


def contest_declaration(
    *, declaration: Declaration, name: str, contact: str, reasons: str, by: Actor, at: datetime
) -> DeclarationObjection:
    """Anybody says in the period that it is not true; the agency reviews it again.

    Raises:
        Refused: it is not published, or its period is over.
        Invalid: name, contact or reasons are missing.
    """
    objection = DeclarationObjection(
        name=required(name, "name", "姓名或者名称"),
        contact=required(contact, "contact", "联系方式"),
        reasons=required(reasons, "reasons", "事实和理由"), raised_at=at,
    )  # fmt: skip
    with transaction.atomic():
        declaration = locked(declaration, *RELATED)
        if declaration.published_on and not declaration.is_open_to_objection(day_of(at)):
            raise Refused("period_over", "该申报的公示期已经结束，不能再提出异议。")
        step(declaration, "contest")
        objection.declaration = declaration
        objection.save()
        save(declaration, "contest_declaration", by, at)
        tell_office(declaration, "公示的自主申报有异议", objection.reasons, at)
        tell_business(declaration, "您公示的自主申报有异议", "审核单位将复核后告知结果。", at)
    return objection


def _reviewed(declaration: Declaration, review: str, by: Actor, at: datetime) -> None:
    declaration.review, declaration.reviewed_at = review, at
    declaration.reviewed_by = user_of(by)

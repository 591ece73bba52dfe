"""What follows from a run: a word to each business whose class changed, a task where it fell."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Value
from django.urls import reverse
from django.utils import timezone

from credit_portal.accounts.choices import AgencyKind
from credit_portal.accounts.models import Agency, User
from credit_portal.accounts.permissions import require_agency, require_role
from credit_portal.accounts.viewers import viewer_of
from credit_portal.audit import services as audit
from credit_portal.messages.services import Recipient, send_message, tell_all
from credit_portal.policy.services import pack_in_force
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import NotVisible, Refused, required
from credit_portal.shared.history import user_of
from entities.models import Entity, Town
from grading.choices import CreditGrade
from grading.models import ClassNotice, EvaluationRun, ExternalAssessment, Grade
from grading.permissions import SUPERVISING_ROLES
from grading.querysets import ExternalAssessmentQuerySet

FALLEN = (CreditGrade.D, CreditGrade.E)
_AGENCIES = Agency._meta.db_table
# The agency of the town of the business, by its name; the lead office where there is none.
_SUPERVISOR = f"""
    SELECT agency.id FROM {_AGENCIES} AS agency
    WHERE agency.is_active AND (agency.kind = '{AgencyKind.LEAD_OFFICE.value}'
        OR agency.kind = '{AgencyKind.TOWN.value}'
        AND town.name IN (agency.short_name, agency.name))
    ORDER BY agency.kind <> '{AgencyKind.TOWN.value}', agency.id LIMIT 1
"""
_SEND = f"""
    INSERT INTO {ClassNotice._meta.db_table}
        (grade_id, entity_id, to_entity, sent_at, supervisor_id, handling)
    SELECT grade_id, entity_id, is_told, %(at)s, CASE WHEN fell THEN ({_SUPERVISOR}) END, ''
    FROM (
        SELECT id AS grade_id, entity_id,
            %(tell)s AND credit_class <> previous_class AS is_told,
            grade > previous_grade AND grade = ANY(%(fallen)s) AS fell
        FROM {Grade._meta.db_table} WHERE run_id = %(run)s AND previous_grade <> ''
    ) AS changed
    JOIN {Entity._meta.db_table} AS entity ON entity.id = entity_id
    LEFT JOIN {Town._meta.db_table} AS town ON town.id = entity.town_id
    WHERE is_told OR fell
    ON CONFLICT (grade_id) DO NOTHING
"""


def send_class_notices(*, run: EvaluationRun, at: datetime) -> int:
    """Tell the businesses that the run graded first or whose class it changed (淮安区 三(二)),
    where the pack says so, and give the supervisor a task for each that fell to D or E.

    Safe to run twice. Returns how many were told of a change or fell.
    """
    if not EvaluationRun.objects.counting().filter(pk=run.pk).exists():
        return 0
    tells = pack_in_force(run.on).grading.notify_entity.value
    if tells:
        first = Grade.objects.filter(run=run, previous_grade="").order_by()
        tell_all(
            first.values_list("entity__uscc", Value("")), occasion="grade:first", at=at,
            subject="首次信用评价结果",
            text="您单位的信用等级已经评定。请查看等级、评价依据和改善办法。",
            url=reverse("grading:my_grade"),
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            _SEND,
            {
                "run": run.pk, "at": at, "fallen": [grade.value for grade in FALLEN],
                "tell": tells,
            },
        )  # fmt: skip
        return cursor.rowcount


def tell_assessed(assessments: ExternalAssessmentQuerySet, *, occasion: str, at: datetime) -> None:
    """Tell the businesses their results from outside (淮安区 三(二)), where the pack says so."""
    if not pack_in_force(timezone.localdate(at)).grading.notify_entity.value:
        return
    worded = ("source", "period", "grade")  # few values; the industry of each is left to the rows
    for said in assessments.order_by().values(*worded).distinct():
        result = ExternalAssessment(**said)
        tell_all(
            assessments.filter(**said).order_by().values_list("entity__uscc", "domain"),
            occasion=":".join((occasion, *said.values())), at=at,
            subject=f"{result.get_source_display()}结果",
            text=f"您单位{{}}{result.title}为{result.grade_label}。",
            url=reverse("grading:my_grade"),
        )  # fmt: skip


def tell_withdrawn(assessment: ExternalAssessment, *, reason: str, at: datetime) -> None:
    """Tell the business that a result of which it was told does not count any more."""
    if not pack_in_force(timezone.localdate(at)).grading.notify_entity.value:
        return
    send_message(
        occasion=f"assessment:{assessment.pk}:withdrawn", at=at,
        to=Recipient(uscc=assessment.entity.uscc),
        subject=f"{assessment.get_source_display()}结果已撤回",
        text=f"您单位{assessment.title}（{assessment.grade_label}）已撤回，"
        f"不再用于您单位的信用评价。原因：{reason}",
        url=reverse("grading:my_grade"),
    )  # fmt: skip


def mark_notice_read(*, notice: ClassNotice, by: User, at: datetime) -> None:
    """The business has seen its message; a second time changes nothing.

    Raises:
        NotVisible: it is not a message to a business of the user.
    """
    rows = ClassNotice.objects.messages_for(viewer_of(by)).filter(pk=notice.pk)
    if not rows.exists():
        raise NotVisible
    rows.unread().update(read_at=at)


def handle_fall(*, notice: ClassNotice, handling: str, by: Actor, at: datetime) -> ClassNotice:
    """The supervisor says what was done about a fall.

    Raises:
        NotAllowed: no supervisor, or another agency supervises the business.
        Refused: nobody has to act, or somebody has done so already.
        Invalid: nothing is said.
    """
    require_role(by, SUPERVISING_ROLES)
    handling = required(handling, "handling", "处理情况")
    with transaction.atomic():
        rows = ClassNotice.objects.select_for_update(of=("self",)).select_related("supervisor")
        notice = rows.get(pk=notice.pk)
        if notice.supervisor is None or notice.handled_at:
            raise Refused("nothing_to_handle", "该事项无需办理，或已经办结。")
        require_agency(by, notice.supervisor)
        notice.handled_at, notice.handled_by, notice.handling = at, user_of(by), handling
        notice.save(update_fields=["handled_at", "handled_by", "handling"])
        audit.record(
            by=by, act="grading.handle_fall", obj=notice, reason=handling, at=at,
            object_label=f"{notice.entity} {notice.grade.previous_grade}→{notice.grade.grade}",
        )  # fmt: skip
    return notice

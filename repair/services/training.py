"""专题培训: courses are drafted, published and retired by the lead office; tests are taken."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from credit_portal.accounts.models import User
from credit_portal.accounts.permissions import require_role
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.history import user_of
from entities.models import Entity
from repair.models import TrainingCourse, TrainingQuestion, TrainingResult
from repair.permissions import TRAINING_ROLES
from repair.services.steps import guard_applicant, locked

FEWEST_ANSWERS = 2


def draft_course(
    *, title: str, text: str, pass_percent: int, by: Actor, at: datetime
) -> TrainingCourse:
    """Begin a course.

    Raises:
        Invalid: title or text is missing.
    """
    require_role(by, TRAINING_ROLES)
    course = TrainingCourse(
        title=required(title, "title", "课程名称"), text=required(text, "text", "课程内容"),
        pass_percent=pass_percent, drafted_at=at,
    )  # fmt: skip
    with transaction.atomic():
        course.save()
        audit.record(by=by, act="repair.draft_course", obj=course, at=at)
    return course


def add_question(
    *, course: TrainingCourse, text: str, answers: Sequence[str], right: int,
    by: Actor, at: datetime,
) -> TrainingQuestion:  # fmt: skip
    """Add a question to a draft; ``right`` is the place of the right answer, from nought.

    Raises:
        Refused: the course is published.
        Invalid: no text, too few answers, or none of them is right.
    """
    require_role(by, TRAINING_ROLES)
    text = required(text, "text", "题目")
    if len(answers) < FEWEST_ANSWERS or not 0 <= right < len(answers):
        raise Invalid("answers", "请至少填写两个选项并指定正确选项。", {"answers": "选项不全"})
    with transaction.atomic():
        course = locked(course)
        if not course.is_draft:
            raise Refused("published", "课程已经发布，不能再修改。")
        question = TrainingQuestion.objects.create(
            course=course, text=text, answers=list(answers), right=right
        )
        audit.record(by=by, act="repair.add_question", obj=course, at=at)
    return question


def publish_course(*, course: TrainingCourse, by: Actor, at: datetime) -> TrainingCourse:
    """Offer it to the businesses.

    Raises:
        Refused: it is published already, or has no question.
    """
    require_role(by, TRAINING_ROLES)
    with transaction.atomic():
        course = locked(course)
        if not course.is_draft or not course.questions.exists():
            raise Refused("not_to_publish", "课程已经发布，或者还没有测试题。")
        course.published_at = at
        course.save(update_fields=["published_at"])
        audit.record(by=by, act="repair.publish_course", obj=course, at=at)
    return course


def retire_course(*, course: TrainingCourse, by: Actor, at: datetime) -> TrainingCourse:
    """Offer it no longer; its certificates stay.

    Raises:
        Refused: it is not offered.
    """
    require_role(by, TRAINING_ROLES)
    with transaction.atomic():
        course = locked(course)
        if not course.is_offered:
            raise Refused("not_offered", "课程没有开课，无需停用。")
        course.retired_at = at
        course.save(update_fields=["retired_at"])
        audit.record(by=by, act="repair.retire_course", obj=course, at=at)
    return course


def take_test(
    *, course: TrainingCourse, entity: Entity, trainee: str, answers: Mapping[int, int],
    by: Actor, at: datetime,
) -> TrainingResult:  # fmt: skip
    """Judge a test; who passes has a certificate from now on, who fails may try again.

    Args:
        answers: key of a question → place of the answer, from nought.

    Raises:
        NotVisible: somebody else's business.
        Refused: the course is not offered.
        Invalid: a question is not answered.
    """
    guard_applicant(entity, by)
    trainee = required(trainee, "trainee", "参加人姓名")
    questions = list(course.questions.all())
    if not course.is_offered:
        raise Refused("not_offered", "该课程没有开课。")
    if missing := [question for question in questions if question.pk not in answers]:
        fields = {f"question_{question.pk}": "请选择一个选项。" for question in missing}
        raise Invalid("not_answered", "还有题目没有作答。", fields)
    right = sum(answers[question.pk] == question.right for question in questions)
    with transaction.atomic():
        result = TrainingResult.objects.create(
            course=course, entity=entity, trainee=trainee, at=at, right_answers=right,
            user=user_of(by) if isinstance(by, User) else None, questions=len(questions),
            is_passed=right * 100 >= course.pass_percent * len(questions),
        )  # fmt: skip
        audit.record(
            by=by, act="repair.take_test", obj=result, at=at,
            after={
                "right_answers": right, "questions": len(questions), "passed": result.is_passed
            },
        )  # fmt: skip
    return result

"""Courses: kept by the lead office, read and tested at home or at the window."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from credit_portal.accounts.permissions import role_required
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from entities.models import Entity
from repair import services
from repair.forms import CourseForm, QuestionForm, TestForm
from repair.models import TrainingCourse
from repair.permissions import INTAKE_ROLES, TRAINING_ROLES
from supervision.pages import page_of, user_of

keeping = role_required(*TRAINING_ROLES)
taking_in = role_required(*INTAKE_ROLES)
DESK = "frames/desk.html"
STEPS = {"publish": services.publish_course, "retire": services.retire_course}


def course_page(
    request: HttpRequest, course: TrainingCourse, entity: Entity, *, frame: str, back: str
) -> HttpResponse:
    """The text, and the test below it."""
    form = TestForm(
        request.POST if request.method == "POST" else None, course=course,
        initial={"trainee": user_of(request).display_name if user_of(request).agency is None
                 else ""},
    )  # fmt: skip
    if form.is_valid():
        try:
            result = services.take_test(
                course=course, entity=entity, trainee=form.cleaned_data["trainee"],
                answers=form.answers, by=user_of(request), at=clock.now(),
            )  # fmt: skip
        except DomainError as error:
            form.show(error)
        else:
            score = f"共{result.questions}题，答对{result.right_answers}题"
            if result.is_passed:
                messages.success(request, f"测试合格（{score}），证书编号{result.certificate}。")
                return redirect(back)
            form.add_error(None, f"测试未合格（{score}），请重新学习后再测试。")
    context = {"course": course, "entity": entity, "form": form, "frame": frame, "back": back}
    return render(request, "repair/course_test.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@taking_in
def window_course(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The same at the window, for a business without an account."""
    entity = get_object_or_404(Entity, uscc=code)
    course = get_object_or_404(TrainingCourse.objects.offered(), pk=pk)
    back = reverse("repair:intake", args=[code])
    return course_page(request, course, entity, frame=DESK, back=back)


@require_safe
@keeping
def courses(request: HttpRequest) -> HttpResponse:
    """All courses, the latest first."""
    return render(
        request,
        "repair/desk/courses.html",
        {"page": page_of(TrainingCourse.objects.all(), request)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def course_new(request: HttpRequest) -> HttpResponse:
    """Begin a course."""
    form = CourseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = services.draft_course(**form.cleaned_data, by=user_of(request), at=clock.now())
        except DomainError as error:
            form.show(error)
        else:
            return redirect("repair:course", made.pk)
    return render(request, "repair/desk/course_new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@keeping
def course(request: HttpRequest, pk: int) -> HttpResponse:
    """One course with its questions; while it is a draft questions can be added."""
    found = get_object_or_404(TrainingCourse, pk=pk)
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.add_question(
                course=found, **form.cleaned_data, by=user_of(request), at=clock.now()
            )
        except DomainError as error:
            form.show(error)
        else:
            return redirect("repair:course", pk)
    context = {"course": found, "form": form, "questions": found.questions.all()}
    return render(request, "repair/desk/course.html", context)


@require_POST
@keeping
def course_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Publish or retire a course."""
    found = get_object_or_404(TrainingCourse, pk=pk)
    if name not in STEPS:
        raise Http404
    try:
        STEPS[name](course=found, by=user_of(request), at=clock.now())
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "已办理。")
    return redirect("repair:course", pk)

"""At the window: papers taken in for a business; records lifted by a court's decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from credit_portal.accounts.permissions import role_required
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.forms import ReasonForm
from entities.models import TemporaryLift
from repair import services
from repair.choices import RepairState
from repair.forms import LiftForm
from repair.models import TrainingCourse
from repair.permissions import INTAKE_ROLES, LIFTING_ROLES
from repair.selectors import options_for
from repair.views.shared import chosen_records
from supervision.pages import Act, do_act, opened_file, own_agency, user_of, viewer

taking_in = role_required(*INTAKE_ROLES)
lifting = role_required(*LIFTING_ROLES)
END_LIFT = Act(
    "end", "终止暂时解除", services.end_reorganisation_lift, ReasonForm,
    "重整失败或者提前完成的，记录自今天起恢复。", "danger",
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@taking_in
def intake(request: HttpRequest, code: str) -> HttpResponse:
    """What a business may repair, and a package of what it applies for on paper."""
    entity, today = opened_file(request, code, "代收信用修复申请"), clock.today()
    options = options_for(entity, viewer(request), today)
    if request.method == "POST":
        try:
            made = services.draft_application(
                entity=entity, records=chosen_records(request, options),
                intake_agency=own_agency(request), by=user_of(request), at=clock.now(),
            )  # fmt: skip
        except DomainError as error:
            messages.error(request, error.message)
        else:
            return redirect("repair:case", made.pk)
    context = {
        "entity": entity, "options": options, "today": today,
        "courses": TrainingCourse.objects.offered(),
    }  # fmt: skip
    return render(request, "repair/desk/intake.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@lifting
def lifts(request: HttpRequest, code: str) -> HttpResponse:
    """破产重整: lift records of a business until a day."""
    entity, today = opened_file(request, code, "破产重整信用修复"), clock.today()
    rows = TemporaryLift.objects.filter(record__entity=entity).select_related("record")
    lifted = set(rows.in_force(today).values_list("record", flat=True))
    records = [
        found.record for found in options_for(entity, viewer(request), today)
        if found.option.state != RepairState.NEEDLESS and found.record.pk not in lifted
    ]  # fmt: skip
    form = LiftForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        keys = set(request.POST.getlist("records"))
        try:
            services.lift_for_reorganisation(
                entity=entity, records=[r for r in records if str(r.pk) in keys],
                by=user_of(request), at=clock.now(), **form.cleaned_data,
            )  # fmt: skip
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "已暂时解除，期满自动恢复。")
            return redirect("repair:lifts", code)
    context = {
        "entity": entity, "records": records, "form": form,
        "lifts": [(row, row.is_in_force(today)) for row in rows],
    }  # fmt: skip
    return render(request, "repair/desk/lifts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@lifting
def lift_end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """End a lift before its day."""
    rows = TemporaryLift.objects.select_related("record__entity")
    lift = get_object_or_404(rows, pk=pk, record__entity__uscc=code)
    back = reverse("repair:lifts", args=[code])
    return do_act(request, lift, (END_LIFT,), END_LIFT.name, argument="lift", back=back)

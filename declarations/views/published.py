"""公示: what was approved, for anybody to read and to object to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from credit_portal.shared import clock
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import DomainError
from credit_portal.shared.visibility import visible_one
from credit_portal.shared.visitors import may_send
from declarations.forms import ObjectionForm
from declarations.models import Declaration
from declarations.services import contest_declaration
from declarations.views.shared import policy_today
from supervision.pages import page_of

# Whoever objects need not log in; who it was stands encrypted with the objection.
ANYBODY = SystemActor("公示异议登记")
RELATED = ("entity", "agency", "objection_deadline")
TOO_MANY = "您提交得太频繁，请一小时后再试，或者向审核单位书面提出。"


@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """What is published today, the newest first."""
    rows = Declaration.objects.published(clock.today()).select_related(*RELATED)
    page = page_of(rows.order_by("-published_on", "-pk"), request)
    return render(request, "declarations/published.html", {"page": page, "policy": policy_today()})


@require_http_methods(["GET", "HEAD", "POST"])
def contest(request: HttpRequest, pk: int) -> HttpResponse:
    """One published declaration, and the form for an objection."""
    rows = Declaration.objects.published(clock.today()).select_related(*RELATED)
    found = visible_one(rows, pk=pk)
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _may_object(request, form):
        try:
            contest_declaration(declaration=found, by=ANYBODY, at=clock.now(), **form.cleaned_data)
        except DomainError as error:
            form.show(error)
        else:
            messages.success(request, "异议已收到，由审核单位核实。感谢您的监督。")
            return redirect("declarations:published")
    return render(request, "declarations/contest.html", {"declaration": found, "form": form})


def _may_object(request: HttpRequest, form: ObjectionForm) -> bool:
    """Whoever objects need not log in, so that an address may do it only so often."""
    if may_send("declarations.contest", request, clock.now()):
        return True
    form.add_error(None, TOO_MANY)
    return False

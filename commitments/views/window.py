"""The window: find the business, see what it may use today, register, print, scan."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commitments import rules, selectors, services
from commitments.choices import CommitmentKind, PublicationLevel
from commitments.forms import LetterForm, ScanForm
from commitments.models import Commitment, CommitmentItem
from commitments.permissions import ACCEPTING_ROLES
from commitments.views.shared import visible_commitment, visible_commitments
from credit_portal.accounts.permissions import role_required
from credit_portal.audit import services as audit
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from entities import uscc
from entities.choices import RecordKind
from entities.models import CreditRecord, Entity
from entities.search import find_entities
from grading.passport.reading import grade_in_force
from supervision.pages import own_agency, user_of, viewer

HITS = 20
RECENT = 5
COMMITMENT_RECORDS = (
    RecordKind.COMMITMENT,
    RecordKind.COMMITMENT_FULFILMENT,
    RecordKind.COMMITMENT_BREACH,
)
PURPOSE = "窗口受理"
accepting = role_required(*ACCEPTING_ROLES)


@require_safe
@accepting
def search(request: HttpRequest) -> HttpResponse:
    """A scanned code opens the business straight away, and so does a name that only one bears."""
    query = request.GET.get("q", "").strip()
    code = uscc.normalise(query)
    if Entity.objects.filter(uscc=code).exists():
        return redirect("commitments:take", code)
    if commitment := _by_letter(request, query):
        return redirect("commitments:detail", commitment.pk)
    hits = find_entities(query, HITS).rows
    if len(hits) == 1:
        return redirect("commitments:take", hits[0].uscc)
    context = {"query": query, "hits": hits, "is_searched": bool(query)}
    return render(request, "commitments/window.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@accepting
def take(request: HttpRequest, code: str) -> HttpResponse:
    """One page: the business, what it may use today, and the form."""
    entity = get_object_or_404(Entity.objects.select_related("town"), uscc=code)
    if request.method == "POST":
        form = _form(request, data=request.POST)
        if form.is_valid() and (commitment := _take(request, entity, form)):
            is_draft = "draft" in request.POST
            return redirect("commitments:detail" if is_draft else "commitments:done", commitment.pk)
    else:
        form = _form(request, initial=_initial(request, request.GET, entity))
    _note_look_up(request, entity)  # a form with mistakes shows the business, too
    return render(request, "commitments/take.html", _page(request, entity, form))


@require_POST
@accepting
def letter_fields(request: HttpRequest, code: str) -> HttpResponse:
    """The part of the form that follows from item or kind, filled from the letter in force.

    Changes nothing; posted because the texts of a letter do not fit into an address.
    """
    entity = get_object_or_404(Entity, uscc=code)
    form = _form(request, initial=_initial(request, request.POST, entity))
    return render(request, "commitments/_letter_fields.html", _page(request, entity, form))


@require_http_methods(["GET", "HEAD", "POST"])
@accepting
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """Registered: print, let sign, upload the scan, next."""
    commitment = visible_commitment(request, pk)
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.attach_scan(
                commitment=commitment, upload=form.cleaned_data["file"],
                by=user_of(request), at=clock.now(),
            )  # fmt: skip
            return redirect("commitments:done", pk)
        except DomainError as error:
            form.show(error)
    context = {"commitment": commitment, "form": form, "scan": commitment.scans.first()}
    return render(request, "commitments/done.html", context)


def _form(request: HttpRequest, **given: Any) -> LetterForm:
    policy = selectors.commitment_policy(clock.today())
    return LetterForm(**given, viewer=viewer(request), policy=policy)


def _by_letter(request: HttpRequest, query: str) -> Commitment | None:
    """The commitment whose printed letter was scanned (its QR code holds the commitment code)."""
    if len(query) != rules.CODE_LENGTH:
        return None
    return visible_commitments(request).filter(code=query).first()


def _note_look_up(request: HttpRequest, entity: Entity) -> None:
    audit.record_lookup(
        by=user_of(request), entity_uscc=entity.uscc, purpose=PURPOSE, at=clock.now()
    )


def _take(request: HttpRequest, entity: Entity, form: LetterForm) -> Commitment | None:
    """Register, or keep as a draft; a refusal goes onto the form and nothing typed is lost."""
    taken = {
        "entity": entity, "agency": own_agency(request), "letter": form.letter(),
        "form_token": form.cleaned_data["form_token"], "by": user_of(request), "at": clock.now(),
    }  # fmt: skip
    try:
        if "draft" in request.POST:
            return services.draft_commitment(**taken)
        return services.take_commitment(**taken, class_reason=form.cleaned_data["class_reason"])
    except DomainError as error:
        form.show(error)
        return None


def _initial(request: HttpRequest, chosen: QueryDict, entity: Entity) -> dict[str, Any]:
    """What the form starts with: today, and all that follows from the item or kind chosen."""
    today = clock.today()
    item = _item(request, chosen)
    kind = item.kind if item else chosen.get("kind", CommitmentKind.APPROVAL_REPLACING)
    letter = selectors.template_for(kind, item.code if item else "")
    matter = item.name if item else chosen.get("matter", "")
    names = {
        "承诺人": entity.name,
        "统一社会信用代码": entity.uscc,
        "事项": matter or "　　　　",
        "受理单位": own_agency(request).name,
    }
    return {
        "item": item,
        "kind": kind,
        "local_name": item.local_name if item else chosen.get("local_name", ""),
        "matter": matter,
        "made_on": chosen.get("made_on") or today,
        "valid_until": chosen.get("valid_until"),
        "publication": chosen.get("publication", PublicationLevel.PUBLIC),
        "form_token": chosen.get("form_token"),
        "remark": chosen.get("remark", ""),
        "class_reason": chosen.get("class_reason", ""),
        "missing_materials": item.missing_materials if item else "",
        "supplement_due_on": _due(item, today),
        "template": letter.pk if letter else None,
        "content": rules.fill_text(letter.body, names) if letter else "",
        "liability": rules.fill_text(letter.liability, names) if letter else "",
    }


def _item(request: HttpRequest, chosen: QueryDict) -> CommitmentItem | None:
    """The item chosen; a kind chosen after it means a matter that is not on the list."""
    pk = chosen.get("item", "")
    if not pk.isdecimal() or chosen.get("changed") == "kind":
        return None
    return CommitmentItem.objects.offered_by(viewer(request)).filter(pk=pk).first()


def _due(item: CommitmentItem | None, today: date) -> date | None:
    days = item.supplement_days if item else None
    return today + timedelta(days=days) if days else None


def _page(request: HttpRequest, entity: Entity, form: LetterForm) -> dict[str, Any]:
    today = clock.today()
    eligibility = selectors.eligibility_for(entity, today)
    policy = selectors.commitment_policy(today)
    chosen = CommitmentKind(kind) if (kind := str(form["kind"].value())) in CommitmentKind else None
    kinds = [
        (
            policy.kind_name(kind),
            CommitmentKind(kind).label,
            eligibility.obstacle(kind),
            eligibility.caution(kind),
        )
        for kind in CommitmentKind
    ]
    return {
        "entity": entity,
        "form": form,
        "eligibility": eligibility,
        "kinds": kinds,
        "deferred_conditions": policy.deferred_conditions,
        "supplement_rule": policy.supplement_rule,
        "immediate_clause": policy.immediate_clause,
        "is_deferred": chosen == CommitmentKind.DEFERRED_DOCUMENTS,
        "is_other": chosen == CommitmentKind.OTHER,
        "has_names": chosen is not None and len(policy.names(chosen)) > 1,
        "is_withheld": chosen is not None and eligibility.is_withheld(chosen),
        "grade": grade_in_force(entity, viewer(request), today),
        "recent": _recent(request, entity, today),
        "today": today,
    }


def _recent(request: HttpRequest, entity: Entity, today: date) -> list[CreditRecord]:
    """What the register already says of the business's commitments, at whatever agency."""
    records = CreditRecord.objects.visible_to(viewer(request), on=today).standing()
    return list(records.filter(entity=entity, kind__in=COMMITMENT_RECORDS).newest_first()[:RECENT])

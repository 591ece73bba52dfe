"""Rules and data for everybody: the pack in force, the scoring model, quality and statistics."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from credit_portal.policy import presentation, selectors
from credit_portal.policy.services import pack_in_force
from credit_portal.portal.public.kept import kept
from credit_portal.portal.public.quality import data_quality
from credit_portal.portal.public.statistics import city_statistics
from credit_portal.portal.public.views import double_timeliness
from credit_portal.shared import clock
from grading.laboratory.wording import bands, indicator_rows
from grading.models import ScoringModel
from grading.selectors import policy_spec


@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    """现行政策: every value in force with document, clause and how sure it is."""
    on = clock.today()
    pack = pack_in_force(on)
    names = {code: source.header.name for code, source in selectors.sources_on(on).items()}
    context = {
        "tab": "policy",
        "sections": presentation.sections_of(pack),
        "edition": presentation.edition_in_words(pack.edition, names),
    }
    return render(request, "portal/public/policy.html", context)


@require_safe
def scoring_model(request: HttpRequest) -> HttpResponse:
    """The scoring model in force with its indicators."""
    on = clock.today()
    pack = pack_in_force(on)
    model = ScoringModel.objects.in_force(on, clock.now()).first()
    context = {
        "tab": "model",
        "model": model,
        "label": pack.grading.local_model_label.value,
        "bands": bands(model, policy_spec(pack)) if model else [],
        "indicators": indicator_rows(model) if model else [],
    }
    return render(request, "portal/public/model.html", context)


@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    """What departments sent and how much of it was sound and in time."""
    on = clock.today()
    context = {
        "tab": "quality",
        "quality": kept("quality", on, lambda: data_quality(on)),
        "report": double_timeliness(),
    }
    return render(request, "portal/public/quality.html", context)


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """Month by month."""
    on = clock.today()
    found = kept("statistics", on, lambda: city_statistics(on))
    return render(
        request, "portal/public/statistics.html", {"tab": "statistics", "statistics": found}
    )

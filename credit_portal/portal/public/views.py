"""The home page and the columns of publications."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from credit_portal.articles.models import Article
from credit_portal.portal.public import publications
from credit_portal.portal.public.columns import COLUMNS, DOUBLE_PUBLICITY, Column
from credit_portal.portal.public.figures import city_figures
from credit_portal.portal.public.forms import PublicationFilterForm
from credit_portal.portal.public.kept import kept
from credit_portal.portal.public.timeliness import TimelinessReport, timeliness
from credit_portal.shared import clock

LATEST = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The public front page: one search box, what was published last, figures of the city."""
    on = clock.today()
    context = {
        "figures": kept("figures", on, lambda: city_figures(on)),
        "columns": COLUMNS.values(),
        "latest": [
            (COLUMNS[kind], publications.latest(kind, on, LATEST)) for kind in DOUBLE_PUBLICITY
        ],
        "timeliness": double_timeliness(),
        "articles": Article.objects.published(clock.now()).defer("body")[:LATEST],
    }
    return render(request, "portal/public/home.html", context)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """All columns with what they hold, and how soon the 双公示 came online."""
    on = clock.today()
    figures = kept("figures", on, lambda: city_figures(on))
    context = {
        "columns": [(column, figures.by_kind.get(kind, 0)) for kind, column in COLUMNS.items()],
        "report": double_timeliness(),
    }
    return render(request, "portal/public/columns.html", context)


@require_safe
def column(request: HttpRequest, kind: str) -> HttpResponse:
    """One column: its list, and how soon each authority publishes."""
    found = _column(kind)
    on = clock.today()
    report = kept(f"timeliness:{kind}", on, lambda: timeliness((kind,), on))
    form = PublicationFilterForm(request.GET, sorted(row.authority for row in report.rows))
    after = request.GET.get("after", "")
    context = {
        "column": found,
        "columns": COLUMNS.values(),
        "form": form,
        "page": publications.page_of(kind, form.chosen, after, on),
        "is_later_page": bool(after),
        "report": report,
    }
    return render(request, "portal/public/column.html", context)


def _column(kind: str) -> Column:
    if kind not in COLUMNS:
        raise Http404
    return COLUMNS[kind]


def double_timeliness() -> TimelinessReport:
    on = clock.today()
    kinds = tuple(kind.value for kind in DOUBLE_PUBLICITY)
    return kept("timeliness:double", on, lambda: timeliness(kinds, on))

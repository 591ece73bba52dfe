"""Articles for everybody, and their editor on the desk."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from credit_portal.accounts.permissions import SignedInRequest, role_required
from credit_portal.articles import services
from credit_portal.articles.choices import ArticleKind, ArticleStatus
from credit_portal.articles.forms import ArticleForm
from credit_portal.articles.markdown import rendered
from credit_portal.articles.models import Article
from credit_portal.articles.permissions import EDITORS
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.history import history_of

PAGE_ROWS = 20
editing = role_required(*EDITORS)
TEXT_FIELDS = ("kind", "title", "summary", "source", "body")


@require_safe
def published_list(request: HttpRequest) -> HttpResponse:
    """What everybody may read, all or one kind."""
    rows = Article.objects.published(clock.now()).defer("body")
    kind = request.GET.get("kind", "")
    if kind in ArticleKind.values:
        rows = rows.filter(kind=kind)
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "kinds": ArticleKind.choices, "kind": kind}
    return render(request, "articles/published.html", context)


@require_safe
def published(request: HttpRequest, pk: int) -> HttpResponse:
    """One article; what is not published does not exist."""
    article = get_object_or_404(Article.objects.published(clock.now()), pk=pk)
    context = {"article": article, "body": rendered(article.body)}
    return render(request, "articles/read.html", context)


@require_safe
@editing
def articles(request: SignedInRequest) -> HttpResponse:
    """All articles, the latest first."""
    rows = Article.objects.select_related("written_by").defer("body")
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    return render(request, "articles/list.html", {"page": page})


@require_safe
@editing
def article(request: SignedInRequest, pk: int) -> HttpResponse:
    """One article as everybody will read it, and what may be done with it."""
    found = _article(pk)
    context = {
        "article": found,
        "body": rendered(found.body),
        "history": history_of(found),
        "is_draft": found.status == ArticleStatus.DRAFT,
        "is_published": found.status == ArticleStatus.PUBLISHED,
    }
    return render(request, "articles/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editing
def article_new(request: SignedInRequest) -> HttpResponse:
    """Write an article."""
    return _write(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@editing
def article_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write a draft anew."""
    return _write(request, _article(pk))


@require_POST
@editing
def article_publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let everybody read it."""
    services.publish_article(article=_article(pk), by=request.user, at=clock.now())
    messages.success(request, "已发布。")
    return redirect("articles:article", pk)


@require_POST
@editing
def article_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it off the public site."""
    services.withdraw_article(
        article=_article(pk), reason=request.POST.get("reason", ""),
        by=request.user, at=clock.now(),
    )  # fmt: skip
    messages.success(request, "已撤下。")
    return redirect("articles:article", pk)


def _write(request: SignedInRequest, found: Article | None) -> HttpResponse:
    """The editor: shows what was typed as everybody would read it, or saves it."""
    initial = {name: getattr(found, name) for name in TEXT_FIELDS} if found else None
    form = ArticleForm(request.POST if request.method == "POST" else None, initial=initial)
    is_preview = "preview" in request.POST
    if form.is_valid() and not is_preview and (saved := _saved(request, form, found)):
        messages.success(request, "草稿已保存，核对后发布。")
        return redirect("articles:article", saved.pk)
    context = {
        "form": form,
        "preview": rendered(form["body"].value() or "") if is_preview else "",
        "title": "修改文章" if found else "撰写文章",
        "back": reverse("articles:article", args=[found.pk]) if found else reverse("articles:list"),
    }
    return render(request, "articles/write.html", context)


def _saved(request: SignedInRequest, form: ArticleForm, found: Article | None) -> Article | None:
    """Save it; a refusal goes onto the form and nothing typed is lost."""
    try:
        if found is None:
            return services.draft_article(text=form.text, by=request.user, at=clock.now())
        return services.edit_article(article=found, text=form.text, by=request.user, at=clock.now())
    except DomainError as error:
        form.show(error)
        return None


def _article(pk: int) -> Article:
    return get_object_or_404(Article.objects.select_related("written_by"), pk=pk)

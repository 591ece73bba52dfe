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
from credit_portal.articles.forms import ArticleForm, CommentForm
from credit_portal.articles.markdown import rendered
from credit_portal.articles.models import Article
from credit_portal.articles.permissions import EDITORS
from credit_portal.shared import clock
from credit_portal.shared.errors import DomainError
from credit_portal.shared.history import history_of
from credit_portal.shared.visitors import may_send

PAGE_ROWS = 20
THANKS, TOO_LATE = "已收到您的意见，谢谢。", "征求意见已经结束，没有收到您的意见。"
TOO_MANY = "您提交的意见较多，请一小时后再提交。"
editing = role_required(*EDITORS)
TEXT_FIELDS = ("kind", "title", "summary", "source", "comments_until", "body")


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


@require_http_methods(["GET", "HEAD", "POST"])
def published(request: HttpRequest, pk: int) -> HttpResponse:
    """One article, with a form where comments are asked for; no other than published ones."""
    article = get_object_or_404(Article.objects.published(clock.now()), pk=pk)
    form = None
    if article.takes_comments(clock.today()):
        form = CommentForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and _is_taken(request, form, article):
            messages.success(request, THANKS)
            return redirect("articles:published", pk)
    elif request.method == "POST":
        messages.warning(request, TOO_LATE)
    context = {"article": article, "body": rendered(article.body), "form": form}
    status = 422 if form and form.errors else 200
    return render(request, "articles/read.html", context, status=status)


def _is_taken(request: HttpRequest, form: CommentForm, article: Article) -> bool:
    """Take it, unless too many came from one address; a machine is thanked and forgotten."""
    if form.is_machine or not form.is_valid():
        return form.is_machine
    if not may_send("comments", request, clock.now()):
        form.add_error(None, TOO_MANY)
        return False
    services.comment_on_article(
        article=article, by=services.READER, at=clock.now(), **form.cleaned_data
    )
    return True


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
        "page": Paginator(found.comments.all(), PAGE_ROWS).get_page(request.GET.get("page")),
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

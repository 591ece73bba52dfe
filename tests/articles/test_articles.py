"""Articles: every step from every state, safe Markdown, only what is published is read."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from credit_portal.articles import services
from credit_portal.articles.choices import ArticleKind, ArticleStatus
from credit_portal.articles.demo import build_demo_articles
from credit_portal.articles.markdown import rendered
from credit_portal.articles.models import Article, ArticleComment
from credit_portal.articles.services import ArticleText
from credit_portal.audit.models import AuditEntry
from credit_portal.shared.actors import SystemActor
from credit_portal.shared.errors import Invalid, NotAllowed, Refused
from tests.caching import forget_cached
from tests.factories.accounts import UserFactory
from tests.factories.articles import ArticleFactory
from tests.factories.entities import NOW, TODAY

S, OFFICE = ArticleStatus, SystemActor("信用办")
TEXT = ArticleText(ArticleKind.FAQ, "改过的标题", "改过的正文")
SERVICES: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "edit": (services.edit_article, {"text": TEXT}),
    "publish": (services.publish_article, {}),
    "withdraw": (services.withdraw_article, {"reason": "内容有误"}),
}
EXPECTED = {
    "edit": {S.DRAFT: S.DRAFT},
    "publish": {S.DRAFT: S.PUBLISHED},
    "withdraw": {S.PUBLISHED: S.WITHDRAWN},
}
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "<javascript:alert(1)>",
    '[x](https://a.cn "t\\" onclick=alert(1) \\"")',
    "![x](https://tracker.example/p.png)",
    "[x]: javascript:alert(1)\n\n[x]",
]


def test_the_table_names_every_declared_step() -> None:
    declared = {step.name for step in Article().get_all_status_transitions()}
    assert declared == EXPECTED.keys() == SERVICES.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("act", EXPECTED)
@pytest.mark.parametrize("state", S)
def test_every_step_from_every_state(act: str, state: ArticleStatus) -> None:
    article = ArticleFactory(**{} if state == S.DRAFT else {state.value: True})
    service, values = SERVICES[act]
    before = Article.objects.filter(pk=article.pk).values().get()
    if (target := EXPECTED[act].get(state)) is None:
        with pytest.raises(Refused):
            service(article=article, by=OFFICE, at=NOW, **values)
        assert Article.objects.filter(pk=article.pk).values().get() == before
        assert not AuditEntry.objects.exists()
    else:
        service(article=article, by=OFFICE, at=NOW, **values)
        assert Article.objects.get(pk=article.pk).status == target
        assert AuditEntry.objects.get().act == f"articles.{act}_article"


@pytest.mark.django_db
def test_only_the_lead_office_writes() -> None:
    article = ArticleFactory()
    for service, values in SERVICES.values():
        with pytest.raises(NotAllowed):
            service(article=article, by=UserFactory(), at=NOW, **values)
    with pytest.raises(NotAllowed):
        services.draft_article(text=TEXT, by=UserFactory(), at=NOW)
    with pytest.raises(Invalid):
        services.draft_article(text=ArticleText(ArticleKind.FAQ, " ", "x"), by=OFFICE, at=NOW)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_in_a_text_runs_or_loads(text: str) -> None:
    html = rendered(text)
    tags = html.replace("&lt;", "").replace("&gt;", "")
    for danger in ("<script", "<img", 'href="javascript', 'href="data', 'href="vbscript'):
        assert danger not in tags.lower()
    assert '" onclick' not in html


def test_markdown_is_laid_out_below_the_title_of_the_page() -> None:
    html = rendered("# 标题\n\n- 一\n\n**重**[表](/search/)\n\n电话13912345678")
    assert "<h2>标题</h2>" in html
    assert "<li>一</li>" in html
    assert '<a href="/search/">表</a>' in html
    assert "139****5678" in html


@pytest.mark.django_db
def test_only_what_is_published_is_read(client: Client) -> None:
    draft, withdrawn = (
        ArticleFactory(title="草稿文章"),
        ArticleFactory(withdrawn=True, title="撤下"),
    )
    shown = ArticleFactory(published=True, title="公开文章")
    page = client.get("/articles/").content.decode()
    assert "公开文章" in page
    assert "草稿文章" not in page
    assert "步骤" in client.get(f"/articles/{shown.pk}/").content.decode()
    for hidden in (draft, withdrawn):
        assert client.get(f"/articles/{hidden.pk}/").status_code == 404
    assert "公开文章" not in client.get("/articles/?kind=faq").content.decode()
    assert "公开文章" in client.get("/").content.decode()


@pytest.mark.parametrize("reason", ["\0", "长" * 501])
@pytest.mark.django_db
def test_an_odd_reason_is_refused(reason: str) -> None:
    article = ArticleFactory(published=True)
    with pytest.raises(Invalid):
        services.withdraw_article(article=article, reason=reason, by=OFFICE, at=NOW)


@pytest.mark.django_db
def test_an_editor_previews_saves_publishes_and_withdraws(client: Client) -> None:
    client.force_login(UserFactory(lead_officer=True))
    form = {"kind": "guide", "title": "新指南", "body": "## 第一步\n\n<b>x</b>"}
    preview = client.post("/desk/articles/new/", {**form, "preview": "1"}).content.decode()
    assert "<h2>第一步</h2>" in preview
    assert not Article.objects.exists()
    client.post("/desk/articles/new/", form)
    article = Article.objects.get()
    address = f"/desk/articles/{article.pk}/"
    client.post(f"{address}edit/", {**form, "title": "改名"})
    client.post(f"{address}publish/")
    assert "改名" in client.get("/articles/").content.decode()
    client.post(f"{address}withdraw/", {"reason": "重写"})
    assert "改名" not in client.get("/articles/").content.decode()
    assert client.post(f"{address}publish/").status_code == 409


@pytest.mark.django_db
def test_the_demonstration_publishes_three_of_two_kinds_and_rules_in_draft() -> None:
    by = UserFactory(lead_officer=True)
    for _ in range(2):
        build_demo_articles(by=by, at=NOW)
    kinds = Article.objects.published(NOW).values_list("kind", flat=True)
    assert sorted(kinds) == ["faq"] * 3 + ["guide"] * 3 + ["rules"]


# --- 征求意见 (江西 (十五)) -------------------------------------------------------------------

RULES = {"kind": ArticleKind.RULES, "title": "名单管理办法（征求意见稿）", "published": True}
COMMENT = {"text": "第三条应写明期限", "contact": "13912345678"}


def address(article: Article) -> str:
    return reverse("articles:published", args=[article.pk])


@pytest.mark.django_db
def test_rules_in_draft_are_commented_until_their_last_day(
    client: Client, on_the_day, as_user: Any
) -> None:
    rules = ArticleFactory(comments_until=TODAY, **RULES)
    assert client.post(address(rules), COMMENT).status_code == 302

    comment = ArticleComment.objects.get()
    assert (comment.article, comment.text) == (rules, COMMENT["text"])
    assert AuditEntry.objects.get().act == "articles.comment_on_article"
    assert COMMENT["text"] not in client.get(address(rules)).content.decode()
    desk = as_user(UserFactory(lead_officer=True)).get(f"/desk/articles/{rules.pk}/")
    assert COMMENT["text"] in desk.content.decode()
    ArticleComment.objects.bulk_create(
        ArticleComment(article=rules, text="同意", sent_at=NOW) for _ in range(25)
    )
    desk = as_user(UserFactory(lead_officer=True)).get(f"/desk/articles/{rules.pk}/")
    assert desk.content.decode().count("同意") < 25


@pytest.mark.django_db
@pytest.mark.parametrize("until", [None, TODAY - timedelta(days=1)])
def test_nothing_else_is_commented(client: Client, on_the_day, until: Any) -> None:
    rules = ArticleFactory(comments_until=until, **RULES)
    page = client.post(address(rules), COMMENT).content.decode()
    assert ("意见和建议" in page, "征求意见已经结束" in page) == (False, True)
    with pytest.raises(Refused):
        services.comment_on_article(article=rules, by=OFFICE, at=NOW, **COMMENT)
    assert not ArticleComment.objects.exists()


@pytest.mark.django_db
def test_machines_and_floods_are_kept_out(client: Client, on_the_day, settings: Any) -> None:
    forget_cached()
    settings.PORTAL_REPORTS_AN_HOUR = 2
    forget_cached()
    url = address(ArticleFactory(comments_until=TODAY, **RULES))
    assert client.post(url, COMMENT | {"website": "x"}).status_code == 302
    assert client.post(url, {"text": " "}).status_code == 422
    codes = [client.post(url, COMMENT, REMOTE_ADDR="192.0.2.71").status_code for _ in range(3)]
    assert codes == [302, 302, 422]
    assert ArticleComment.objects.count() == 2


@pytest.mark.django_db
def test_a_day_of_comments_lies_ahead() -> None:
    over = ArticleText(ArticleKind.RULES, "办法", "正文", comments_until=TODAY - timedelta(days=1))
    with pytest.raises(Invalid):
        services.draft_article(text=over, by=OFFICE, at=NOW)
    waited = ArticleFactory(comments_until=over.comments_until)
    with pytest.raises(Invalid):
        services.publish_article(article=waited, by=OFFICE, at=NOW)

"""Articles: drafted, edited, published, withdrawn by the lead office."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django_fsm import can_proceed

from credit_portal.accounts.permissions import require_role
from credit_portal.articles.choices import ArticleKind
from credit_portal.articles.models import Article, ArticleComment
from credit_portal.articles.permissions import EDITORS
from credit_portal.audit import services as audit
from credit_portal.shared.actors import Actor, SystemActor
from credit_portal.shared.errors import Invalid, Refused, required
from credit_portal.shared.history import user_of

LONGEST_REASON = 500
READER = SystemActor("公示网站访客")


@dataclass(frozen=True)
class ArticleText:
    """What an editor writes."""

    kind: ArticleKind
    title: str
    body: str
    summary: str = ""
    source: str = ""
    comments_until: date | None = None


def draft_article(*, text: ArticleText, by: Actor, at: datetime) -> Article:
    """Write an article that nobody reads yet.

    Raises:
        NotAllowed: not the lead office.
        Invalid: no title or no text.
    """
    require_role(by, EDITORS)
    article = Article(written_by=user_of(by), written_at=at)
    _write(article, text, timezone.localdate(at))
    with transaction.atomic():
        _save(article, "draft_article", by, at)
    return article


def edit_article(*, article: Article, text: ArticleText, by: Actor, at: datetime) -> Article:
    """Write a draft anew.

    Raises:
        NotAllowed: not the lead office.
        Refused: it is published.
        Invalid: no title or no text.
    """
    with transaction.atomic():
        article = _step(article, "edit", by)
        _write(article, text, timezone.localdate(at))
        _save(article, "edit_article", by, at)
    return article


def publish_article(*, article: Article, by: Actor, at: datetime) -> Article:
    """Let everybody read it.

    Raises:
        NotAllowed: not the lead office.
        Refused: it is no draft.
        Invalid: its last day for comments is over.
    """
    with transaction.atomic():
        article = _step(article, "publish", by)
        _check_last_day(article.comments_until, timezone.localdate(at))
        article.published_at = at
        _save(article, "publish_article", by, at)
    return article


def withdraw_article(*, article: Article, reason: str, by: Actor, at: datetime) -> Article:
    """Take it off the public site.

    Raises:
        NotAllowed: not the lead office.
        Refused: it is not published.
        Invalid: no reason.
    """
    with transaction.atomic():
        article = _step(article, "withdraw", by)
        article.withdrawn_at = at
        article.withdrawal_reason = required(reason, "reason", "撤下理由", LONGEST_REASON)
        _save(article, "withdraw_article", by, at, article.withdrawal_reason)
    return article


def _write(article: Article, text: ArticleText, day: date) -> None:
    required(text.title, "title", "标题")
    required(text.body, "body", "正文")
    _check_last_day(text.comments_until, day)
    for name, value in asdict(text).items():
        setattr(article, name, value.strip() if isinstance(value, str) else value)


def _check_last_day(until: date | None, day: date) -> None:
    if until and until < day:
        sentence = "征求意见截止日期不能早于今天。"
        raise Invalid("comments_over", sentence, {"comments_until": sentence})


def comment_on_article(
    *, article: Article, text: str, contact: str, by: Actor, at: datetime
) -> ArticleComment:
    """Take what a reader says about rules in draft (江西 (十五)).

    Raises:
        Refused: no comments are asked for, or not any more.
        Invalid: nothing is said.
    """
    if not article.takes_comments(timezone.localdate(at)):
        raise Refused("no_comments", "征求意见已经结束。")
    with transaction.atomic():
        comment = ArticleComment.objects.create(
            article=article, text=required(text, "text", "意见"), contact=contact.strip(),
            sent_at=at,
        )  # fmt: skip
        audit.record(by=by, act="articles.comment_on_article", obj=comment, at=at)
    return comment


def _step(article: Article, name: str, by: Actor) -> Article:
    """The article, locked and taken one step on."""
    require_role(by, EDITORS)
    article = Article.objects.select_for_update().get(pk=article.pk)
    step = getattr(article, name)
    if not can_proceed(step):
        raise Refused(
            "wrong_state",
            f"该文章现为“{article.get_status_display()}”，不能如此办理；请刷新后再看。",
        )
    step()
    return article


def _save(article: Article, act: str, by: Actor, at: datetime, reason: str = "") -> None:
    audit.save_and_record(
        article, act=f"articles.{act}", by=by, at=at, reason=reason,
        after={"status": article.status, "kind": article.kind},
    )  # fmt: skip

"""Articles."""

import factory

from credit_portal.articles.choices import ArticleKind, ArticleStatus
from credit_portal.articles.models import Article
from tests.factories.entities import NOW


class ArticleFactory(factory.django.DjangoModelFactory[Article]):
    """A draft."""

    class Meta:
        model = Article

    class Params:
        published = factory.Trait(status=ArticleStatus.PUBLISHED, published_at=NOW)
        withdrawn = factory.Trait(
            status=ArticleStatus.WITHDRAWN, published_at=NOW, withdrawn_at=NOW,
            withdrawal_reason="内容有误",
        )  # fmt: skip

    kind = ArticleKind.GUIDE
    title = "怎样申请信用修复"
    body = "## 步骤\n\n登录后办理。"
    written_at = NOW

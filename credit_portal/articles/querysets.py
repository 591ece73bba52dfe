"""Named questions to articles."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

from credit_portal.articles.choices import ArticleStatus

if TYPE_CHECKING:
    from credit_portal.articles.models import Article  # noqa: F401 - named in a string below


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles."""

    def published(self, at: datetime) -> Self:
        """What everybody may read, the latest first."""
        rows = self.filter(status=ArticleStatus.PUBLISHED, published_at__lte=at)
        return rows.order_by("-published_at", "-pk")

"""Addresses of the public site that are the portal's own."""

from django.urls import path

from credit_portal.portal.public import challenge_views, disclosure_views, views
from credit_portal.portal.public.feeds import ColumnFeed, EntityFeed
from credit_portal.portal.public.limits import limited

urlpatterns = [
    path("", views.home, name="home"),
    path("challenge/", challenge_views.challenge, name="challenge"),
    path("robots.txt", challenge_views.robots, name="robots"),
    path("disclosure/", disclosure_views.policy, name="policy"),
    path("disclosure/model/", disclosure_views.scoring_model, name="scoring_model"),
    path("disclosure/statistics/", disclosure_views.statistics, name="statistics"),
    path("disclosure/quality/", disclosure_views.quality, name="quality"),
    path("publications/acts/", views.overview, name="publications"),
    path("publications/acts/<slug:kind>/", views.column, name="column"),
    path("publications/acts/<slug:kind>/feed/", ColumnFeed(), name="column_feed"),
    path("entities/<str:code>/feed/", limited(EntityFeed()), name="entity_feed"),
]

"""Addresses of supervision, by theme."""

from supervision.correction.urls import urlpatterns as correction
from supervision.followups.urls import urlpatterns as followups
from supervision.inspections.urls import urlpatterns as inspections
from supervision.listings.urls import urlpatterns as listings
from supervision.measures.urls import urlpatterns as measures

app_name = "supervision"
urlpatterns = [*measures, *listings, *correction, *followups, *inspections]

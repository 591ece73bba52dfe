"""Addresses of supervision, by theme."""

from supervision.cases.urls import urlpatterns as cases
from supervision.correction.urls import urlpatterns as correction
from supervision.effects.urls import urlpatterns as effects
from supervision.followups.urls import urlpatterns as followups
from supervision.inspections.urls import urlpatterns as inspections
from supervision.leniency.urls import urlpatterns as leniency
from supervision.letters.urls import urlpatterns as letters
from supervision.listings.urls import urlpatterns as listings
from supervision.measures.urls import urlpatterns as measures
from supervision.reminders.urls import urlpatterns as reminders

app_name = "supervision"
urlpatterns = [
    *measures,
    *listings,
    *correction,
    *followups,
    *leniency,
    *letters,
    *reminders,
    *effects,
    *cases,
    *inspections,
]

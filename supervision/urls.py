"""Addresses of supervision, by theme."""

from supervision.measures.urls import urlpatterns as measures

app_name = "supervision"
urlpatterns = [*measures]

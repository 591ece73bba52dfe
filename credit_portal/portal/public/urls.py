"""Addresses of the public site that are the portal's own."""

from django.urls import path

from credit_portal.portal.public import views

urlpatterns = [
    path("", views.home, name="home"),
    path("publications/acts/", views.overview, name="publications"),
    path("publications/acts/<slug:kind>/", views.column, name="column"),
]

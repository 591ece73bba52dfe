"""Addresses of error reports."""

from django.urls import path

from credit_portal.errata import views

app_name = "errata"
urlpatterns = [
    path("entities/<str:code>/records/<int:pk>/report/", views.report, name="new"),
    path("desk/errata/", views.reports, name="list"),
    path("desk/errata/<int:pk>/", views.answer, name="report"),
]

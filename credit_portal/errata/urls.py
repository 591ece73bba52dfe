"""Addresses of error reports, and of the acts that put a record right."""

from django.urls import path

from credit_portal.errata import amending, views

app_name = "errata"
urlpatterns = [
    path("entities/<str:code>/records/<int:pk>/report/", views.report, name="new"),
    path("desk/errata/", views.reports, name="list"),
    path("desk/errata/<int:pk>/", views.answer, name="report"),
    path("desk/records/<int:pk>/withdraw/", amending.withdraw, name="withdraw"),
    path("desk/records/<int:pk>/correct/", amending.correct, name="correct"),
    path("desk/records/scans/<int:pk>/", amending.scan, name="scan"),
]

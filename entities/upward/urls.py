"""Addresses of reports to the platform above."""

from django.urls import path

from entities.upward import views

app_name = "upward"
urlpatterns = [
    path("", views.reports, name="list"),
    path("<int:pk>/", views.report_detail, name="detail"),
]

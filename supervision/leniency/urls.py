"""Addresses of the list and of penalties entered by hand."""

from django.urls import path

from supervision.leniency import views

LIST = "desk/supervision/minor-violations/"
urlpatterns = [
    path(LIST, views.violations, name="violations"),
    path(f"{LIST}export/", views.violations_export, name="violations_export"),
    path(f"{LIST}new/", views.violation_new, name="violation_new"),
    path(f"{LIST}<int:pk>/edit/", views.violation_edit, name="violation_edit"),
    path(f"{LIST}<int:pk>/retire/", views.violation_retire, name="violation_retire"),
    path("desk/supervision/penalties/<str:code>/new/", views.penalty_new, name="penalty_new"),
]

"""Addresses of statistics."""

from django.urls import path

from supervision.effects import views

EFFECTS = "desk/supervision/effects/"
urlpatterns = [
    path(EFFECTS, views.measure_effects, name="measure_effects"),
    path(f"{EFFECTS}export/", views.measure_effects_export, name="measure_effects_export"),
]

"""Addresses of measures."""

from django.urls import path

from supervision.measures import my_views, views

MEASURES = "desk/supervision/measures/"
urlpatterns = [
    path("my/measures/", my_views.my_measures, name="my_measures"),
    path("my/measures/<int:pk>/", my_views.my_measure, name="my_measure"),
    path(MEASURES, views.measures, name="measures"),
    path(f"{MEASURES}export/", views.measures_export, name="measures_export"),
    path(f"{MEASURES}<str:code>/new/", views.measure_new, name="measure_new"),
    path(f"{MEASURES}<int:pk>/", views.measure, name="measure"),
    path(f"{MEASURES}<int:pk>/suspend/", views.measure_suspend, name="measure_suspend"),
    path(
        f"{MEASURES}<int:pk>/suspensions/<int:suspension_pk>/restore/",
        views.measure_restore,
        name="measure_restore",
    ),
    path(f"{MEASURES}<int:pk>/<slug:name>/", views.measure_act, name="measure_act"),
]

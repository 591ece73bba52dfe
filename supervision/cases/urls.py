"""Addresses of cases: for everybody, and on the desk."""

from django.urls import path

from supervision.cases import views

CASES = "desk/supervision/cases/"
urlpatterns = [
    path("cases/", views.published_cases, name="published_cases"),
    path(CASES, views.cases, name="cases"),
    path(f"{CASES}of/<int:pk>/", views.case_new, name="case_new"),
    path(f"{CASES}<int:pk>/", views.case, name="case"),
    path(f"{CASES}<int:pk>/edit/", views.case_edit, name="case_edit"),
    path(f"{CASES}<int:pk>/<slug:name>/", views.case_act, name="case_act"),
]

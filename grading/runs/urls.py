"""Addresses of evaluation runs on the desk."""

from django.urls import path

from grading.runs import views

urlpatterns = [
    path("runs/", views.run_list, name="runs"),
    path("runs/start/", views.start, name="run_start"),
    path("runs/reproduce/", views.reproduce, name="run_reproduce"),
    path("runs/<int:pk>/", views.run_detail, name="run"),
    path("runs/<int:pk>/progress/", views.run_progress, name="run_progress"),
    path("runs/<int:pk>/changes/", views.export_changes, name="run_changes"),
    path("distribution/", views.distribution, name="distribution"),
]

"""Addresses of the imports."""

from django.urls import path

from entities.imports import views

app_name = "imports"

urlpatterns = [
    path("", views.batch_list, name="list"),
    path("templates/<slug:code>/", views.template, name="template"),
    path("<int:pk>/", views.batch_detail, name="detail"),
    path("<int:pk>/progress/", views.batch_progress, name="progress"),
    path("<int:pk>/retry/", views.retry, name="retry"),
    path("<int:pk>/quarantine/", views.quarantine, name="quarantine"),
]

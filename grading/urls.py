"""Addresses of grading, by theme."""

from django.urls import include, path

from grading.laboratory.urls import urlpatterns as laboratory
from grading.notices.urls import urlpatterns as notices
from grading.passport.urls import urlpatterns as passport
from grading.runs.urls import urlpatterns as runs

app_name = "grading"
urlpatterns = [*passport, *notices, path("desk/grading/", include([*runs, *laboratory]))]

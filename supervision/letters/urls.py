"""Addresses of letters."""

from django.urls import path

from supervision.letters import views

LETTERS = "desk/supervision/letters/"
urlpatterns = [
    path(LETTERS, views.letters, name="letters"),
    path(f"{LETTERS}<str:code>/new/", views.letter_new, name="letter_new"),
    path(f"{LETTERS}<int:pk>/file/", views.letter_file, name="letter_file"),
]

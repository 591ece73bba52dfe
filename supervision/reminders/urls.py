"""Addresses of reminders."""

from django.urls import path

from supervision.reminders import views

REMINDERS = "desk/supervision/reminders/"
urlpatterns = [
    path(REMINDERS, views.reminders, name="reminders"),
    path(f"{REMINDERS}new/", views.reminder_new, name="reminder_new"),
]

"""Addresses of follow-ups."""

from django.urls import path

from supervision.followups import views

FOLLOW_UPS = "desk/supervision/follow-ups/"
urlpatterns = [
    path(FOLLOW_UPS, views.follow_ups, name="follow_ups"),
    path(f"{FOLLOW_UPS}<int:pk>/", views.follow_up, name="follow_up"),
    path(f"{FOLLOW_UPS}<int:pk>/<slug:name>/", views.follow_up_act, name="follow_up_act"),
]

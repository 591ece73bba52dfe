"""Addresses of messages, falls, overrides and results from outside."""

from django.urls import path

from grading.notices import assessment_views, override_views, views

DESK, MY = "desk/grading/", "my/class-changes/"
FALLS, OVERRIDES, ASSESSMENTS = f"{DESK}falls/", f"{DESK}overrides/", f"{DESK}assessments/"
urlpatterns = [
    path(MY, views.messages, name="messages"),
    path(f"{MY}<int:pk>/read/", views.message_read, name="message_read"),
    path(FALLS, views.falls, name="falls"),
    path(f"{FALLS}<int:pk>/", views.fall, name="fall"),
    path(OVERRIDES, override_views.overrides, name="overrides"),
    path(f"{OVERRIDES}<str:code>/new/", override_views.override_propose, name="override_propose"),
    path(f"{OVERRIDES}<int:pk>/", override_views.override, name="override"),
    path(f"{OVERRIDES}<int:pk>/<slug:name>/", override_views.override_step, name="override_step"),
    path(ASSESSMENTS, assessment_views.assessments, name="assessments"),
    path(f"{ASSESSMENTS}new/", assessment_views.assessment_new, name="assessment_new"),
    path(
        f"{ASSESSMENTS}<int:pk>/withdraw/",
        assessment_views.assessment_withdraw,
        name="assessment_withdraw",
    ),
]

"""Addresses of the policy pages, below ``/desk/policy/``."""

from django.urls import path

from credit_portal.policy.views import assignments, calendar, packs

app_name = "policy"

urlpatterns = [
    path("", packs.pack_list, name="list"),
    path("conflicts/", packs.conflict_report, name="conflicts"),
    path("assignments/", assignments.assignments, name="assignments"),
    path(
        "assignments/<int:pk>/approve/", assignments.assignment_approve, name="assignment_approve"
    ),
    path("assignments/<int:pk>/reject/", assignments.assignment_reject, name="assignment_reject"),
    path("calendar/", calendar.calendar_year, name="calendar"),
    path("calendar/import/", calendar.notice_import, name="notice_import"),
    path("calendar/<int:year>/", calendar.calendar_year, name="calendar_year"),
    path("packs/<slug:code>/", packs.pack_detail, name="pack"),
    path("packs/<slug:code>/edit/", packs.pack_edit, name="edit"),
    path("packs/<slug:code>/versions/", packs.version_list, name="versions"),
    path("packs/<slug:code>/versions/<int:number>/", packs.version_detail, name="version"),
    path("packs/<slug:code>/versions/<int:number>/submit/", packs.version_submit, name="submit"),
    path("packs/<slug:code>/versions/<int:number>/approve/", packs.version_approve, name="approve"),
    path("packs/<slug:code>/versions/<int:number>/reject/", packs.version_reject, name="reject"),
]

"""Addresses of figures and scorecards."""

from django.urls import path

from credit_portal.insight import dashboard_views as dashboard
from credit_portal.insight.scorecards import views as scorecards

app_name = "insight"
DASHBOARD, SCORECARDS = "desk/dashboard/", "desk/scorecards/"
urlpatterns = [
    path(DASHBOARD, dashboard.dashboard, name="dashboard"),
    path(f"{DASHBOARD}businesses/", dashboard.business_list, name="businesses"),
    path(f"{DASHBOARD}<slug:name>/", dashboard.behind, name="behind"),
    path(SCORECARDS, scorecards.table, name="scorecards"),
    path(f"{SCORECARDS}<int:pk>/", scorecards.detail, name="scorecard"),
    path(f"{SCORECARDS}<int:pk>/notice/", scorecards.notice_new, name="notice_new"),
    path(f"{SCORECARDS}notices/<int:pk>/", scorecards.notice_file, name="notice_file"),
]

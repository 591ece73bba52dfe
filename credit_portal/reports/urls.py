"""Addresses of reports on the three faces."""

from django.urls import path

from credit_portal.reports import desk_views, my_views, verify_views
from credit_portal.reports.checks import views as check_views
from credit_portal.reports.received import views as received_views

app_name = "reports"
urlpatterns = [
    path("reports/verify/", verify_views.verify, name="verify"),
    path("my/reports/", my_views.my_list, name="my_list"),
    path("my/reports/new/<str:kind>/", my_views.my_new, name="my_new"),
    path("my/reports/<int:pk>/file/", my_views.my_file, name="my_file"),
    path("desk/reports/", desk_views.desk_list, name="desk_list"),
    path("desk/reports/new/<str:kind>/", desk_views.desk_new, name="desk_new"),
    path("desk/reports/<int:pk>/file/", desk_views.desk_file, name="desk_file"),
    path("desk/reports/received/<str:code>/new/", received_views.receive, name="receive"),
    path(
        "desk/reports/received/<int:pk>/file/", received_views.received_file, name="received_file"
    ),
    path("desk/reports/checks/", check_views.checks, name="checks"),
]

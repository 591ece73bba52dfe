"""Addresses of subscriptions by e-mail."""

from django.urls import path

from credit_portal.portal.public.limits import limited
from credit_portal.subscriptions import views

app_name = "subscriptions"
urlpatterns = [
    path("columns/<slug:slug>/", views.column, name="column"),
    path("entities/<str:code>/", limited(views.entity), name="entity"),
    path("asked/", views.asked, name="asked"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("leave/<str:token>/", views.leave, name="leave"),
]

"""Addresses of the pages that join several rooms."""

from django.urls import path

from credit_portal.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("my/", views.my_home, name="my_home"),
    path("desk/", views.desk_home, name="desk_home"),
    path("desk/style/", views.style, name="style"),
]

"""Addresses of the change feed."""

from django.urls import path

from entities.feed import views

app_name = "feed"
urlpatterns = [
    path("", views.changes, name="changes"),
    path("receipt/", views.receipt, name="receipt"),
    path("outstanding.json", views.download, name="download"),
    path("all/", views.overview, name="overview"),
    path("all/consumers/", views.consumers, name="consumers"),
    path("all/consumers/<int:pk>/leave/", views.leave, name="leave"),
    path("all/<int:pk>/", views.change, name="change"),
]

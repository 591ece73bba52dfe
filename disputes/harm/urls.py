"""Addresses of harm reversal."""

from django.urls import path

from disputes.harm import views

urlpatterns = [
    path("my/reversals/", views.my_harms, name="my_harms"),
    path("my/reversals/<int:pk>/", views.my_harm, name="my_harm"),
    path("desk/reversals/", views.harms, name="harms"),
    path("desk/reversals/<int:pk>/", views.harm, name="harm"),
]

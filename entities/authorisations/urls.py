"""Addresses of authorisations."""

from django.urls import path

from entities.authorisations import views

app_name = "authorisations"
urlpatterns = [
    path("my/authorisations/", views.my_authorisations, name="my_list"),
    path("my/authorisations/new/", views.new, name="my_new"),
    path("my/authorisations/<int:pk>/withdraw/", views.withdraw, name="my_withdraw"),
    path("desk/authorisations/", views.authorisations, name="list"),
]

"""Addresses of the test provider; ``credit_portal.urls`` includes them only where it is on."""

from django.urls import path

from credit_portal.portal.test_provider import views

app_name = "test_provider"
urlpatterns = [
    path("", views.configuration, name="issuer"),
    path(".well-known/openid-configuration", views.configuration, name="configuration"),
    path("keys/", views.keys, name="keys"),
    path("authorize/", views.authorize, name="authorize"),
    path("token/", views.token, name="token"),
    path("userinfo/", views.userinfo, name="userinfo"),
    path("ticket/login/", views.ticket_login, name="ticket_login"),
    path("ticket/validate/", views.ticket_validate, name="ticket_validate"),
]

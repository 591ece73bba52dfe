"""Addresses of logging in: only the parts of allauth that the portal offers.

The names are allauth's own; sign-up, e-mail and self-service reset have no address at all.
"""

from allauth.account import views as account
from django.urls import include, path

from credit_portal.accounts.real_name import views as real_name

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("login/enterprise/", real_name.real_name, name="account_real_name"),
    path("login/enterprise/oidc/", real_name.oidc_login, name="account_oidc_login"),
    path("login/enterprise/oidc/return/", real_name.oidc_callback, name="account_oidc_callback"),
    path("login/enterprise/ticket/", real_name.ticket_login, name="account_ticket_login"),
    path(
        "login/enterprise/ticket/return/",
        real_name.ticket_callback,
        name="account_ticket_callback",
    ),
    path("logout/", account.logout, name="account_logout"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/second-factor/", include("allauth.mfa.urls")),
]

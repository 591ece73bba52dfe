"""Addresses of mandates."""

from django.urls import path

from credit_portal.portal.mandates import desk_views, my_views

app_name = "mandates"
urlpatterns = [
    path("my/mandates/", my_views.my_mandates, name="my"),
    path("my/mandates/accept/", my_views.accept, name="accept"),
    path("my/mandates/<str:code>/invite/", my_views.invite, name="invite"),
    path("my/mandates/<int:pk>/end/", my_views.end, name="end"),
    path("my/mandates/invitations/<int:pk>/withdraw/", my_views.withdraw, name="withdraw"),
    path("desk/mandates/", desk_views.desk_mandates, name="desk"),
    path("desk/mandates/new/", desk_views.new, name="desk_new"),
    path("desk/mandates/<int:pk>/end/", desk_views.end, name="desk_end"),
    path("desk/mandates/invitations/<int:pk>/withdraw/", desk_views.withdraw, name="desk_withdraw"),
    path("desk/mandates/papers/<int:pk>/", desk_views.paper, name="desk_paper"),
]

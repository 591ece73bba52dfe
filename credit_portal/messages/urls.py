"""Addresses of messages."""

from django.urls import path

from credit_portal.messages import views

app_name = "messages"
urlpatterns = [
    path("my/messages/", views.my_messages, name="my"),
    path("desk/messages/", views.desk_messages, name="desk"),
    path("messages/<int:pk>/open/", views.message_open, name="open"),
]

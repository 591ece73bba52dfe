"""Addresses of statements."""

from django.urls import path

from disputes.replies import my_views, views

MY, DESK = "my/replies/", "desk/replies/"
urlpatterns = [
    path(MY, my_views.my_replies, name="my_replies"),
    path(f"{MY}new/<int:pk>/", my_views.my_reply_new, name="my_reply_new"),
    path(f"{MY}<int:pk>/", my_views.my_reply, name="my_reply"),
    path(f"{MY}<int:pk>/edit/", my_views.my_reply_edit, name="my_reply_edit"),
    path(f"{MY}<int:pk>/submit/", my_views.my_reply_submit, name="my_reply_submit"),
    path(f"{MY}<int:pk>/withdraw/", my_views.my_reply_withdraw, name="my_reply_withdraw"),
    path(DESK, views.replies, name="replies"),
    path(f"{DESK}<int:pk>/", views.reply, name="reply"),
    path(f"{DESK}<int:pk>/approve/", views.approve, name="reply_approve"),
    path(f"{DESK}<int:pk>/refuse/", views.refuse, name="reply_refuse"),
]

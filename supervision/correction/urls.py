"""Addresses of orders and interviews."""

from django.urls import path

from supervision.correction import my_views, views

ORDERS, INTERVIEWS = "desk/supervision/orders/", "desk/supervision/interviews/"
urlpatterns = [
    path("my/orders/", my_views.my_orders, name="my_orders"),
    path("my/orders/<int:pk>/", my_views.my_order, name="my_order"),
    path("my/interviews/", my_views.my_interviews, name="my_interviews"),
    path("my/interviews/<int:pk>/", my_views.my_interview, name="my_interview"),
    path(ORDERS, views.orders, name="orders"),
    path(f"{ORDERS}export/", views.orders_export, name="orders_export"),
    path(f"{ORDERS}<str:code>/new/", views.order_new, name="order_new"),
    path(f"{ORDERS}<int:pk>/", views.order, name="order"),
    path(f"{ORDERS}<int:pk>/<slug:name>/", views.order_act, name="order_act"),
    path(INTERVIEWS, views.interviews, name="interviews"),
    path(f"{INTERVIEWS}export/", views.interviews_export, name="interviews_export"),
    path(f"{INTERVIEWS}<str:code>/new/", views.interview_new, name="interview_new"),
    path(f"{INTERVIEWS}<int:pk>/", views.interview, name="interview"),
    path(f"{INTERVIEWS}<int:pk>/<slug:name>/", views.interview_act, name="interview_act"),
]

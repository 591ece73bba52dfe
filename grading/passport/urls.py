"""Addresses of the passport."""

from django.urls import path

from grading.passport import views

DESK, MY = "desk/entities/<str:code>/grade/", "my/grade/<str:code>/"
urlpatterns = [
    path(DESK, views.desk_passport, name="desk_passport"),
    *(
        path(f"{DESK}passport.{kind}", views.desk_file, {"kind": kind}, f"desk_passport_{kind}")
        for kind in ("pdf", "json")
    ),
    path("my/grade/", views.my_grade, name="my_grade"),
    path(MY, views.my_grade, name="my_grade_of"),
    *(
        path(f"{MY}passport.{kind}", views.my_file, {"kind": kind}, f"my_passport_{kind}")
        for kind in ("pdf", "json")
    ),
]

"""Addresses of repair."""

from django.urls import path

from repair.views import desk, my, training, window

app_name = "repair"
MY, DESK = "my/repair/", "desk/repair/"
urlpatterns = [
    path(MY, my.my_repair, name="my_repair"),
    path(f"{MY}new/<str:code>/", my.my_application_new, name="my_application_new"),
    path(f"{MY}notices/", my.my_notices, name="my_notices"),
    path(f"{MY}notices/<int:pk>/", my.my_notice, name="my_notice"),
    path(f"{MY}training/", my.my_training, name="my_training"),
    path(f"{MY}training/<str:code>/<int:pk>/", my.my_course, name="my_course"),
    path(f"{MY}certificates/<int:pk>/", my.my_certificate, name="my_certificate"),
    path(f"{MY}<int:pk>/", my.my_application, name="my_application"),
    path(f"{MY}<int:pk>/files/<int:proof_pk>/", my.my_proof, name="my_proof"),
    path(f"{MY}<int:pk>/letters/<int:part_pk>/", my.my_letter, name="my_letter"),
    path(f"{MY}<int:pk>/<slug:name>/", my.my_application_act, name="my_application_act"),
    path(DESK, desk.inbox, name="inbox"),
    path(f"{DESK}notices/", desk.notices, name="notices"),
    path(f"{DESK}notices/<int:pk>/", desk.notice, name="notice"),
    path(f"{DESK}courses/", training.courses, name="courses"),
    path(f"{DESK}courses/new/", training.course_new, name="course_new"),
    path(f"{DESK}courses/<int:pk>/", training.course, name="course"),
    path(f"{DESK}courses/<int:pk>/<slug:name>/", training.course_step, name="course_step"),
    path(f"{DESK}intake/<str:code>/", window.intake, name="intake"),
    path(
        f"{DESK}intake/<str:code>/training/<int:pk>/", training.window_course,
        name="window_course",
    ),
    path(f"{DESK}lifts/<str:code>/", window.lifts, name="lifts"),
    path(f"{DESK}lifts/<str:code>/<int:pk>/end/", window.lift_end, name="lift_end"),
    path(f"{DESK}items/<int:pk>/<slug:name>/", desk.item_act, name="item_act"),
    path(f"{DESK}parts/<int:pk>/verify/", desk.part_verify, name="part_verify"),
    path(f"{DESK}<int:pk>/", desk.case, name="case"),
    path(f"{DESK}<int:pk>/files/<int:proof_pk>/", desk.case_proof, name="case_proof"),
    path(f"{DESK}<int:pk>/letters/<int:part_pk>/", desk.case_letter, name="case_letter"),
    path(f"{DESK}<int:pk>/papers/", desk.case_papers, name="case_papers"),
    path(f"{DESK}<int:pk>/<slug:name>/", desk.case_act, name="case_act"),
]  # fmt: skip

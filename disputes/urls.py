"""Addresses of disputes, in the enterprise centre and on the desk."""

from django.urls import include, path

from disputes.harm.urls import urlpatterns as harm
from disputes.replies.urls import urlpatterns as replies
from disputes.views import desk, my

app_name = "disputes"
mine = [
    path("", my.disputes, name="my_list"),
    path("new/<slug:kind>/<int:pk>/", my.new, name="my_new"),
    path("new/grade-of/<str:code>/", my.new_about_grade, name="my_new_grade"),
    path("<slug:number>/", my.case, name="my_case"),
    path("<slug:number>/receipt.pdf", my.receipt, name="my_receipt"),
    path("<slug:number>/answer.pdf", my.answer, name="my_answer"),
    path("<slug:number>/files/<int:pk>/", my.evidence_file, name="my_file"),
    path("<slug:number>/<slug:name>/", my.act, name="my_act"),
]
on_desk = [
    path("", desk.disputes, name="list"),
    path("new/<slug:kind>/<int:pk>/", desk.new, name="new"),
    path("choose/<str:code>/", desk.choose, name="choose"),
    path("<slug:number>/", desk.case, name="case"),
    path("<slug:number>/receipt.pdf", desk.receipt, name="receipt"),
    path("<slug:number>/answer.pdf", desk.answer, name="answer"),
    path("<slug:number>/files/<int:pk>/", desk.evidence_file, name="file"),
    path("<slug:number>/decide/", desk.decide, name="decide"),
    path("<slug:number>/<slug:name>/", desk.act, name="act"),
]
urlpatterns = [
    path("my/disputes/", include(mine)),
    path("desk/disputes/", include(on_desk)),
    *replies,
    *harm,
]

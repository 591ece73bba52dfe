"""Addresses of declarations, on the public site, in the enterprise centre and on the desk."""

from django.urls import include, path

from declarations.views import desk, my, published

app_name = "declarations"
mine = [
    path("", my.declarations, name="my_list"),
    path("new/", my.new, name="my_new"),
    path("<int:pk>/", my.case, name="my_case"),
    path("<int:pk>/edit/", my.edit, name="my_edit"),
    path("<int:pk>/files/<int:file_pk>/", my.evidence_file, name="my_file"),
    path("<int:pk>/<slug:name>/", my.act, name="my_act"),
]
on_desk = [
    path("", desk.declarations, name="list"),
    path("<int:pk>/", desk.case, name="case"),
    path("<int:pk>/files/<int:file_pk>/", desk.evidence_file, name="file"),
    path("<int:pk>/<slug:name>/", desk.act, name="act"),
]
urlpatterns = [
    path("declarations/", published.published, name="published"),
    path("declarations/<int:pk>/", published.contest, name="contest"),
    path("my/declarations/", include(mine)),
    path("desk/declarations/", include(on_desk)),
]

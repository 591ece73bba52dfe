"""Addresses of commitments, on the desk and for everybody."""

from django.urls import include, path

from commitments.views import acts, catalogue, commitments, ledgers, my, published, window

app_name = "commitments"

desk = [
    path("window/", window.search, name="window"),
    path("window/done/<int:pk>/", window.done, name="done"),
    path("window/<str:code>/", window.take, name="take"),
    path("window/<str:code>/letter/", window.letter_fields, name="letter_fields"),
    path("commitments/", commitments.commitment_list, name="list"),
    path("commitments/file/", published.file_commitment, name="file"),
    path("commitments/catalogue/", catalogue.catalogue, name="catalogue"),
    path("commitments/catalogue/<slug:shelf>/new/", catalogue.edit, name="catalogue_new"),
    path("commitments/catalogue/<slug:shelf>/<int:pk>/", catalogue.edit, name="catalogue_edit"),
    path(
        "commitments/catalogue/<slug:shelf>/<int:pk>/<slug:step>/",
        catalogue.change_stage,
        name="catalogue_step",
    ),
    path("commitments/<int:pk>/", commitments.commitment_detail, name="detail"),
    path("commitments/<int:pk>/letter.pdf", commitments.letter, name="letter"),
    path("commitments/<int:pk>/scans/", commitments.upload_scan, name="upload_scan"),
    path("commitments/<int:pk>/scans/<int:scan_pk>/", commitments.open_scan, name="scan"),
    path("commitments/<int:pk>/<slug:name>/", acts.act_on, name="act"),
    path("ledgers/", ledgers.ledgers, name="ledgers"),
    path("ledgers/<int:pk>/", ledgers.submission, name="submission"),
    path("ledgers/<int:pk>/file/", ledgers.submission_file, name="submission_file"),
]
urlpatterns = [
    path("commitments/", published.published_list, name="published"),
    path("commitments/items/", published.public_catalogue, name="public_catalogue"),
    path("my/commitments/", my.my_commitments, name="my_list"),
    path("desk/", include(desk)),
]

"""Addresses of models and of the laboratory, below ``/desk/grading/``."""

from django.urls import path

from grading.laboratory import indicator_views, model_views, views

urlpatterns = [
    path("models/", model_views.models, name="models"),
    path("models/<int:version>/", model_views.model, name="model"),
    path("models/<int:version>/draft/", model_views.draft_model, name="draft_model"),
    path("models/<int:version>/edit/", model_views.edit_model, name="edit_model"),
    path("models/<int:version>/submit/", model_views.submit_model, name="submit_model"),
    path("models/<int:version>/send-back/", model_views.send_back_model, name="send_back_model"),
    path("models/<int:version>/discard/", model_views.discard_model, name="discard_model"),
    path("models/<int:version>/publish/", model_views.publish_model, name="publish_model"),
    path(
        "models/<int:version>/indicators/new/<slug:basis>/",
        indicator_views.add_indicator,
        name="add_indicator",
    ),
    path(
        "models/<int:version>/indicators/<slug:code>/",
        indicator_views.edit_indicator,
        name="edit_indicator",
    ),
    path(
        "models/<int:version>/indicators/<slug:code>/remove/",
        indicator_views.remove_indicator,
        name="remove_indicator",
    ),
    path("laboratory/", views.laboratory, name="laboratory"),
    path("laboratory/<int:pk>/", views.report, name="report"),
    path("laboratory/<int:pk>/movers/", views.movers, name="movers"),
    path("laboratory/<int:pk>/movers/<slug:code>/", views.mover, name="mover"),
]

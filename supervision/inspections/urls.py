"""Addresses of inspections: for everybody, for the business, on the desk."""

from django.urls import include, path

from supervision.inspections import (
    catalogue_views,
    draw_views,
    effect_views,
    export_views,
    my_views,
    plan_views,
    public_views,
    visit_views,
)

public = [
    path("", public_views.results, name="public_results"),
    path("export/", export_views.public_results, name="public_results_export"),
    path("items/export/", export_views.public_items, name="public_items_export"),
    path("plans/export/", export_views.public_plans, name="public_plans_export"),
    path("items/", public_views.items, name="public_items"),
    path("plans/", public_views.plans, name="public_plans"),
    path("tasks/", public_views.tasks, name="public_tasks"),
    path("draws/<int:pk>/", public_views.draw, name="public_draw"),
    path("draws/<int:pk>/draw.json", public_views.draw_file, name="public_draw_file"),
]
my = [
    path("", my_views.my_inspections, name="my_inspections"),
    path("<int:pk>/", my_views.my_inspection, name="my_inspection"),
]
desk = [
    path("effect/", effect_views.effect, name="inspection_effect"),
    path("effect/export/", effect_views.effect_export, name="inspection_effect_export"),
    path("visits/export/", export_views.visits, name="visits_export"),
    path("items/export/", export_views.items, name="inspection_items_export"),
    path("inspectors/export/", export_views.inspectors, name="inspectors_export"),
    path("plans/<int:pk>/export/", export_views.plan, name="inspection_plan_export"),
    path("visits/", visit_views.visit_list, name="visits"),
    path("visits/<int:pk>/", visit_views.visit, name="visit"),
    path("visits/<int:pk>/photos/", visit_views.visit_photo_add, name="visit_photo_add"),
    path("visits/<int:pk>/photos/<int:photo_pk>/", visit_views.visit_photo, name="visit_photo"),
    path("visits/<int:pk>/visitors/<int:visitor_pk>/", visit_views.visit_swap, name="visit_swap"),
    path("visits/<int:pk>/<slug:name>/", visit_views.visit_act, name="visit_act"),
    path("visits/scan/<uuid:token>/", visit_views.visit_scan, name="visit_scan"),
    path("items/", catalogue_views.items, name="inspection_items"),
    path("items/new/", catalogue_views.item_edit, name="inspection_item_new"),
    path("items/<slug:code>/edit/", catalogue_views.item_edit, name="inspection_item_edit"),
    path("items/<int:pk>/<slug:name>/", catalogue_views.item_act, name="inspection_item_act"),
    path("inspectors/", catalogue_views.inspector_list, name="inspectors"),
    path("inspectors/<int:pk>/", catalogue_views.inspector, name="inspector"),
    path(
        "inspectors/<int:pk>/interests/<int:interest_pk>/",
        catalogue_views.interest_end,
        name="interest_end",
    ),
    path("inspectors/<int:pk>/<slug:name>/", catalogue_views.inspector_act, name="inspector_act"),
    path("plans/", plan_views.plan_list, name="inspection_plans"),
    path("plans/new/", plan_views.plan_new, name="inspection_plan_new"),
    path("plans/<int:pk>/", plan_views.plan, name="inspection_plan"),
    path("plans/<int:pk>/edit/", plan_views.plan_edit, name="inspection_plan_edit"),
    path("plans/<int:pk>/tasks/new/", plan_views.task_new, name="inspection_task_new"),
    path("plans/<int:pk>/<slug:name>/", plan_views.plan_act, name="inspection_plan_act"),
    path("plans/tasks/<int:pk>/", plan_views.task, name="inspection_task"),
    path("plans/tasks/<int:pk>/edit/", plan_views.task_edit, name="inspection_task_edit"),
    path("plans/tasks/<int:pk>/<slug:name>/", plan_views.task_act, name="inspection_task_act"),
    path("plans/draws/<int:pk>/", draw_views.draw, name="inspection_draw"),
    path("plans/draws/<int:pk>/<slug:name>/", draw_views.draw_act, name="inspection_draw_act"),
]
urlpatterns = [
    path("inspections/", include(public)),
    path("my/inspections/", include(my)),
    path("desk/inspections/", include(desk)),
]

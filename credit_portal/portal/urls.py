"""Addresses of the pages that join several rooms."""

from django.urls import path

from credit_portal.portal import entity_views, my_look_ups, my_views, search_views, views
from credit_portal.portal.public.urls import urlpatterns as public

app_name = "portal"
urlpatterns = [
    *public,
    path("my/", views.my_home, name="my_home"),
    path("my/of/<str:code>/", views.my_home, name="my_home_of"),
    path("my/look-ups/", my_look_ups.my_look_ups, name="my_look_ups"),
    path("my/records/", my_views.my_records, name="my_records"),
    path("my/records/<str:code>/", my_views.my_records, name="my_records_of"),
    path("my/records/<str:code>/<int:pk>/", my_views.my_record, name="my_record"),
    path("desk/", views.desk_home, name="desk_home"),
    path("desk/style/", views.style, name="style"),
    path("search/", search_views.search, name="search"),
    path("entities/<str:code>/", entity_views.entity, name="entity"),
    path("entities/<str:code>/records/<int:pk>/", entity_views.record, name="record"),
    path("desk/entities/", search_views.desk_search, name="desk_search"),
    path("desk/entities/<str:code>/", entity_views.desk_entity, name="desk_entity"),
    path(
        "desk/entities/<str:code>/records/<int:pk>/", entity_views.desk_record, name="desk_record"
    ),
]

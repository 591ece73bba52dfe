"""Addresses of lists: on the desk, for the business, for everybody."""

from django.urls import path

from supervision.listings import open_views, views

LISTINGS = "desk/supervision/listings/"
urlpatterns = [
    path("lists/", open_views.published, name="published_listings"),
    path("lists/export/", open_views.published_export, name="published_listings_export"),
    path("my/listings/", open_views.my_listings, name="my_listings"),
    path("my/listings/<int:pk>/", open_views.my_listing, name="my_listing"),
    path(LISTINGS, views.listings, name="listings"),
    path(f"{LISTINGS}export/", views.listings_export, name="listings_export"),
    path(f"{LISTINGS}<str:code>/new/", views.listing_new, name="listing_new"),
    path(f"{LISTINGS}<int:pk>/", views.listing, name="listing"),
    path(f"{LISTINGS}<int:pk>/<slug:name>/", views.listing_act, name="listing_act"),
]

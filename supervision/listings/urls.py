"""Addresses of lists: on the desk, for the business, for everybody."""

from django.urls import path

from supervision.listings import exit_views, open_views, views
from supervision.listings.feeds import ExitFeed, ListingFeed

LISTINGS = "desk/supervision/listings/"
urlpatterns = [
    path("lists/", open_views.published, name="published_listings"),
    path("lists/export/", open_views.published_export, name="published_listings_export"),
    path("lists/feed/", ListingFeed(), name="listing_feed"),
    path("lists/exits/", exit_views.exits, name="published_exits"),
    path("lists/exits/feed/", ExitFeed(), name="exit_feed"),
    path("my/listings/", open_views.my_listings, name="my_listings"),
    path("my/listings/<int:pk>/", open_views.my_listing, name="my_listing"),
    path(LISTINGS, views.listings, name="listings"),
    path(f"{LISTINGS}export/", views.listings_export, name="listings_export"),
    path(f"{LISTINGS}<str:code>/new/", views.listing_new, name="listing_new"),
    path(f"{LISTINGS}<int:pk>/", views.listing, name="listing"),
    path(f"{LISTINGS}<int:pk>/<slug:name>/", views.listing_act, name="listing_act"),
]

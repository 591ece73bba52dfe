"""Every address of the portal."""

from django.contrib import admin
from django.urls import path

from credit_portal.health import healthz

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz/", healthz, name="healthz"),
]

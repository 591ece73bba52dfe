"""The portal with the test identity provider, as ``PORTAL_TEST_IDENTITY_PROVIDER`` has it."""

from django.urls import include, path

from credit_portal.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    *urlpatterns,
    path("test-identity/", include("credit_portal.portal.test_provider.urls")),
]

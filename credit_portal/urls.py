"""Every address of the portal."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from credit_portal.health import healthz

handler400 = "credit_portal.portal.errors.bad_request"
handler403 = "credit_portal.portal.errors.forbidden"
handler404 = "credit_portal.portal.errors.not_found"
handler500 = "credit_portal.portal.errors.server_error"

urlpatterns = [
    path("", include("credit_portal.portal.urls")),
    path("", include("credit_portal.accounts.urls")),
    path("", include("credit_portal.portal.mandates.urls")),
    path("desk/audit/", include("credit_portal.audit.urls")),
    path("desk/jobs/", include("credit_portal.jobs.urls")),
    path("", include("credit_portal.messages.urls")),
    path("desk/policy/", include("credit_portal.policy.urls")),
    path("desk/deadlines/", include("credit_portal.deadlines.urls")),
    path("desk/imports/", include("entities.imports.urls")),
    path("desk/feed/", include("entities.feed.urls")),
    path("desk/upward/", include("entities.upward.urls")),
    path("", include("credit_portal.articles.urls")),
    path("", include("credit_portal.errata.urls")),
    path("", include("entities.authorisations.urls")),
    path("", include("grading.urls")),
    path("", include("supervision.urls")),
    path("", include("commitments.urls")),
    path("", include("declarations.urls")),
    path("", include("repair.urls")),
    path("", include("disputes.urls")),
    path("", include("credit_portal.reports.urls")),
    path("", include("credit_portal.insight.urls")),
    path("", include("credit_portal.campaigns.urls")),
    path("subscriptions/", include("credit_portal.subscriptions.urls")),
    path("admin/", admin.site.urls),
    path("healthz/", healthz, name="healthz"),
]
if settings.TEST_IDENTITY_PROVIDER:  # which a production start refuses
    urlpatterns += [path("test-identity/", include("credit_portal.portal.test_provider.urls"))]

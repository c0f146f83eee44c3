"""The address plate."""

from django.conf import settings
from django.urls import include, path

from relational.kernel import mailbox, openapi, pages, style

handler404 = "relational.kernel.errors.not_found"
handler500 = "relational.kernel.errors.broken"

urlpatterns = [
    path("", include("relational.kernel.account_urls")),
    path("", include("hubs.urls")),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("status/", pages.status, name="status"),
    path("api/schema/", openapi.schema_page, name="api-schema"),
    path("api/docs/", openapi.docs, name="api-docs"),
    path("", include("cases.urls")),
]

if settings.DEMO:
    urlpatterns += [
        path("style/", style.style, name="style"),
        path("mailbox/", mailbox.show, name="mailbox"),
    ]

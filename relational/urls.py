"""The address plate."""

from django.conf import settings
from django.urls import include, path

from relational.kernel import mailbox, pages, style

handler404 = "relational.kernel.errors.not_found"

urlpatterns = [
    path("", include("relational.kernel.account_urls")),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("status/", pages.status, name="status"),
    path("", include("cases.urls")),
]

if settings.DEMO:
    urlpatterns += [
        path("style/", style.style, name="style"),
        path("mailbox/", mailbox.show, name="mailbox"),
    ]

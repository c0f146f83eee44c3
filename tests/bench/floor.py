"""The addresses, and the floor: a bare page with session, user and one query, to compare with."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from cases.models import Pause
from relational.kernel.errors import signed_in


@signed_in
def floor(request: HttpRequest) -> HttpResponse:
    rests = Pause.objects.now().exists()
    return HttpResponse(f"<!doctype html><title>Floor</title>{request.user.called}, {rests}")


urlpatterns = [path("floor/", floor), path("", include("relational.urls"))]

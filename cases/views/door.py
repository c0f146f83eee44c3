"""The front door: everybody is shown to where they begin."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cases import access
from cases.demo_people import PASSWORD, SIGN_INS
from hubs.access import Reach, Right, may, memberships, reach
from hubs.models import Hub


def front(request: HttpRequest) -> HttpResponse:
    """Who walks with people to their people, a resident to their page, who reads for somebody to
    theirs, who is asked for help to what they are asked, others to their desk."""
    user = request.user
    if not user.is_authenticated:
        demo = {"sign_ins": SIGN_INS, "password": PASSWORD} if settings.DEMO else {}
        return render(request, "cases/door/welcome.html", demo)
    if may(user, Right.MEET):
        return redirect("cases:people")
    if access.has_own_record(user):
        return redirect("cases:me")
    if not memberships(user) and access.reads_for():
        return redirect("cases:reading")
    if may(user, Right.ANSWER_ASKS):
        return redirect("cases:referrals")
    return render(
        request,
        "cases/door/desk.html",
        {
            "memberships": memberships(user),
            "runs_hubs": reach(user, Right.RUN_TEAM) == Reach.EVERYWHERE,
            "hubs": Hub.objects.select_related("place", "organisation")
            .prefetch_related("teams")
            .order_by("name"),
        },
    )

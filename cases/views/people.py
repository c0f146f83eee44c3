"""My people, and meeting somebody new."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access, people, timeline
from cases.actions import resident as residents
from cases.forms.person import MeetForm
from cases.models import Resident
from cases.rows.person import Tile
from cases.rows.promise import promise_rows, reminding
from hubs.access import Right, may, memberships, require
from hubs.actions import team
from relational.kernel.base import id_for
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, page_of, path_to, posted

A_WEEK = datetime.timedelta(days=7)


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """My people: those it may be time to ring, and everybody else by first name."""
    require(request.user, Right.MEET)
    today = timezone.localdate()
    seen = people.walked_with(request.user)
    known = [one for one in seen if one.away is None]
    unheard = people.not_heard_for_long(known)
    page = page_of(request, [one for one in known if one not in unheard])
    said = people.said_of(one.pk for one in [*unheard, *page])
    promises = timeline.next_promises(request.user, until=today + A_WEEK)
    return render(
        request,
        "cases/people/mine.html",
        {
            "today": today,
            "count": sum(not one.ended for one in known),
            "instead": [
                (one.known_as, path_to("cases:record", one.pk), one.away)
                for one in seen
                if one.away
            ],
            "unheard": [Tile.of(one, said[one.pk], today) for one in unheard],
            "page": page,
            "everybody": [Tile.of(one, said[one.pk], today) for one in page],
            "promises": promise_rows(promises, request.user, may_settle=True),
            "back": "people",
            "full": any(membership.full for membership in memberships(request.user)),
        },
    )


@signed_in
def team_walks_with(request: HttpRequest) -> HttpResponse:
    """The people whom a lead's colleagues walk with, by first name, and with whom."""
    require(request.user, Right.RUN_TEAM)
    theirs = timeline.with_lead(access.residents(request.user)).by_first_name()
    if may(request.user, Right.REVIEW_WITHHOLDING):
        theirs = timeline.with_review_waiting(theirs, request.user)
    return render(request, "cases/people/team.html", {"page": page_of(request, theirs)})


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Begin with a name; a sentence and a promise if there are any. Nothing else is asked."""
    require(request.user, Right.MEET)
    form = MeetForm(posted(request), initial={"known_as": request.GET.get("known_as", "")})
    if request.method != "POST":
        return render(request, "cases/people/new.html", {"form": form})
    if not form.is_valid():
        return render(request, "cases/people/new.html", {"form": form}, status=WRONG)
    said = form.cleaned_data
    if not said["somebody_new"]:
        known = list(
            access.residents(request.user)
            .walked_with_by(request.user)
            .called(said["known_as"])
            .exclude(pk=id_for(request.user.pk, said["key"]))
            .by_first_name()
        )
        if known:
            form.data = form.data.copy()
            form.data["somebody_new"] = "on"
            return render(
                request,
                "cases/people/new.html",
                {"form": form, "known": known},
                status=WRONG,
            )
    resident = residents.meet(
        said["known_as"],
        by=request.user,
        words=said["words"],
        agreed=said["agreed"],
        due=form.due,
        key=said["key"],
    )
    messages.success(request, _welcome(resident, form.due))
    return redirect("cases:record", resident.pk)


def _welcome(resident: Resident, due: datetime.date | None) -> str:
    welcome = _("%(name)s is one of your people now.") % {"name": resident.known_as}
    return f"{welcome} {reminding(due, resident)}".strip()


@signed_in
def full(request: HttpRequest) -> HttpResponse:
    """Say "I'm full" or "I have room"."""
    if request.method == "POST":
        is_full = request.POST.get("full") == "yes"
        team.say_full(request.user, is_full)
        messages.success(
            request,
            _("Who leads your hub can see that you are full.")
            if is_full
            else _("You have room again."),
        )
    return redirect("cases:people")

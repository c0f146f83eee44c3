"""The frame around every staff page: where one can go, and where one is."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from cases import access
from hubs.access import LAW, Right, may, memberships
from hubs.models import Membership
from relational.kernel.models import User


def frame(request: HttpRequest) -> dict:
    """A context processor: `frame.nav`, `.find`, `.name`, `.mine`, `.circle` and `.foot` for who is
    signed in.

    `frame.base` is set where a shared page must stand in another frame than the staff's.

    Lazy, because a resident's page and a page for everybody never ask for it.
    """
    return {"frame": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> dict:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    if not memberships(user):
        return {"base": "resident.html"}
    places = []
    if may(user, Right.MEET):
        places += [(_("Today"), reverse("cases:today")), (_("My people"), reverse("cases:people"))]
    if may(user, Right.RUN_TEAM) and may(user, Right.READ_RECORD):
        places.append((_("My team’s people"), reverse("cases:team")))
    if may(user, Right.BRING_HELP_IN) or may(user, Right.ANSWER_ASKS):
        places.append((_("Asks"), reverse("cases:referrals")))
    if may(user, Right.REVIEW):
        places.append((_("Reviews"), reverse("cases:reviews")))
    stems = {}  # of an address of the navigation: what all that stands under it begins with
    runs = next((m.hub_id for m in memberships(user) if m.hub_id and _runs_team(m)), None)
    if runs:
        places.append((_("Hub"), carried := reverse("cases:caseloads", args=[runs])))
        stems[carried] = reverse("cases:hub", args=[runs])
    if may(user, Right.ANSWER_WHY):
        places.append((_("Privacy questions"), reverse("cases:privacy-questions")))
    places.append((_("Near me"), reverse("hubs:directory")))
    if may(user, Right.KEEP_FEEDS):
        places.append((_("Directories of others"), reverse("hubs:feeds")))
    if may(user, Right.ANSWER_REQUESTS):
        places.append((_("Asked by law"), reverse("cases:requests")))
    here = max(
        (url for _label, url in places if request.path.startswith(stems.get(url, url))),
        key=len,
        default=None,
    )
    hub = next((membership.hub for membership in memberships(user) if membership.hub), None)
    return {
        "name": user.called,
        "find": reverse("cases:search") if may(user, Right.READ_RECORD) else "",
        "nav": [{"label": label, "url": url, "current": url == here} for label, url in places],
        "mine": SimpleLazyObject(lambda: _mine(user)),
        "circle": reverse("cases:circle-whose") if may(user, Right.WRITE_RECORD) else "",
        "foot": f"{hub.name}, {hub.address}." if hub and hub.address else "",
    }


def _mine(user: User) -> list[tuple[str, str]]:
    """What else is one's own, as the page of one's account lists it."""
    mine = []
    if access.has_own_record(user):
        mine.append((_("My own page"), reverse("cases:me")))
    if access.reads_for():
        mine.append((_("What I read for somebody"), reverse("cases:reading")))
    if may(user, Right.READ_RECORD):
        mine.append((_("What I wrote"), reverse("cases:wrote")))
        mine.append((_("Asked about my looks"), reverse("cases:privacy-questions")))
    if may(user, Right.ASK_IN):
        mine.append((_("Ask in about somebody"), reverse("cases:ask-in")))
    if may(user, Right.USE_PROGRAMS):
        mine.append((_("Tokens for programs"), reverse("hubs:tokens")))
    if may(user, Right.KEEP_HOOKS):
        mine.append((_("Systems that are told"), reverse("hubs:hooks")))
    if may(user, Right.KEEP_DIRECTORY):
        mine.append((_("What people say is not right"), reverse("hubs:corrections")))
    return mine


def _runs_team(membership: Membership) -> bool:
    return Right.RUN_TEAM in LAW[membership.role]

"""Who carries what at a hub, and handing several people over at once."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cases import carrying, timeline
from cases.actions import blocker as blockers
from cases.actions import hand_over as hand_overs
from cases.asks_went import went_at
from cases.forms.hand_over import MoveForm
from cases.models import HandOver, Resident
from cases.rows.asks_went import missing_rows, reason_rows, seen_as, sentences, tally_rows
from cases.rows.carrying import alone_rows, awaited_rows, carrier_rows, unheard_rows
from cases.rows.review import action_rows
from cases.views.blocker import name_it
from hubs.access import Right, require
from hubs.models import Hub, Membership
from hubs.views.people import runs
from relational.kernel.http import WRONG, posted


@runs
def caseloads(request: HttpRequest, hub: Hub) -> HttpResponse:
    """Whom each worker walks with and how deep, drawn and as a table, by name; and whom to think of."""
    require(request.user, Right.READ_RECORD)
    today = timezone.localdate()
    told = carrying.carried_at(hub)
    context = {
        "hub": hub,
        "today": today,
        "carriers": carrier_rows(told, hub.pk, today),
        "alone": alone_rows(told),
        "unheard": unheard_rows(told),
        "awaited": awaited_rows(told, today),
        "from_reviews": action_rows(timeline.to_do_from_reviews(request.user), request.user),
        "undoable": HandOver.objects.to_undo(request.user).filter(hub=hub),
    }
    return render(request, "cases/carrying/page.html", context)


@runs
def asks(request: HttpRequest, hub: Hub) -> HttpResponse:
    """How what was asked for people of this hub went."""
    require(request.user, Right.READ_RECORD)
    went = went_at(hub, now=timezone.now())
    context = {
        "hub": hub,
        "lines": sentences(went),
        "rows": tally_rows(went),
        "reasons": reason_rows(went),
        "missing": missing_rows(went),
    }
    return render(request, "cases/carrying/asks.html", context)


@runs
def name_blocker(request: HttpRequest, hub: Hub) -> HttpResponse:
    """Name what stops something that was asked for and not to be had."""
    require(request.user, Right.READ_RECORD)
    asked, why = request.GET.get("asked", "")[:160], request.GET.get("why", "")
    return name_it(
        request,
        partial(blockers.see_at, hub),
        back=reverse("cases:asks-went", args=[hub.pk]),
        back_to=_("How asks went"),
        draft=hub.pk,
        text=seen_as(asked, why),
    )


@runs
def move(request: HttpRequest, hub: Hub, membership_id) -> HttpResponse:
    """Choose whom of one worker's people a colleague walks with from now on."""
    require(request.user, Right.READ_RECORD)
    here = Membership.objects.at(hub)
    giver = get_object_or_404(here, pk=membership_id).user
    form = MoveForm(
        posted(request),
        giver=giver,
        carried=timeline.carried_by(giver),
        colleagues=list(here.with_right(Right.MEET).exclude(user=giver)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            moved, left = hand_overs.move(hub, by=request.user, giver=giver, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            _tell(request, moved, left)
            return redirect("cases:caseloads", hub.pk)
    context = {"hub": hub, "giver": giver, "form": form}
    status = WRONG if form.errors else 200
    return render(request, "cases/carrying/move.html", context, status=status)


@require_POST
@runs
def undo(request: HttpRequest, hub: Hub, hand_over_id) -> HttpResponse:
    """Give people back to who walked with them, within a day."""
    handed_over = get_object_or_404(HandOver.objects.filter(hub=hub), pk=hand_over_id)
    try:
        left = hand_overs.undo(handed_over, by=request.user)
    except ValidationError as problem:
        messages.warning(request, problem.messages[0])
    else:
        messages.success(request, _("Undone."))
        _tell_left(request, left)
    return redirect("cases:caseloads", hub.pk)


def _tell(request: HttpRequest, moved: HandOver, left: list[Resident]) -> None:
    n = len(moved.people)
    walks = ngettext(
        "%(who)s walks with one person more from now on. You can undo it for a day.",
        "%(who)s walks with %(n)s people more from now on. You can undo it for a day.",
        n,
    )
    messages.success(request, walks % {"who": moved.taker.called, "n": n})
    _tell_left(request, left)


def _tell_left(request: HttpRequest, left: list[Resident]) -> None:
    if left:
        names = ", ".join(resident.known_as for resident in left)
        told = _(
            "Somebody else moved these just before you, so they stay where they are: %(names)s."
        )
        messages.warning(request, told % {"names": names})

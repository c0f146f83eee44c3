"""People at work at a hub: who is here, inviting, another role, and standing in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hubs.access import Right, may, require
from hubs.actions import cover as covers
from hubs.actions import invitation as invitations
from hubs.actions import team
from hubs.forms.people import ChangeForm, CoverForm, InviteForm
from hubs.models import Cover, Hub, Invitation, Membership
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, posted


def runs(view: Callable) -> Callable:
    """Give a view the hub, for who runs its team."""

    @signed_in
    @wraps(view)
    def opened(request: HttpRequest, hub_id, **ids) -> HttpResponse:
        require(request.user, Right.RUN_TEAM)
        hub = get_object_or_404(Hub.objects.select_related("organisation"), pk=hub_id)
        require(request.user, Right.RUN_TEAM, hub)
        return view(request, hub, **ids)

    return opened


@runs
def people(request: HttpRequest, hub: Hub) -> HttpResponse:
    """Who works here, who is invited, and who stands in for whom."""
    context = {
        "hub": hub,
        "reads": may(request.user, Right.READ_RECORD),
        "members": Membership.objects.at(hub),
        "invitations": Invitation.objects.open().to_hub(hub),
        "covers": Cover.objects.not_over().filter(hub=hub).by_day(),
    }
    return render(request, "hubs/people/list.html", context)


@runs
def invite(request: HttpRequest, hub: Hub) -> HttpResponse:
    """Invite somebody to work here."""
    form = InviteForm(posted(request), hub=hub, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invitations.invite(hub, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("We wrote to %(to)s.") % {"to": invitation.email})
            return redirect("hubs:people", hub.pk)
    return _page(request, "hubs/people/invite.html", hub, form)


@require_POST
@runs
def withdraw(request: HttpRequest, hub: Hub, invitation_id) -> HttpResponse:
    """Let an invitation open nothing any more."""
    invitation = get_object_or_404(Invitation.objects.to_hub(hub), pk=invitation_id)
    invitations.withdraw(invitation, by=request.user)
    messages.success(request, _("Withdrawn. The link opens nothing any more."))
    return redirect("hubs:people", hub.pk)


@runs
def change(request: HttpRequest, hub: Hub, membership_id) -> HttpResponse:
    """Give somebody another role or team."""
    membership = get_object_or_404(Membership.objects.at(hub), pk=membership_id)
    now = {"role": membership.role, "team": membership.team_id}
    form = ChangeForm(posted(request), hub=hub, by=request.user, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            team.change(membership, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Written down."))
            if membership.user == request.user:
                return redirect("cases:front")  # the hub may be theirs to run no longer
            return redirect("hubs:people", hub.pk)
    return _page(request, "hubs/people/change.html", hub, form, membership=membership)


@runs
def cover(request: HttpRequest, hub: Hub) -> HttpResponse:
    """Let somebody stand in for a colleague."""
    form = CoverForm(posted(request), hub=hub)
    if request.method == "POST" and form.is_valid():
        try:
            arranged = covers.arrange(hub, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            said = {"who": arranged.who.called, "away": arranged.instead_of.called}
            messages.success(request, _("%(who)s stands in for %(away)s.") % said)
            return redirect("hubs:people", hub.pk)
    return _page(request, "hubs/people/cover.html", hub, form)


@require_POST
@runs
def end_cover(request: HttpRequest, hub: Hub, cover_id) -> HttpResponse:
    """End a cover now."""
    cover = get_object_or_404(Cover.objects.filter(hub=hub), pk=cover_id)
    covers.end(cover, by=request.user)
    messages.success(request, _("Ended. They see no more than before."))
    return redirect("hubs:people", hub.pk)


def _page(request: HttpRequest, template: str, hub: Hub, form, **more) -> HttpResponse:
    status = WRONG if form.errors else 200
    return render(request, template, {"hub": hub, "form": form, **more}, status=status)

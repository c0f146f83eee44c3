"""Ending somebody's work at a hub: whom they carry, and who takes over."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases import access, timeline
from cases.actions import leaving
from cases.forms.work import EndWorkForm
from hubs.access import Right
from hubs.models import Hub, Membership
from hubs.views.people import runs
from relational.kernel.http import WRONG, posted


@runs
def end(request: HttpRequest, hub: Hub, membership_id) -> HttpResponse:
    """List whom somebody walks with and what they promised, ask who takes over, and end it."""
    here = Membership.objects.at(hub)
    membership = get_object_or_404(here, pk=membership_id)
    leaver = membership.user
    elsewhere = leaver.memberships.current().with_right(Right.READ_RECORD).exclude(pk=membership.pk)
    carried = [] if elsewhere.exists() else timeline.carried_by(leaver)
    access.look_at_carried(request.user, [each.resident.pk for each in carried])
    others = here.with_right(Right.READ_RECORD).exclude(user=leaver)
    form = EndWorkForm(posted(request), carried=carried, colleagues=list(others))
    if request.method == "POST" and form.is_valid():
        try:
            leaving.end_work(membership, by=request.user, **form.taking_over())
        except ValidationError as problem:
            form.refuse(problem)
        else:
            ended = _("%(name)s no longer works here.") % {"name": leaver.called}
            if leaver == request.user:
                logout(request)
                return redirect("cases:front")
            messages.success(request, ended)
            return redirect("hubs:people", hub.pk)
    context = {"hub": hub, "membership": membership, "form": form, "carried": carried}
    status = WRONG if form.errors else 200
    return render(request, "cases/leaving/end.html", context, status=status)

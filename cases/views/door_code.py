"""Letting a resident in at their own door: the talk in private, the code, and ending one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.actions import door_code as codes
from cases.actions import resident as residents
from cases.forms.door_code import TalkForm
from cases.models import ContactPoint, DoorCode, Resident
from cases.views.opening import opens
from hubs.access import Right, require
from relational.kernel.base import id_for
from relational.kernel.http import WRONG, posted
from relational.kernel.models import User


@opens
def invite(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Talk in private, and make a code; it is shown in the answer to the form, and nowhere else."""
    require(request.user, Right.WRITE_RECORD, resident)
    form = TalkForm(posted(request), resident=resident)
    if request.method == "POST" and form.is_valid():
        try:
            return _answer(request, resident, form)
        except ValidationError as problem:
            form.refuse(problem)
    context = {
        "resident": resident,
        "form": form,
        "has_way_in": codes.has_way_in(resident),
        "standing": resident.door_codes.all().standing().select_related("by", "point").first(),
    }
    status = WRONG if form.errors else 200
    return render(request, "cases/door_code/invite.html", context, status=status)


def _answer(request: HttpRequest, resident: Resident, form: TalkForm) -> HttpResponse:
    if not form.is_alone:
        codes.wait(resident, by=request.user)
        messages.success(request, _("It waits. Do this when you two are alone."))
        return redirect("cases:invite", resident.pk)
    made, code = _make(resident, form, request.user)
    context = {"resident": resident, "made": made, "code": code, "address": codes.address()}
    return render(request, "cases/door_code/made.html", context)


@transaction.atomic
def _make(resident: Resident, form: TalkForm, by: User) -> tuple[DoorCode, str]:
    said = form.cleaned_data
    point = form.points.get(said["way"])
    if said["email"]:
        point = residents.reach_by(
            ContactPoint(
                id=id_for(by.pk, said["key"]),
                resident=resident,
                channel=ContactPoint.Channel.EMAIL,
                value=said["email"],
                safe_to_contact=True,
            ),
            by=by,
        )
    return codes.make(
        resident,
        by=by,
        device=said["device"],
        way=DoorCode.Way.EMAIL if point else DoorCode.Way.PAPER,
        point=point,
        key=said["key"],
    )


@require_POST
@opens
def end(request: HttpRequest, resident: Resident, code_id) -> HttpResponse:
    """Let a code open nothing any more."""
    code = get_object_or_404(resident.door_codes, pk=code_id)
    codes.end(code, by=request.user)
    messages.success(request, _("Ended. This code opens nothing any more."))
    return redirect("cases:invite", resident.pk)

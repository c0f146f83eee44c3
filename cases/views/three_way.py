"""Handing somebody over: the lead writes down what the three said, and both sign."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import access, asks, bringing
from cases.actions import referral as referrals
from cases.actions import three_way as verbs
from cases.ask_letters import shown
from cases.forms.three_way import SignForm, ThreeWayForm
from cases.models import Connection, Referral, Resident, ThreeWayMeeting
from cases.models.referral import OPEN_TO_THE_SERVICE, SAID_YES, State
from cases.rows.asks import AskRow
from cases.rows.person import words_in
from cases.rows.three_way import three_way_row
from cases.views.opening import opens
from hubs.access import Right, require
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, posted
from relational.kernel.models import User


@opens
def meeting(request: HttpRequest, resident: Resident, referral_id: UUID) -> HttpResponse:
    """What the three said, for who walks with the resident: write it down, and change it."""
    require(request.user, Right.BRING_HELP_IN, resident)
    ask = _hand_over(resident, referral_id)
    form = _form(request, resident, ask)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            verbs.write(ask, by=request.user, **said | {"taker": UUID(said["taker"])})
        except ValidationError as problem:
            form.refuse(problem)
            form.show_again(_seen(bringing.three_way_of(ask)))
        else:
            messages.success(request, _("Written down. Read it together, then sign."))
            return redirect("cases:three-way", resident.pk, ask.pk)
    return _page(request, resident, ask, form)


@require_POST
@opens
def sign(request: HttpRequest, resident: Resident, referral_id: UUID) -> HttpResponse:
    """Hand over, with one's name."""
    require(request.user, Right.BRING_HELP_IN, resident)
    ask = _hand_over(resident, referral_id)
    three = bringing.three_way_of(ask)
    if three is None or three.giver_id != request.user.pk:
        raise Http404
    form = SignForm(request.POST)
    if form.is_valid():
        try:
            signed = verbs.sign(three, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _signed(signed, resident.known_as))
            return _on_from(request, resident, ask)
    return _page(request, resident, ask, _form(request, resident, ask, fresh=True), form)


@signed_in
def taking_over(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """What the three said, for who takes over. The look is logged."""
    return _taking_over(request, _taken_over(request, referral_id), SignForm())


@require_POST
@signed_in
def sign_taking_over(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Take over, with one's name."""
    three = _taken_over(request, referral_id)
    name = (shown(three.referral) or {}).get("known_as", "")
    form = SignForm(request.POST)
    if form.is_valid():
        try:
            signed = verbs.sign(three, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _signed(signed, name))
            if signed.is_signed:
                return redirect("cases:record", three.referral.resident_id)
            return redirect("cases:taking-over", referral_id)
    return _taking_over(request, _taken_over(request, referral_id), form)


# --- In the same way for both ---------------------------------------------------------------------
def _hand_over(resident: Resident, referral_id: UUID) -> Referral:
    """A hand-over that somebody said yes to."""
    told = bringing.ask_of(resident, referral_id)
    if told is None or told.ask.kind != Referral.Kind.HAND_OVER or told.ask.state not in SAID_YES:
        raise Http404
    return told.ask


def _taken_over(request: HttpRequest, referral_id: UUID) -> ThreeWayMeeting:
    return get_object_or_404(asks.taken_over(request.user), referral=referral_id)


def _lead_of(resident: Resident) -> Connection | None:
    return next((each for each in resident.around if each.part == Connection.Part.LEAD), None)


def _seen(three: ThreeWayMeeting | None) -> str:
    return verbs.digest_of(three) if three else ""


def _form(
    request: HttpRequest, resident: Resident, ask: Referral, *, fresh: bool = False
) -> ThreeWayForm:
    three = bringing.three_way_of(ask)
    takers = referrals.who_could_take_over(ask.organisation, {request.user.pk, ask.asked_by_id})
    initial: dict[str, Any] = {"seen": _seen(three), "stays": True}
    if three is not None:
        for name in ("met_on", "advocate", "resident_view", "stays"):
            initial[name] = getattr(three, name)
    if three is not None or len(takers) == 1:
        initial["taker"] = str(three.taker_id if three else takers[0].pk)
    return ThreeWayForm(
        None if fresh else posted(request),
        name=resident.known_as,
        giver=request.user,
        takers=takers,
        initial=initial,
    )


def _page(
    request: HttpRequest,
    resident: Resident,
    ask: Referral,
    form: ThreeWayForm,
    sign_form: SignForm | None = None,
) -> HttpResponse:
    three, lead = bringing.three_way_of(ask), _lead_of(resident)
    leads = lead is not None and lead.user_id == request.user.pk
    context = {
        "resident": resident,
        "ask": ask,
        "lead": lead,
        "may_write": leads and ask.state in OPEN_TO_THE_SERVICE,
        "over": ask.state not in OPEN_TO_THE_SERVICE,
        "form": form,
        "words_in": words_in(resident),
        **_told(three, resident.known_as, request.user, sign_form),
    }
    wrong = form.errors or (sign_form and sign_form.errors)
    return render(request, "cases/three_way/page.html", context, status=WRONG if wrong else 200)


def _taking_over(request: HttpRequest, three: ThreeWayMeeting, form: SignForm) -> HttpResponse:
    ask = AskRow.of(three.referral, shown(three.referral) or {"closed": "over"})
    if not ask.closed:
        resident_id = three.referral.resident_id
        access.look_at_asked(request.user, {resident_id}, section=access.ASK)
    told = _told(three, ask.name, request.user, form)
    context = {"ask": ask, "done": three.referral.state == State.COMPLETED, **told}
    context["resident_id"] = three.referral.resident_id
    status = WRONG if form.errors else 200
    return render(request, "cases/three_way/taking_over.html", context, status=status)


def _told(
    three: ThreeWayMeeting | None, name: str, reader: User, form: SignForm | None
) -> dict[str, Any]:
    """What is written down, and the way to sign it as it stands now."""
    if three is None:
        return {"row": None}
    return {
        "row": three_way_row(three, name, reader),
        "seen": _seen(three),
        "sign_form": form,
    }


def _signed(signed: ThreeWayMeeting, name: str) -> str:
    if signed.is_signed:
        said = {"taker": signed.taker_name, "name": name}
        return _("Both have signed. %(taker)s walks with %(name)s now.") % said
    return _("Signed. It waits for the other name.")


def _on_from(request: HttpRequest, resident: Resident, ask: Referral) -> HttpResponse:
    """Back to the ask; or to my people, where one's own sight ended with it."""
    try:
        access.may_open(request.user, resident.pk)
    except Http404:
        return redirect("cases:people")
    return redirect("cases:three-way", resident.pk, ask.pk)

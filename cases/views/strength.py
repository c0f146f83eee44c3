"""What somebody brings, and what weighs on them, behind both doors."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases.access import require_hand
from cases.actions import strength as strengths
from cases.forms.strength import StrengthForm, WeightForm
from cases.models import Concern, Strength
from cases.rows.door import Door
from cases.views.opening import opens_either
from relational.kernel.forms import Form
from relational.kernel.http import WRONG, posted


@opens_either
def new(request: HttpRequest, door: Door) -> HttpResponse:
    """Name something that somebody brings."""
    require_hand(request.user, door.resident)
    form = StrengthForm(
        posted(request), name=door.resident.known_as, own=door.own, asks_whose=not door.own
    )

    def say(whose: str = "theirs", **said) -> None:
        strengths.name(door.resident, by=request.user, theirs=whose == "theirs", **said)

    return _ask(request, door, "brings", form, say)


@opens_either
def change(request: HttpRequest, door: Door, strength_id: UUID) -> HttpResponse:
    """Say a strength otherwise, or that it is no longer so."""
    require_hand(request.user, door.resident)
    strength = get_object_or_404(Strength, pk=strength_id, resident=door.resident)
    if _settled(request, strength):
        return _written(request, door, "brings")
    form = StrengthForm(
        posted(request),
        name=door.resident.known_as,
        own=door.own,
        asks_whose=False,
        only_theirs=not door.own and strengths.wrote_themself(strength),
        initial={"text": strength.text, "kind": strength.kind},
    )

    def say(text: str, kind: str, **_key) -> None:
        strengths.name_otherwise(strength, by=request.user, text=text, kind=kind)

    return _ask(request, door, "brings", form, say, thing=strength)


@opens_either
def new_weight(request: HttpRequest, door: Door) -> HttpResponse:
    """Write down what weighs on somebody."""
    require_hand(request.user, door.resident)
    form = WeightForm(posted(request), name=door.resident.known_as, own=door.own)
    say = partial(strengths.weigh_on, door.resident, by=request.user)
    return _ask(request, door, "weighs", form, say)


@opens_either
def change_weight(request: HttpRequest, door: Door, concern_id: UUID) -> HttpResponse:
    """Say otherwise what weighs on somebody, or that it no longer does."""
    require_hand(request.user, door.resident)
    concern = get_object_or_404(Concern, pk=concern_id, resident=door.resident)
    if _settled(request, concern):
        return _written(request, door, "weighs")
    form = WeightForm(
        posted(request),
        name=door.resident.known_as,
        own=door.own,
        only_theirs=not door.own and strengths.wrote_themself(concern),
        initial={"their_words": concern.their_words, "workers_view": concern.workers_view},
    )

    def say(their_words: str, workers_view: str = "", **_key) -> None:
        said = {"their_words": their_words, "workers_view": workers_view}
        strengths.weigh_otherwise(concern, by=request.user, **said)

    return _ask(request, door, "weighs", form, say, thing=concern)


def _settled(request: HttpRequest, thing: Strength | Concern) -> bool:
    """Whether a press of a button said that it is no longer so, or that it is so after all."""
    if "no_longer" in request.POST:
        strengths.no_longer(thing, by=request.user)
    elif "still" in request.POST:
        strengths.still(thing, by=request.user)
    else:
        return False
    return True


def _written(request: HttpRequest, door: Door, part: str) -> HttpResponse:
    messages.success(request, _("Written down."))
    return redirect(f"{door.to('hopes')}#{part}")


def _ask(
    request: HttpRequest,
    door: Door,
    part: str,
    form: Form,
    say: Callable[..., object],
    thing: Strength | Concern | None = None,
) -> HttpResponse:
    """The page that asks about a strength, or what weighs; what it was told, it lets `say`."""
    if request.method == "POST" and form.is_valid():
        try:
            say(**form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            return _written(request, door, part)
    context = {"door": door, "resident": door.resident, "form": form, "thing": thing}
    return render(
        request, f"cases/strength/{part}.html", context, status=WRONG if form.errors else 200
    )

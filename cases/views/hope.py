"""Hopes and steps, behind both doors: the resident's own, and that of who walks with them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.access import require_hand
from cases.actions import hope as hopes
from cases.forms.hope import EasierForm, HopeForm, NearForm, PlanForm, StepForm
from cases.models import Hope, Step
from cases.models.hope import EASIER_BELOW
from cases.rows.door import Door
from cases.rows.hope import hope_turns, hoped, step_turns, turned
from cases.rows.person import words_in
from cases.views.opening import opens_either
from relational.kernel.http import WRONG, posted


@opens_either
def page(request: HttpRequest, door: Door) -> HttpResponse:
    """Hopes and steps, what somebody brings, and what weighs on them."""
    context = {"door": door, "resident": door.resident, "hoped": hoped(door)}
    return render(request, "cases/hope/page.html", context)


@opens_either
def new(request: HttpRequest, door: Door) -> HttpResponse:
    """Write down another hope."""
    require_hand(request.user, door.resident)
    form = HopeForm(posted(request), name=door.resident.known_as, own=door.own)
    if request.method == "POST" and form.is_valid():
        try:
            hope = hopes.hope_for(door.resident, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Written down."))
            return _back_to(door, hope)
    return _ask(request, door, "new", form)


@opens_either
def change(request: HttpRequest, door: Door, hope_id: UUID) -> HttpResponse:
    """Say a hope in other words, or why it matters, or where it is now."""
    require_hand(request.user, door.resident)
    hope = _hope(door, hope_id)
    form = HopeForm(
        posted(request),
        name=door.resident.known_as,
        own=door.own,
        only_theirs=not door.own and hope.author_id == door.resident.user_id,
        initial={"text": hope.text, "why": hope.why, "importance": hope.importance},
    )
    if request.method == "POST" and form.is_valid():
        try:
            said = hopes.say_differently(hope, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            other = _("Saved. The old words stay behind these, with their steps.")
            messages.success(request, _("Saved.") if said == hope else other)
            return _back_to(door, said)
    return _ask(
        request,
        door,
        "change",
        form,
        hope=hope,
        turn=door.to("hope-turn", hope_id=hope.pk),
        turns=hope_turns(hope.state, door),
    )


@require_POST
@opens_either
def turn(request: HttpRequest, door: Door, hope_id: UUID) -> HttpResponse:
    """Say where a hope is now."""
    hope = _hope(door, hope_id)
    try:
        hope = hopes.turn(hope, request.POST.get("state", ""), by=request.user)
    except ValidationError as problem:
        messages.warning(request, problem.messages[0])
    else:
        messages.success(request, turned(hope.state, door))
    return _back_to(door, hope)


@opens_either
def near(request: HttpRequest, door: Door, hope_id: UUID) -> HttpResponse:
    """Say how near a hope feels today."""
    require_hand(request.user, door.resident)
    hope = _hope(door, hope_id)
    form = NearForm(posted(request), hope_id=hope.pk)
    if request.method == "POST" and form.is_valid():
        hopes.say_nearness(hope, form.cleaned_data["value"], by=request.user)
        messages.success(request, _("Written down."))
        return _back_to(door, hope)
    return _ask(request, door, "near", form, hope=hope)


@opens_either
def new_step(request: HttpRequest, door: Door, hope_id: UUID) -> HttpResponse:
    """Add a step towards a hope."""
    require_hand(request.user, door.resident)
    hope = _hope(door, hope_id)
    form = StepForm(posted(request), hope_id=hope.pk)
    if request.method == "POST" and form.is_valid():
        try:
            hopes.add_step(hope, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Written down."))
            return _back_to(door, hope)
    return _ask(request, door, "new_step", form, hope=hope)


@opens_either
def step(request: HttpRequest, door: Door, step_id: UUID) -> HttpResponse:
    """Say who takes a step, when, how sure they are of it, or where it is now."""
    require_hand(request.user, door.resident)
    step = _step(door, step_id)
    form = PlanForm(
        posted(request),
        step_id=step.pk,
        name=door.resident.known_as,
        own=door.own,
        initial={"who": step.who, "when": step.when, "confidence": step.confidence},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        hopes.plan_step(step, by=request.user, who=said["who"], when=said["when"])
        hopes.say_confidence(step, said["confidence"], by=request.user)
        messages.success(request, _("Saved."))
        sure = said["confidence"]
        if sure and sure != step.confidence and sure < EASIER_BELOW:
            return redirect(door.to("step-easier", step_id=step.pk))
        return _back_to(door, step.hope)
    return _ask(
        request,
        door,
        "step",
        form,
        hope=step.hope,
        step=step,
        turn=door.to("step-turn", step_id=step.pk),
        turns=step_turns(step.state),
    )


@require_POST
@opens_either
def turn_step(request: HttpRequest, door: Door, step_id: UUID) -> HttpResponse:
    """Say where a step is now."""
    step = _step(door, step_id)
    try:
        step = hopes.turn_step(step, request.POST.get("state", ""), by=request.user)
    except ValidationError as problem:
        messages.warning(request, problem.messages[0])
    else:
        done = step.state == Step.State.DONE
        messages.success(request, _("Done. Well done!") if done else _("Saved."))
    return _back_to(door, step.hope)


@opens_either
def easier(request: HttpRequest, door: Door, step_id: UUID) -> HttpResponse:
    """Say what would make a step easier."""
    require_hand(request.user, door.resident)
    step = _step(door, step_id)
    form = EasierForm(posted(request), step_id=step.pk, initial={"easier": step.easier})
    if request.method == "POST" and form.is_valid():
        hopes.make_easier(step, by=request.user, easier=form.cleaned_data["easier"])
        messages.success(request, _("Saved."))
        return _back_to(door, step.hope)
    return _ask(request, door, "easier", form, hope=step.hope, step=step)


def _hope(door: Door, hope_id: UUID) -> Hope:
    return get_object_or_404(Hope, pk=hope_id, resident=door.resident)


def _step(door: Door, step_id: UUID) -> Step:
    steps = Step.objects.select_related("hope")
    return get_object_or_404(steps, pk=step_id, resident=door.resident)


def _back_to(door: Door, hope: Hope) -> HttpResponse:
    return redirect(f"{door.to('hopes')}#hope-{hope.pk}")


def _ask(request: HttpRequest, door: Door, what: str, form, **more) -> HttpResponse:
    """The page that asks something about a hope."""
    context = {
        "door": door,
        "resident": door.resident,
        "words_in": words_in(door.resident),
        "form": form,
        **more,
    }
    return render(request, f"cases/hope/{what}.html", context, status=WRONG if form.errors else 200)

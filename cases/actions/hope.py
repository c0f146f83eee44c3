"""Hopes, how near they feel, and steps towards them: by the resident, or written down with them."""

from __future__ import annotations

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import trail
from cases.access import require_hand
from cases.models import Hope, Nearness, Resident, Step
from relational.kernel.base import id_for, insert_once, new_id
from relational.kernel.models import User


@transaction.atomic
def hope_for(
    resident: Resident,
    *,
    by: User,
    text: str,
    why: str = "",
    importance: int | None = None,
    key: uuid.UUID | None = None,
) -> Hope:
    """Write down what somebody hopes for. The same `key` twice is the same hope.

    Raises Refused for who may not write here, and ValidationError where nothing is hoped for.
    """
    resident = _held(resident.pk, by)
    _check_hope(text, importance)
    return _make(resident, by, key, text=text, why=why.strip(), importance=importance)


@transaction.atomic
def say_differently(
    hope: Hope, *, by: User, text: str, why: str, importance: int | None, key: uuid.UUID | None
) -> Hope:
    """Say a hope in other words, or only why and how much it matters.

    Words are never rewritten: other words are another hope, in the state of the first, which stays
    as something once hoped for, with its steps. Raises Refused, or ValidationError where nothing is
    said, and where a worker says differently what the resident wrote with their own hand.
    """
    hope = _hope_held(hope, by)
    _check_hope(text, importance)
    if text.strip() == hope.text:
        return _weigh(hope, by, why.strip(), importance)
    if hope.author_id == hope.resident.user_id != by.pk:
        sentence = _("%(name)s wrote this. Only %(name)s changes it.")
        raise ValidationError({"text": sentence % {"name": hope.resident.known_as}})
    said = {"state": hope.state, "state_since": hope.state_since}
    if hope.state == Hope.State.CHANGED_MIND:
        said = {}
    other = _make(hope.resident, by, key, text=text, why=why.strip(), importance=importance, **said)
    _turn(hope, Hope.State.CHANGED_MIND, by)
    return other


@transaction.atomic
def turn(hope: Hope, state: str, *, by: User) -> Hope:
    """Say where a hope is now. Any state can follow any other; saying it twice changes nothing."""
    hope = _hope_held(hope, by)
    if state not in Hope.State.values:
        raise ValidationError({"state": _("Choose where it is now.")})
    _turn(hope, state, by)
    return hope


@transaction.atomic
def say_nearness(hope: Hope, value: int, *, by: User) -> Nearness:
    """Say how near a hope feels today, from 0 (far away) to 10 (there).

    Each saying is a row of its own; the same number again on the same day adds none.
    """
    hope = _hope_held(hope, by)
    _check_out_of_ten("value", value, least=0)
    now = timezone.now()
    last = hope.nearnesses.order_by("-said_at", "-pk").first()
    if last and last.value == value and _day(last.said_at) == _day(now):
        return last
    said = Nearness.objects.create(
        resident=hope.resident, hope=hope, value=value, said_at=now, by=by
    )
    trail.record(by, "nearness.said", said, hope.resident)
    return said


@transaction.atomic
def add_step(
    hope: Hope,
    *,
    by: User,
    what: str,
    who: str = "",
    when: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Step:
    """Add a step towards a hope; a resident's and a worker's are alike. The same `key` is one step."""
    hope = _hope_held(hope, by)
    if not what.strip():
        raise ValidationError({"what": _("Write what the step is. A few words are enough.")})
    step, is_new = insert_once(
        Step(
            id=id_for(by.pk, key or new_id()),
            resident=hope.resident,
            hope=hope,
            what=what.strip(),
            who=who.strip(),
            when=when,
            author=by,
        ),
        said=["hope_id", "what", "who", "when"],
    )
    if is_new:
        trail.record(by, "step.added", step, hope.resident)
    return step


@transaction.atomic
def plan_step(step: Step, *, by: User, who: str, when: datetime.date | None) -> Step:
    """Say who takes a step, and when. Both can stay empty."""
    step = _step_held(step, by)
    return _change(step, "step.planned", by, who=who.strip(), when=when)


@transaction.atomic
def say_confidence(step: Step, value: int | None, *, by: User) -> Step:
    """Say how sure somebody is of a step, from 1 to 10; None where they would rather not say."""
    step = _step_held(step, by)
    if value is not None:
        _check_out_of_ten("confidence", value, least=1)
    return _change(step, "step.confidence_said", by, confidence=value)


@transaction.atomic
def make_easier(step: Step, *, by: User, easier: str) -> Step:
    """Say what would make a step easier; nothing takes it back."""
    step = _step_held(step, by)
    return _change(step, "step.made_easier", by, easier=easier.strip())


@transaction.atomic
def turn_step(step: Step, state: str, *, by: User) -> Step:
    """Say where a step is now. Any state can follow any other; saying it twice changes nothing."""
    step = _step_held(step, by)
    if state not in Step.State.values:
        raise ValidationError({"state": _("Choose where it is now.")})
    if step.state == state:
        return step
    return _change(step, f"step.{state}", by, state=state, state_since=timezone.now())


def _held(resident_id: uuid.UUID, by: User) -> Resident:
    resident = Resident.objects.hold(resident_id)
    require_hand(by, resident)
    return resident


def _hope_held(hope: Hope, by: User) -> Hope:
    """The hope as it stands, its record held."""
    resident = _held(hope.resident_id, by)
    hope = Hope.objects.get(pk=hope.pk)
    hope.resident = resident
    return hope


def _step_held(step: Step, by: User) -> Step:
    resident = _held(step.resident_id, by)
    step = Step.objects.get(pk=step.pk)
    step.resident = resident
    return step


def _make(resident: Resident, by: User, key: uuid.UUID | None, *, text: str, **more) -> Hope:
    hope, is_new = insert_once(
        Hope(
            id=id_for(by.pk, key or new_id()),
            resident=resident,
            text=text.strip(),
            author=by,
            **more,
        ),
        said=["resident_id", "text"],
    )
    if is_new:
        trail.record(by, "hope.made", hope, resident)
    return hope


def _weigh(hope: Hope, by: User, why: str, importance: int | None) -> Hope:
    if (hope.why, hope.importance) == (why, importance):
        return hope
    hope.why, hope.importance = why, importance
    hope.save(update_fields=["why", "importance"])
    trail.record(by, "hope.weighed", hope, hope.resident)
    return hope


def _turn(hope: Hope, state: str, by: User) -> None:
    if hope.state == state:
        return
    hope.state, hope.state_since = state, timezone.now()
    hope.save(update_fields=["state", "state_since"])
    trail.record(by, f"hope.{state}", hope, hope.resident)


def _change(step: Step, verb: str, by: User, **to) -> Step:
    """Change what is said of a step, where it is not said already."""
    if all(getattr(step, field) == value for field, value in to.items()):
        return step
    for field, value in to.items():
        setattr(step, field, value)
    step.save(update_fields=list(to))
    trail.record(by, verb, step, step.resident)
    return step


def _check_hope(text: str, importance: int | None) -> None:
    if not text.strip():
        raise ValidationError({"text": _("Write what it is. A few words are enough.")})
    if importance is not None:
        _check_out_of_ten("importance", importance, least=1)


def _check_out_of_ten(field: str, value: int, *, least: int) -> None:
    if not least <= value <= 10:
        raise ValidationError({field: _("Choose one of the numbers.")})


def _day(moment: datetime.datetime) -> datetime.date:
    return timezone.localdate(moment)

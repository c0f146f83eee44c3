"""What matters to somebody: saying it, suggesting other words, and losing nobody's."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import trail
from cases.models import Resident, StaffView, Statement, Suggestion, Voice
from hubs.access import Refused, Right, require
from relational.kernel.base import new_id
from relational.kernel.models import User


@dataclass(frozen=True)
class Words:
    """What a section says: the text, and in its own section what please not to do."""

    text: str
    dont: str = ""

    @classmethod
    def of(cls, said: Statement | Suggestion) -> Words:
        return cls(said.text, said.dont)


def shown(resident: Resident, section: str) -> Statement | None:
    """The latest version of a section, which everybody reads."""
    versions = resident.statements.all().kept_in_place().filter(section=section)
    return versions.order_by("-number").first()


@transaction.atomic
def say(
    resident: Resident,
    section: str,
    words: Words,
    *,
    by: User,
    base: uuid.UUID | None,
    supported_by: str = "",
) -> Statement:
    """Say something in a section, as the resident. It needs nobody's approval.

    `base` is the version the resident saw when they began. Where another one was saved meanwhile,
    theirs is set aside: kept in the history until they have chosen (`choose`). Raises Refused for
    anybody else.
    """
    resident = _as_the_resident(resident, by)
    now_shown = shown(resident, section)
    if now_shown is not None and Words.of(now_shown) == words:
        return now_shown
    voice = Voice.WITH_SUPPORT if supported_by else Voice.OWN
    return _save(resident, section, words, by=by, base=base, voice=voice, supported_by=supported_by)


@transaction.atomic
def choose(aside: Statement, words: Words, *, by: User) -> Statement:
    """Settle a text that was set aside: the words chosen, or both put together, become the latest."""
    resident = _as_the_resident(aside.resident, by)
    aside = Statement.objects.get(pk=aside.pk)
    latest = shown(resident, aside.section)
    assert latest is not None  # it was set aside for one
    if aside.settled_at is not None:
        return latest
    aside.settled_at = timezone.now()
    aside.save(update_fields=["settled_at"])
    if Words.of(latest) == words:
        return latest
    return _save(resident, aside.section, words, by=by, base=latest.pk, voice=Voice.OWN)


@transaction.atomic
def write_down(
    resident: Resident,
    section: str,
    words: Words,
    *,
    by: User,
    voice: str = Voice.WITH_SUPPORT,
    supported_by: str = "",
    how_completed: str = "",
) -> Statement | Suggestion:
    """Write down, as a worker, what somebody says in a section.

    Where the resident has words of their own there already, it becomes a suggestion. Raises
    ValidationError where words on somebody's behalf do not say how they came about.
    """
    resident = _as_a_worker(resident, by)
    now_shown = shown(resident, section)
    if now_shown is not None and Words.of(now_shown) == words:
        return now_shown
    if voice == Voice.ON_BEHALF and not how_completed.strip():
        raise ValidationError({"how_completed": _("Say how you know.")})
    if now_shown is not None and now_shown.voice != Voice.ON_BEHALF:
        return _suggest(resident, now_shown, words, by=by)
    return _save(
        resident,
        section,
        words,
        by=by,
        base=now_shown.pk if now_shown else None,
        voice=voice,
        supported_by=supported_by or by.display_name,
        how_completed=how_completed.strip(),
    )


@transaction.atomic
def agree(
    resident: Resident, section: str, words: Words, *, by: User, signed: str, base: uuid.UUID | None
) -> Statement:
    """Write down words that worker and resident agreed on sitting together; both sign.

    Where the resident has words there already, this is a suggestion taken on the spot.
    """
    resident = _as_a_worker(resident, by)
    if not signed.strip():
        raise ValidationError({"signed": _("Let them write their name, if they agree.")})
    now_shown = shown(resident, section)
    if now_shown is None or now_shown.voice == Voice.ON_BEHALF:
        suggestion = None
    else:
        suggestion = _suggest(resident, now_shown, words, by=by)
        _decide(suggestion, Suggestion.State.TAKEN, by=by, signed=signed)
    return _save(
        resident,
        section,
        words,
        by=by,
        base=base,
        voice=Voice.WITH_SUPPORT,
        supported_by=by.display_name,
        signed=signed.strip(),
        from_suggestion=suggestion,
    )


@transaction.atomic
def take(suggestion: Suggestion, *, by: User, words: Words | None = None) -> Statement:
    """Take a suggestion, as the resident, as it is or with changes. Taking it twice is taking it."""
    resident = _as_the_resident(suggestion.resident, by)
    suggestion = Suggestion.objects.get(pk=suggestion.pk)
    latest = shown(resident, suggestion.section)
    assert latest is not None  # a suggestion is made to something
    if suggestion.state != Suggestion.State.WAITING:
        return latest
    words = words or Words.of(suggestion)
    as_it_is = words == Words.of(suggestion)
    state = Suggestion.State.TAKEN if as_it_is else Suggestion.State.CHANGED
    _decide(suggestion, state, by=by)
    return _save(
        resident,
        suggestion.section,
        words,
        by=by,
        base=latest.pk,
        voice=Voice.OWN,
        from_suggestion=suggestion,
    )


@transaction.atomic
def leave(suggestion: Suggestion, *, by: User) -> None:
    """Leave one's words as they are. The suggestion stays in the history."""
    _as_the_resident(suggestion.resident, by)
    suggestion = Suggestion.objects.get(pk=suggestion.pk)
    if suggestion.state == Suggestion.State.WAITING:
        _decide(suggestion, Suggestion.State.LEFT, by=by)


@transaction.atomic
def add_view(resident: Resident, section: str, text: str, *, by: User) -> StaffView:
    """Write what one sees as a worker, beside the person's words. One's earlier view stays behind."""
    resident = _as_a_worker(resident, by)
    if not text.strip():
        raise ValidationError({"text": _("Write what you see.")})
    mine = resident.staff_views.all().standing().filter(section=section, author=by).first()
    if mine is not None and mine.text == text.strip():
        return mine
    view = StaffView.objects.create(
        resident=resident, section=section, text=text.strip(), author=by, supersedes=mine
    )
    trail.record(by, "staff_view.written", view, resident)
    return view


def _as_the_resident(resident: Resident, by: User) -> Resident:
    resident = Resident.objects.hold(resident.pk)
    if resident.user_id != by.pk:
        raise Refused
    return resident


def _as_a_worker(resident: Resident, by: User) -> Resident:
    resident = Resident.objects.hold(resident.pk)
    require(by, Right.WRITE_RECORD, resident)
    return resident


def _suggest(resident: Resident, against: Statement, words: Words, *, by: User) -> Suggestion:
    suggestion = Suggestion.objects.create(
        resident=resident,
        section=against.section,
        against=against,
        text=words.text,
        dont=words.dont,
        author=by,
    )
    trail.record(by, "suggestion.made", suggestion, resident)
    return suggestion


def _decide(suggestion: Suggestion, state: str, *, by: User, signed: str = "") -> None:
    suggestion.state = state
    suggestion.decided_by = by
    suggestion.decided_at = timezone.now()
    suggestion.signed = signed.strip()
    suggestion.save(update_fields=["state", "decided_by", "decided_at", "signed"])
    trail.record(by, f"suggestion.{state}", suggestion, suggestion.resident)


def _save(
    resident: Resident,
    section: str,
    words: Words,
    *,
    by: User,
    base: uuid.UUID | None,
    signed: str = "",
    **more,
) -> Statement:
    """Keep a version: as the latest, or set aside where another was saved since `base`."""
    now_shown = shown(resident, section)
    last = resident.statements.filter(section=section).aggregate(last=Max("number"))["last"] or 0
    statement = Statement.objects.create(
        id=new_id(),
        resident=resident,
        section=section,
        number=last + 1,
        text=words.text,
        dont=words.dont,
        author=by,
        supersedes_id=base,
        set_aside=(now_shown.pk if now_shown else None) != base,
        signed=signed,
        agreed_at=timezone.now() if signed else None,
        **more,
    )
    verb = "statement.set_aside" if statement.set_aside else "statement.saved"
    trail.record(by, verb, statement, resident)
    return statement

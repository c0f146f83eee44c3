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
from cases.access import require_parts
from cases.models import Resident, StaffView, Statement, Suggestion, Voice
from hubs.access import Refused, Right, require
from relational.kernel.base import new_id
from relational.kernel.models import User


@dataclass(frozen=True)
class Words:
    """What a section says: the text, in its own section what please not to do, and the language.

    `language` is that of both texts (BCP 47); empty where nobody said.
    """

    text: str
    dont: str = ""
    language: str = ""

    @classmethod
    def of(cls, said: Statement | Suggestion) -> Words:
        return cls(said.text, said.dont, said.language)


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
    anybody else, and ValidationError where nothing was said, neither before nor now.
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
    latest = shown(resident, aside.section)
    assert latest is not None  # it was set aside for one
    if not _settle(aside) or Words.of(latest) == words:
        return latest
    return _save(resident, aside.section, words, by=by, base=latest.pk, voice=Voice.OWN)


@transaction.atomic
def write_down(
    resident: Resident,
    section: str,
    words: Words,
    *,
    by: User,
    base: uuid.UUID | None,
    voice: str = Voice.WITH_SUPPORT,
    how_completed: str = "",
    settles: Statement | None = None,
) -> Statement | Suggestion:
    """Write down, as a worker, what somebody says in a section.

    Where the resident has words of their own there already, it becomes a suggestion. `base` is the
    version the worker saw, as in `say`; `settles` is a text on their behalf, set aside, that these
    words settle: words of theirs are not a worker's to settle (Refused). Raises ValidationError where words on somebody's behalf do not say how they came about, or
    where there are none.
    """
    resident = _as_a_worker(resident, section, by)
    if settles is not None and settles.theirs:
        raise Refused
    now_shown = shown(resident, section)
    if now_shown is not None and Words.of(now_shown) == words:
        _settle(settles)
        return now_shown
    if voice == Voice.ON_BEHALF and not how_completed.strip():
        raise ValidationError({"how_completed": _("Say how you know.")})
    if now_shown is not None and now_shown.theirs:
        _some(words)
        return _suggest(resident, now_shown, words, by=by)
    _settle(settles)
    return _save(
        resident,
        section,
        words,
        by=by,
        base=base,
        voice=voice,
        supported_by=by.display_name,
        how_completed=how_completed.strip(),
    )


@transaction.atomic
def agree(
    resident: Resident,
    section: str,
    words: Words,
    *,
    by: User,
    signed: str,
    base: uuid.UUID | None,
    suggestion: Suggestion | None = None,
    settles: Statement | None = None,
) -> Statement:
    """Write down words that worker and resident agreed on sitting together; both sign.

    Where the resident has words there already, this is a suggestion taken on the spot: the waiting
    one they looked at, or one made now. `settles` is a text set aside that these words settle.
    Raises ValidationError where nobody signed, or where there are no words.
    """
    resident = _as_a_worker(resident, section, by)
    signed = _written_by_themself(signed)
    now_shown = shown(resident, section)
    if now_shown is not None and now_shown.signed and Words.of(now_shown) == words:
        _settle(settles)
        return now_shown
    if suggestion is None and now_shown is not None and now_shown.theirs:
        suggestion = _suggest(resident, now_shown, words, by=by)
    if suggestion is not None:
        _decide(suggestion, _taken(suggestion, words), by=by, signed=signed)
    _settle(settles)
    return _save(
        resident,
        section,
        words,
        by=by,
        base=base,
        voice=Voice.WITH_SUPPORT,
        supported_by=by.display_name,
        signed=signed,
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
    _decide(suggestion, _taken(suggestion, words), by=by)
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
def leave_together(suggestion: Suggestion, *, by: User, signed: str) -> None:
    """Leave the words as they are, sitting together. Raises ValidationError where nobody signed."""
    _as_a_worker(suggestion.resident, suggestion.section, by)
    signed = _written_by_themself(signed)
    suggestion = Suggestion.objects.get(pk=suggestion.pk)
    if suggestion.state == Suggestion.State.WAITING:
        _decide(suggestion, Suggestion.State.LEFT, by=by, signed=signed)


@transaction.atomic
def add_view(resident: Resident, section: str, text: str, *, by: User) -> StaffView:
    """Write what one sees as a worker, beside the person's words. One's earlier view stays behind."""
    resident = _as_a_worker(resident, section, by)
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


def _as_a_worker(resident: Resident, section: str, by: User) -> Resident:
    resident = Resident.objects.hold(resident.pk)
    require(by, Right.WRITE_RECORD, resident)
    require_parts(by, resident, section)
    return resident


def _some(words: Words) -> None:
    if not words.text and not words.dont:
        raise ValidationError({"text": _("Write some words, or leave it as it is.")})


def _written_by_themself(name: str) -> str:
    if not name.strip():
        raise ValidationError({"signed": _("Let them write their name, if they agree.")})
    return name.strip()


def _settle(aside: Statement | None) -> bool:
    """Say that somebody chose between a text set aside and the others; False where one had."""
    if aside is None:
        return False
    aside = Statement.objects.get(pk=aside.pk)
    if aside.settled_at is not None:
        return False
    aside.settled_at = timezone.now()
    aside.save(update_fields=["settled_at"])
    return True


def _suggest(resident: Resident, against: Statement, words: Words, *, by: User) -> Suggestion:
    waiting = resident.suggestions.all().waiting().filter(against=against, author=by)
    for suggestion in waiting:
        if Words.of(suggestion) == words:
            return suggestion
    suggestion = Suggestion.objects.create(
        resident=resident,
        section=against.section,
        against=against,
        text=words.text,
        dont=words.dont,
        language=words.language,
        author=by,
    )
    trail.record(by, "suggestion.made", suggestion, resident)
    return suggestion


def _taken(suggestion: Suggestion, words: Words) -> Suggestion.State:
    as_it_is = words == Words.of(suggestion)
    return Suggestion.State.TAKEN if as_it_is else Suggestion.State.CHANGED


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
    """Keep a version: as the latest, or set aside where another was saved since `base`.

    Raises ValidationError where there are no words, neither before nor now.
    """
    latest = shown(resident, section)
    if latest is None:
        _some(words)
    saved = resident.statements.filter(section=section)
    seen = saved.filter(pk=base).first() if base else None
    set_aside = latest != seen
    mine = saved.filter(author=by, supersedes=seen)
    for statement in mine.all().waiting_for_a_choice():
        if set_aside and Words.of(statement) == words:
            return statement  # a double click
    last = saved.aggregate(last=Max("number"))["last"] or 0
    statement = Statement.objects.create(
        id=new_id(),
        resident=resident,
        section=section,
        number=last + 1,
        text=words.text,
        dont=words.dont,
        language=words.language,
        author=by,
        supersedes=seen,
        set_aside=set_aside,
        signed=signed,
        agreed_at=timezone.now() if signed else None,
        **more,
    )
    verb = "statement.set_aside" if set_aside else "statement.saved"
    trail.record(by, verb, statement, resident)
    return statement

"""A person in words: born when, speaking what, and a tile in a list."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.models import Note, Resident
from cases.models.referral import State
from cases.people import Known, Said
from cases.rows.promise import promised_for
from relational.kernel.days import day_in_words
from relational.kernel.http import path_to
from relational.kernel.languages import SIGNED
from relational.kernel.prose import shortened

A_TILE_OF_WORDS, A_TILE_OF_PROMISE = 140, 90  # letters


def words_in(resident: Resident) -> str:
    """The language to mark a person's words with; empty where it is the page's own."""
    return written_in(resident.language)


def written_in(language: str) -> str:
    """The language that words of who speaks or signs this one are written in, as far as we know."""
    return "" if language in SIGNED else language


def born_in_words(resident: Resident) -> str:
    """A date of birth as far as it is known: "1951", "March 1951" or "14 March 1951"."""
    if resident.date_of_birth is None:
        return ""
    shapes = {"year": "Y", "month": "F Y", "day": "j F Y"}
    return date_format(resident.date_of_birth, shapes[resident.date_of_birth_precision])


def can_read(resident: Resident) -> str:
    """Who else reads what is written: the resident, once they have a page of their own."""
    said = {"name": resident.known_as}
    if resident.user_id:
        return _("%(name)s can read it too.") % said
    return _("%(name)s can read it as soon as they have a page of their own.") % said


@dataclass(frozen=True)
class Tile:
    """One person in a list."""

    name: str
    url: str
    words: str
    language: str
    heard: str
    promise: str
    resting: str
    asked: str

    @classmethod
    def of(cls, known: Known, said: Said, today: datetime.date) -> Tile:
        return cls(
            name=known.known_as,
            url=path_to("cases:record", known.pk),
            words=shortened(said.matters or said.first_words or "", A_TILE_OF_WORDS),
            language=(said.language or "") if said.matters else written_in(known.language),
            heard=_heard(known, said, today),
            promise=_next_promise(said, today),
            resting=_resting(said, today),
            asked=_asked(said, known, today),
        )


def _heard(known: Known, said: Said, today: datetime.date) -> str:
    if known.ended:
        return _("You said goodbye")
    if known.last_heard_at is None:
        return ""
    heard = {
        "day": day_in_words(timezone.localdate(known.last_heard_at), today),
        "where": str(dict(Note.Mode.choices).get(said.mode or "", "")),
    }
    if heard["where"]:
        return _("Last heard %(day)s, %(where)s") % heard
    return _("Last heard %(day)s") % heard


def _next_promise(said: Said, today: datetime.date) -> str:
    if said.promise is None or said.due is None:
        return ""
    what = shortened(said.promise, A_TILE_OF_PROMISE)
    return _("“%(what)s” %(day)s") % {"what": what, "day": promised_for(said.due, today)}


def _resting(said: Said, today: datetime.date) -> str:
    if said.until is None:
        return ""
    return _("Resting until %(day)s. %(why)s") % {
        "day": day_in_words(said.until, today),
        "why": said.resting,
    }


def _asked(said: Said, known: Known, today: datetime.date) -> str:
    """Whose answer is awaited: that of who was asked to help, ours, or the person's own."""
    if said.asked is None or said.asked_at is None:
        return ""
    told = {
        "them": said.asked,
        "name": known.known_as,
        "day": day_in_words(timezone.localdate(said.asked_at), today),
    }
    if said.asked_state == State.EXPIRED:
        return _("%(them)s did not answer") % told
    if said.asked_state != State.SENT:
        return _("%(them)s is done. Nobody has asked %(name)s yet how it went") % told
    if said.asked_back:
        return _("%(them)s asked something, and waits for your answer") % told
    return _("%(them)s was asked, %(day)s. An answer is awaited") % told

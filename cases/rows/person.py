"""A person in words: born when, speaking what, and a tile in a list."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cases.models import Note, Resident
from cases.rows.promise import promised_for
from relational.kernel.days import day_in_words
from relational.kernel.languages import SIGNED

A_TILE_OF_WORDS = 140


def words_in(resident: Resident) -> str:
    """The language to mark a person's words with; empty where it is the page's own."""
    return "" if resident.language in SIGNED else resident.language


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

    @classmethod
    def of(cls, resident: Resident, today: datetime.date) -> Tile:
        """From a resident `with_what_a_tile_says`."""
        return cls(
            name=resident.known_as,
            url=reverse("cases:record", args=[resident.pk]),
            words=Truncator(resident.matters_most or resident.first_words or "").chars(
                A_TILE_OF_WORDS
            ),
            language=resident.matters_language if resident.matters_most else words_in(resident),
            heard=_heard(resident, today),
            promise=_next_promise(resident, today),
            resting=_resting(resident, today),
        )


def _heard(resident: Resident, today: datetime.date) -> str:
    if resident.last_heard_at is None:
        return ""
    said = {
        "day": day_in_words(timezone.localdate(resident.last_heard_at), today),
        "where": str(dict(Note.Mode.choices).get(resident.heard_mode or "", "")),
    }
    if said["where"]:
        return _("Last heard %(day)s, %(where)s") % said
    return _("Last heard %(day)s") % said


def _next_promise(resident: Resident, today: datetime.date) -> str:
    if not resident.next_promise:
        return ""
    return _("“%(what)s” %(day)s") % {
        "what": Truncator(resident.next_promise).chars(90),
        "day": promised_for(resident.next_due, today),
    }


def _resting(resident: Resident, today: datetime.date) -> str:
    if not resident.resting_until:
        return ""
    return _("Resting until %(day)s. %(why)s") % {
        "day": day_in_words(resident.resting_until, today),
        "why": resident.resting_reason,
    }

"""Looks at a record in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.access import API, ASK, ASKS, HANDING_OVER, OWN_NOTES, PRINT, REVIEW, SEARCH, Purpose
from hubs.models import Role
from relational.kernel.days import day_in_words
from relational.kernel.models import AccessLog, AuditEvent


@dataclass(frozen=True)
class LookRow:
    """One look at a record, as the resident reads it."""

    who: str
    why: str
    when: str


def look_rows(looks: Iterable[AccessLog], by_link: Iterable[AuditEvent] = ()) -> list[LookRow]:
    """Looks in words, newest first: who in what role, why and whether they printed it, and when.

    `by_link` are those of services that have no account here.
    """
    today = timezone.localdate()
    roles = dict(Role.choices)
    rows = [
        (
            look.at,
            f"{look.reader_name}, {roles.get(look.role, look.role)}",
            ". ".join(capfirst(said) for said in _why(look) if said),
        )
        for look in looks
    ]
    opened = _("Read what is shared with them, by the link we sent")
    rows += [(event.at, event.who_name, opened) for event in by_link]
    rows.sort(key=itemgetter(0), reverse=True)
    return [LookRow(who, why, day_in_words(timezone.localdate(at), today)) for at, who, why in rows]


def _why(look: AccessLog) -> list[str]:
    how = {
        PRINT: _("printed it"),
        API: _("read it by another program"),
        OWN_NOTES: _("read again what they had written themself"),
        SEARCH: _("saw the name in a search"),
        REVIEW: _("read what two colleagues talked about"),
        ASK: _("read what is shared with them"),
        ASKS: _("saw the name among what they are asked"),
        HANDING_OVER: _("saw the name and what was promised, to find who takes over"),
    }.get(look.section, "")
    return [how, str(dict(Purpose.choices).get(look.purpose, "")), look.reason]

"""Looks at a record in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.access import API, HANDING_OVER, OWN_NOTES, PRINT, REVIEW, SEARCH, Purpose
from hubs.models import Role
from relational.kernel.days import day_in_words
from relational.kernel.models import AccessLog


@dataclass(frozen=True)
class LookRow:
    """One look at a record, as the resident reads it."""

    who: str
    why: str
    when: str


def look_rows(looks: Iterable[AccessLog]) -> list[LookRow]:
    """Looks in words: who in what role, why and whether they printed it, and when."""
    today = timezone.localdate()
    roles = dict(Role.choices)
    return [
        LookRow(
            who=f"{look.reader_name}, {roles.get(look.role, look.role)}",
            why=". ".join(capfirst(said) for said in _why(look) if said),
            when=day_in_words(timezone.localdate(look.at), today),
        )
        for look in looks
    ]


def _why(look: AccessLog) -> list[str]:
    how = {
        PRINT: _("printed it"),
        API: _("read it by another program"),
        OWN_NOTES: _("read again what they had written themself"),
        SEARCH: _("saw the name in a search"),
        REVIEW: _("read what two colleagues talked about"),
        HANDING_OVER: _("saw the name and what was promised, to find who takes over"),
    }.get(look.section, "")
    return [how, str(dict(Purpose.choices).get(look.purpose, "")), look.reason]

"""Looks at a record in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from cases.access import Purpose
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
    """Looks in words: who in what role, why, and when."""
    today = timezone.localdate()
    roles, purposes = dict(Role.choices), dict(Purpose.choices)
    return [
        LookRow(
            who=f"{look.reader_name}, {roles.get(look.role, look.role)}",
            why=". ".join(filter(None, [str(purposes.get(look.purpose, "")), look.reason])),
            when=day_in_words(timezone.localdate(look.at), today),
        )
        for look in looks
    ]

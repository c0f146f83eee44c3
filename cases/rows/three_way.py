"""A meeting of three in words: who was there, what the resident says, and who has signed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import ThreeWayMeeting
from relational.kernel.days import day_in_words
from relational.kernel.models import User


@dataclass(frozen=True)
class ThreeWayRow:
    """What is written down, ready to print."""

    met: str
    view: str
    after: list[str]  # what changes, once both have signed
    signatures: list[tuple[bool, str]]
    signed: bool
    may_sign: bool = False


def three_way_row(meeting: ThreeWayMeeting, name: str, reader: User) -> ThreeWayRow:
    """`name` is what the resident is called."""
    said = {
        "giver": _first(meeting.giver_name),
        "taker": _first(meeting.taker_name),
        "name": name,
        "advocate": meeting.advocate,
        "day": _on(meeting.met_on),
    }
    if meeting.advocate:
        met = _("%(giver)s, %(taker)s and %(advocate)s for %(name)s met %(day)s.")
    else:
        met = _("%(giver)s, %(taker)s and %(name)s met %(day)s.")
    after = [_("%(taker)s walks with %(name)s from then on.")]
    if meeting.stays:
        after.append(_("%(giver)s stays alongside, and keeps what they promised."))
    else:
        after.append(_("%(giver)s leaves, and %(taker)s keeps what %(giver)s promised."))
    mine = {
        meeting.giver_id: meeting.giver_signed_at,
        meeting.taker_id: meeting.taker_signed_at,
    }
    return ThreeWayRow(
        met=met % said,
        view=meeting.resident_view,
        after=[sentence % said for sentence in after],
        signatures=[
            _signature(meeting.giver_name, meeting.giver_signed_at),
            _signature(meeting.taker_name, meeting.taker_signed_at),
        ],
        signed=meeting.is_signed,
        may_sign=reader.pk in mine and mine[reader.pk] is None,
    )


def my_three_way_row(meeting: ThreeWayMeeting) -> ThreeWayRow:
    """The same, for the resident."""
    said = {
        "giver": _first(meeting.giver_name),
        "taker": _first(meeting.taker_name),
        "advocate": meeting.advocate,
        "day": _on(meeting.met_on),
    }
    if meeting.advocate:
        met = _("%(giver)s, %(taker)s and %(advocate)s, who spoke for you, met %(day)s.")
    else:
        met = _("You, %(giver)s and %(taker)s met %(day)s.")
    stays = _("%(giver)s stays near you too.") if meeting.stays else ""
    leaves = "" if meeting.stays else _("What %(giver)s promised you, %(taker)s does.")
    if meeting.is_signed:
        after = [_("%(taker)s walks with you now."), stays, leaves]
    else:
        after = [
            _("%(giver)s walks with you until both have signed."),
            _("From then on it is %(taker)s."),
            stays,
            leaves,
        ]
    return ThreeWayRow(
        met=met % said,
        view=meeting.resident_view,
        after=[sentence % said for sentence in after if sentence],
        signatures=[
            _signature(meeting.giver_name, meeting.giver_signed_at),
            _signature(meeting.taker_name, meeting.taker_signed_at),
        ],
        signed=meeting.is_signed,
    )


def _signature(name: str, at: datetime.datetime | None) -> tuple[bool, str]:
    said = {"name": name, "day": _on(timezone.localdate(at)) if at else ""}
    if at is None:
        return False, _("%(name)s has not signed yet.") % said
    return True, _("%(name)s signed %(day)s.") % said


def _first(name: str) -> str:
    return name.split()[0] if name else ""


def _on(day: datetime.date) -> str:
    return day_in_words(day, timezone.localdate())

"""How asks went, in words: numbers with what they are of, and few as few."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.asks_went import FEW, Tally, Went
from cases.models.referral import Reason

SILENCE = "silence"


@dataclass(frozen=True)
class TallyRow:
    """One line of the table."""

    name: str
    asked: str
    yes: str
    no: str
    silence: str
    waiting: str


def few(number: int) -> str:
    """A number, where it is none or not small."""
    if 0 < number < FEW:
        return _("fewer than %(few)d") % {"few": FEW}
    return str(number)


def sentences(went: Went) -> list[str]:
    """All of it in two sentences."""
    said = {name: few(getattr(went.all, name)) for name in ("asked", "yes", "no", "silence")}
    said |= {"waiting": few(went.all.waiting), "over": few(went.all.over)}
    said["heard"] = few(went.all.heard)
    return [
        _(
            "Asked: %(asked)s. A yes to %(yes)s of them, a no to %(no)s, no answer in time to "
            "%(silence)s; %(waiting)s wait."
        )
        % said,
        _(
            "Over after a yes: %(over)s. What came of it was heard from the person in %(heard)s of them."
        )
        % said,
    ]


def tally_rows(went: Went) -> list[TallyRow]:
    rows = [_row(tally, tally.name) for tally in went.each]
    if went.others.asked:
        rows.append(_row(went.others, _("Others, each asked a few times")))
    return rows


def _row(tally: Tally, name: str) -> TallyRow:
    counts = (tally.asked, tally.yes, tally.no, tally.silence, tally.waiting)
    return TallyRow(name, *(few(count) for count in counts))


def reason_rows(went: Went) -> list[tuple[str, str]]:
    """Why a no was a no, in the order of the list of reasons."""
    return [
        (capfirst(reason.label), few(went.reasons[reason]))
        for reason in Reason
        if reason in went.reasons
    ]


def missing_rows(went: Went) -> list[tuple[str, str, str]]:
    """What was asked for and not to be had: whom we asked, why not, and the query that names it."""
    return [
        (name, _missing(reason, times), urlencode({"asked": name, "why": reason}))
        for name, reason, times in went.missing
    ]


def seen_as(name: str, reason: str) -> str:
    """The sentence with which one begins to say what stops something that was not to be had."""
    if not name or reason not in (*Reason.values, SILENCE):
        return ""
    return _("We asked for “%(what)s”. %(why)s") % {"what": name, "why": _missing(reason, 1)}


def _missing(reason: str, times: int) -> str:
    why = _("Nobody answered") if reason == SILENCE else capfirst(Reason(reason).label)
    if times < FEW:
        return f"{why}."
    often = ngettext("%(times)d time", "%(times)d times", times) % {"times": times}
    return f"{why}, {often}."

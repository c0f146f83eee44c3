"""Sharing in plain words: with whom, what is said of each section, and how it came about."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import Connection, Disclosure, Resident, Section, SharingDecision, VisitNote
from cases.models.sharing import Answer
from hubs.models import Organisation
from relational.kernel.days import day_in_full, day_in_words
from relational.kernel.models import User

Capacity = SharingDecision.Capacity


@dataclass(frozen=True)
class With:
    """Somebody something can be shared with: an organisation, a person of the circle, or everybody."""

    id: str  # empty: everybody who helps
    name: str
    organisation: Organisation | None = None
    connection: Connection | None = None

    @property
    def signs_in(self) -> bool:
        """Whether it is somebody around, who reads everything but a no."""
        return self.connection is not None and self.connection.user_id is not None

    @property
    def answers(self) -> list[Answer]:
        """What can be said: who signs in reads everything but a no, so there is nothing to ask first."""
        return [Answer.YES, Answer.NO] if self.signs_in else list(Answer)


def all_with(resident: Resident, organisations: Iterable[Organisation]) -> list[With]:
    """Everybody together first, then organisations, then everybody who is around."""
    people = [each for each in resident.around if each.person]
    return [
        With("", _("Everybody who helps")),
        *(With(str(each.pk), each.name, organisation=each) for each in organisations),
        *(
            With(str(each.pk), each.user.display_name, connection=each)
            for each in _reading(resident)
        ),
        *(With(str(each.pk), each.person, connection=each) for each in people),
    ]


def chosen(pk: str, everybody: Iterable[With]) -> With | None:
    """Whom an address names, if they are one of these."""
    return next((whom for whom in everybody if whom.id == pk), None)


def readers_of(resident: Resident) -> list[str]:
    """Those at work who read the page because they are around the resident."""
    return [each.user.display_name for each in _reading(resident)]


def _reading(resident: Resident) -> list[Connection]:
    return [
        each
        for each in resident.around
        if each.user_id
        and each.user_id != resident.user_id
        and each.voice != Connection.Voice.NEITHER
    ]


@dataclass(frozen=True)
class SharingRow:
    """One section, and what is said of it."""

    section: str
    title: str
    answer: str
    said: str
    how: str
    taps: list[tuple[str, str, bool]]  # an answer, its words, whether it holds now
    kept: bool  # from who reads


def sharing_rows(
    standing: dict[str, tuple[str, SharingDecision | None]],
    whom: With,
    kept: Iterable[str] = (),
    *,
    own: bool = False,
) -> list[SharingRow]:
    """The sections, with their taps; none for what is `kept` from the reader, but a no.

    `own` is how the resident reads it.
    """
    today = timezone.localdate()
    return [
        _row(section, *standing[section], whom, today, kept=section in kept, own=own)
        for section in Section
    ]


def _row(
    section: Section,
    answer: str,
    decision: SharingDecision | None,
    whom: With,
    today: datetime.date,
    *,
    kept: bool,
    own: bool,
) -> SharingRow:
    words = {Answer.YES: _("Yes"), Answer.NO: _("No"), Answer.ASK_ME_FIRST: _("Ask me first")}
    nothing = _("You have not said anything yet.") if own else _("Nobody has said anything yet.")
    if whom.signs_in:
        del words[Answer.ASK_ME_FIRST]
        nothing = (
            _("They read it until you say no.")
            if own
            else _("Whoever is around them reads it, until they say no.")
        )
    return SharingRow(
        section=section.value,
        title=str(section.label),
        answer=answer,
        said=_until(answer, decision, words[Answer(answer)], today),
        how=_how(decision, today, own=own) if decision else nothing,
        taps=[
            (each.value, said, each == answer)
            for each, said in words.items()
            if each == Answer.NO or not kept
        ],
        kept=kept,
    )


def _until(answer: str, decision: SharingDecision | None, said: str, today: datetime.date) -> str:
    if decision is None or decision.until is None:
        return said
    if decision.until < today:
        return _("%(said)s, since a yes ran out") % {"said": said}
    return _("%(said)s, until %(day)s") % {"said": said, "day": day_in_full(decision.until)}


def _how(decision: SharingDecision, today: datetime.date, *, own: bool) -> str:
    """How it came about, in sentences."""
    day = day_in_words(timezone.localdate(decision.made_at), today)
    told = {"who": decision.by.called, "day": day}
    if own and decision.by_id == decision.resident.user_id:
        said = [_("You said so, %(day)s.") % told]
    elif decision.by_id == decision.resident.user_id:
        said = [_("%(who)s’s own answer, %(day)s.") % told]
    else:
        said = [_("Written down by %(who)s, %(day)s.") % told]
    if decision.organisation_id is None and decision.connection_id is None:
        said.append(_("Said of everybody who helps."))
    if decision.purpose:
        said.append(_("What for: %(purpose)s.") % {"purpose": decision.purpose.rstrip(".")})
    if decision.how_explained:
        said.append(_("How: %(how)s.") % {"how": decision.how_explained.rstrip(".")})
    if decision.capacity == Capacity.SUPPORTED:
        said.append(_("Decided with support."))
    if decision.capacity == Capacity.BEST_INTERESTS:
        why = {"why": decision.not_asked_because.rstrip(".")}
        best = (
            _("Decided for you: %(why)s.")
            if own
            else _("Decided in their best interests: %(why)s.")
        )
        said.append(best % why)
    return " ".join(said)


def history_rows(
    decisions: Iterable[SharingDecision], *, own: bool = False
) -> list[tuple[str, str]]:
    """What was ever said: in a sentence, and how it came about; `own` as the resident reads it."""
    today = timezone.localdate()
    rows = []
    for each in decisions:
        words = {Answer.YES: _("Yes"), Answer.NO: _("No"), Answer.ASK_ME_FIRST: _("Ask me first")}
        whom = each.organisation.name if each.organisation else _("everybody who helps")
        if each.connection:
            whom = each.connection.called
        said = {
            "answer": words[Answer(each.answer)],
            "section": Section(each.section).label,
            "whom": whom,
        }
        sentence = _("%(answer)s to “%(section)s” with %(whom)s") % said
        if each.until:
            sentence = _("%(said)s, until %(day)s") % {
                "said": sentence,
                "day": day_in_full(each.until),
            }
        rows.append((sentence, _how(each, today, own=own)))
    return rows


@dataclass(frozen=True)
class DisclosureRow:
    """Something that was told to keep somebody safe."""

    id: UUID
    what: str
    title: str
    reason: str
    told: str
    wrote: str
    withheld: str
    waits: bool
    may_review: bool


def disclosure_rows(
    told: Iterable[Disclosure], resident: Resident, reader: User, *, may_review: bool
) -> list[DisclosureRow]:
    today = timezone.localdate()
    return [_disclosed(each, resident, reader, today, may_review=may_review) for each in told]


def _disclosed(
    each: Disclosure, resident: Resident, reader: User, today: datetime.date, *, may_review: bool
) -> DisclosureRow:
    name: dict[str, Any] = {"name": resident.known_as}
    if each.told_resident:
        told = _("%(name)s was told.") % name
    else:
        why = each.not_told_because.rstrip(".")
        told = _("%(name)s was not told: %(why)s.") % {**name, "why": why}
    day = day_in_words(timezone.localdate(each.at), today)
    withheld = VisitNote.Withheld(each.withheld).label if each.withheld else ""
    return DisclosureRow(
        id=each.pk,
        what=each.what,
        title=_("To %(whom)s, because %(why)s")
        % {"whom": each.to_whom, "why": Disclosure.Why(each.why).label},
        reason=each.reason,
        told=told,
        wrote=capfirst(_("%(who)s wrote this, %(day)s.") % {"who": each.by.called, "day": day}),
        withheld=str(withheld),
        waits=each.reviewed_at is None,
        may_review=may_review and each.by_id != reader.pk,
    )

"""What somebody asked by law, in words: for them, and for who answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases import takeaway
from cases.models import Note, Resident, SubjectRequest, SubjectRequestStep
from cases.models.subject_request import A_WEEK, State
from relational.kernel.days import day_in_full


@dataclass(frozen=True)
class RequestRow:
    """One request as its resident reads it."""

    what: str
    asked: str
    words: str
    told: list[tuple[str, str]]  # what became of it, and the words to it
    answer: str
    restricts: bool


def request_rows(resident: Resident) -> list[RequestRow]:
    """Everything a resident asked, the newest first; a worker sees what they wrote down for them."""
    found = resident.requests.all().newest_first().prefetch_related("steps")
    return [
        RequestRow(
            what=capfirst(request.get_kind_display()),
            asked=_asked(request, resident),
            words=request.words,
            told=_told(request, sorted(request.steps.all(), key=lambda step: step.at)),
            answer=request.answer,
            restricts=request.restricts,
        )
        for request in found
    ]


def _asked(request: SubjectRequest, resident: Resident) -> str:
    day = day_in_full(timezone.localdate(request.made_at))
    if request.by_id == resident.user_id:
        return day
    first = min(request.steps.all(), key=lambda step: step.at)
    return _("%(day)s. %(name)s wrote it down.") % {"day": day, "name": first.by_name}


def _told(request: SubjectRequest, steps: list[SubjectRequestStep]) -> list[tuple[str, str]]:
    told = []
    for step in steps:
        said = {"name": step.by_name, "day": day_in_full(timezone.localdate(step.at))}
        if step.after == State.ACKNOWLEDGED:
            told.append((_("%(name)s read it on %(day)s.") % said, ""))
        elif step.after == State.EXTENDED:
            told.append((_("%(name)s needs longer, and says why:") % said, step.words))
        elif step.after == State.ANSWERED:
            told.append((_("%(name)s answered on %(day)s.") % said, ""))
    if request.state != State.ANSWERED:
        by = {"day": day_in_full(request.due)}
        told.append((_("You get an answer by %(day)s.") % by, ""))
    return told


@dataclass(frozen=True)
class WaitingRow:
    """One request in the list of who answers."""

    pk: str
    name: str
    what: str
    waits_for: str
    late: bool
    soon: bool


def waiting_rows(requests: Iterable[SubjectRequest]) -> list[WaitingRow]:
    """Requests by what they wait for."""
    today = timezone.localdate()
    return [
        WaitingRow(
            pk=str(request.pk),
            name=request.resident.known_as,
            what=capfirst(request.get_kind_display()),
            waits_for=_waits_for(request),
            late=request.is_late,
            soon=request.state != State.ANSWERED and request.due <= today + A_WEEK,
        )
        for request in requests
    ]


def _waits_for(request: SubjectRequest) -> str:
    by = {"day": day_in_full(request.due)}
    if request.state == State.ASKED:
        return _("Waits to be read. Answer by %(day)s.") % by
    if request.state == State.ANSWERED and request.answered_at:
        day = day_in_full(timezone.localdate(request.answered_at))
        return _("Answered on %(day)s.") % {"day": day}
    if request.state == State.EXTENDED:
        return _("Waits for your answer, put off to %(day)s.") % by
    return _("Waits for your answer by %(day)s.") % by


@dataclass(frozen=True)
class NoteToMark:
    """A conversation as who answers reads it, and what stands in its place in a copy."""

    note: Note
    instead: str | None


def notes_to_mark(notes: Iterable[Note], resident: Resident) -> list[NoteToMark]:
    """Conversations, with those marked that tell of somebody else."""
    marked = takeaway.redacted(resident.pk)
    return [NoteToMark(note, marked.get(note.pk)) for note in notes]

"""What residents ask by law about what is kept of them: asking, and the moves to an answer.

An officer does not see the record itself, so these hold the request.
"""

from __future__ import annotations

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases import trail
from cases.models import Note, Redaction, Resident, SubjectRequest, SubjectRequestStep
from cases.models.subject_request import A_MONTH, MOVES, State, months_after
from hubs.access import Refused, Right, require
from relational.kernel import outbox
from relational.kernel.base import id_for, insert_once
from relational.kernel.models import User


@transaction.atomic
def ask(resident: Resident, *, by: User, kind: str, words: str, key: uuid.UUID) -> SubjectRequest:
    """Ask, as the resident, or write down what they said. An answer is due in a month.

    A month from when it was said to anybody here, in whatever way (UK GDPR, article 12(3)). The same
    `key` twice is one asking. Raises Refused for who does not read the record.
    """
    resident = Resident.objects.hold(resident.pk)
    if resident.user_id != by.pk:
        require(by, Right.READ_RECORD, resident)
    now = timezone.now()
    request, is_new = insert_once(
        SubjectRequest(
            id=id_for(by.pk, key),
            made_at=now,
            resident=resident,
            kind=kind,
            words=words.strip(),
            by=by,
            due=months_after(timezone.localdate(now), A_MONTH),
        ),
        said=["resident_id", "kind", "words"],
    )
    if not is_new:
        return request
    _step(request, "", State.ASKED, by=by, words="")
    for officer in _officers(resident):  # one letter a day to each
        dedupe = f"request_made:{officer}:{timezone.localdate(now)}"
        outbox.post("request_made", to=officer, about=request, dedupe_key=dedupe)
    return request


@transaction.atomic
def acknowledge(request: SubjectRequest, *, by: User) -> SubjectRequest:
    """Say that it was read. Saying it twice is saying it."""
    request = _held(request, by)
    if request.state == State.ASKED:
        _move(request, State.ACKNOWLEDGED, by=by, words="")
    return request


@transaction.atomic
def extend(request: SubjectRequest, *, by: User, until: datetime.date, why: str) -> SubjectRequest:
    """Take longer, and tell the resident why: by two months at most, and said in the first month."""
    request = _held(request, by)
    if request.state == State.EXTENDED and request.due == until:
        return request
    _check_may_move(request, State.EXTENDED)
    if timezone.localdate() > request.due:
        raise ValidationError(_("The first month is over, so it cannot be put off. Answer now."))
    if not request.due < until <= request.longest:
        raise ValidationError(
            {
                "until": _("Write a day after %(first)s and no later than %(last)s.")
                % {
                    "first": date_format(request.due, "j F Y"),
                    "last": date_format(request.longest, "j F Y"),
                }
            }
        )
    if not why.strip():
        raise ValidationError({"why": _("Say why it takes longer. They will read it.")})
    request.due = until
    _move(request, State.EXTENDED, by=by, words=why.strip())
    return request


@transaction.atomic
def answer(request: SubjectRequest, *, by: User, words: str, restricts: bool) -> SubjectRequest:
    """Answer in words the resident reads. It may restrict the record.

    A restricted record is read by who walks with the resident first of all, and by the resident;
    nobody but the resident writes in it. Nothing is deleted by an answer. The same answer twice is
    one.
    """
    request = _held(request, by)
    if request.state == State.ANSWERED and request.answer == words.strip():
        return request
    _check_may_move(request, State.ANSWERED)
    if not words.strip():
        raise ValidationError({"words": _("Write the answer. They will read it.")})
    request.answer = words.strip()
    request.answered_at = timezone.now()
    request.restricts = restricts
    _move(request, State.ANSWERED, by=by, words="")
    return request


@transaction.atomic
def lift(request: SubjectRequest, *, by: User) -> SubjectRequest:
    """End a restriction that an answer brought. Lifting it twice is lifting it."""
    request = _held(request, by)
    if request.restricts:
        request.restricts = False
        request.save(update_fields=["restricts"])
        trail.record(by, "request.restriction_lifted", request, request.resident)
    return request


@transaction.atomic
def redact(request: SubjectRequest, note: Note, *, by: User, instead: str) -> Redaction:
    """Mark a conversation as one that tells of somebody else: in a copy `instead` stands in its place.

    Raises Refused, or ValidationError where the request is answered.
    """
    request = _held(request, by)
    _check_waits(request)
    if note.resident_id != request.resident_id:
        raise Refused(Right.ANSWER_REQUESTS)
    standing = Redaction.objects.all().holding().filter(note=note).first()
    if standing is not None:
        if standing.instead == instead.strip():
            return standing
        _end(standing)
    redaction = Redaction.objects.create(
        resident_id=note.resident_id, note=note, instead=instead.strip(), by=by
    )
    trail.record(by, "note.redacted", redaction, request.resident)
    return redaction


@transaction.atomic
def show_again(request: SubjectRequest, note: Note, *, by: User) -> None:
    """Take back such a mark: the conversation stands in a copy as it is."""
    request = _held(request, by)
    _check_waits(request)
    marked = Redaction.objects.all().holding().filter(note=note, resident=request.resident_id)
    for redaction in marked:
        _end(redaction)
        trail.record(by, "note.shown_again", redaction, request.resident)


def nudge(now: datetime.datetime) -> int:
    """Write to officers of whose requests an answer is due within a week. Returns how many letters.

    It acts for nobody: the database's own function reads the requests and writes the letters.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select nudge_requests(%s)", [now])
        posted = cursor.fetchone()[0]
        if posted:
            transaction.on_commit(outbox.nudge)
    return posted


def _held(request: SubjectRequest, by: User) -> SubjectRequest:
    require(by, Right.ANSWER_REQUESTS)
    held = SubjectRequest.objects.select_for_update(of=["self"], no_key=True)
    return held.select_related("resident").get(pk=request.pk)


def _move(request: SubjectRequest, after: State, *, by: User, words: str) -> None:
    before, request.state = request.state, after
    request.save(update_fields=["due", "state", "answer", "answered_at", "restricts"])
    _step(request, before, after, by=by, words=words)
    for reader in {request.resident.user_id, request.by_id} - {None}:
        key = f"request_moved:{request.pk}:{after}:{reader}"
        outbox.post("request_moved", to=reader, about=request, dedupe_key=key)


def _step(request: SubjectRequest, before: str, after: str, *, by: User, words: str) -> None:
    SubjectRequestStep.objects.create(
        request=request, before=before, after=after, words=words, by=by, by_name=by.display_name
    )
    trail.record(by, f"request.{after}", request, request.resident)


def _check_may_move(request: SubjectRequest, after: State) -> None:
    if after not in MOVES[State(request.state)]:
        raise ValidationError(
            _("This is %(state)s already."), params={"state": request.get_state_display()}
        )


def _check_waits(request: SubjectRequest) -> None:
    if request.state == State.ANSWERED:
        raise ValidationError(_("This is answered already."))


def _end(redaction: Redaction) -> None:
    redaction.until = timezone.now()
    redaction.save(update_fields=["until"])


def _officers(resident: Resident) -> list[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute("select officers_for(%s)", [resident.pk])
        return [pk for (pk,) in cursor.fetchall()]

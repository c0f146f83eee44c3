"""Asking why somebody looked, answering it, and letting go of a name that was kept back."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.db import connection as database
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import LookQuestion, Resident, WithheldName
from hubs import working_days
from hubs.access import Refused, Right, may, require, standing
from relational.kernel import outbox
from relational.kernel.base import Row
from relational.kernel.models import User

WORKING_DAYS = 10  # in which a question is answered


@transaction.atomic
def ask_why(
    resident: Resident, look_id: uuid.UUID, *, by: User, question: str = ""
) -> LookQuestion:
    """Ask, as the resident, why somebody looked. Who answers, and who looked, are told.

    Asking about the same look twice is asking once. Raises Refused for anybody else, and
    ValidationError where there is no such look.
    """
    resident = Resident.objects.hold(resident.pk)
    if resident.user_id != by.pk:
        raise Refused(Right.ANSWER_WHY)
    if not _is_look_at(resident, look_id):
        raise ValidationError(_("This look is not on your list."))
    asked = LookQuestion.objects.of(resident).about([look_id]).first()
    if asked is not None:
        return asked
    due = working_days.ahead(timezone.localdate(), WORKING_DAYS, resident.hub.nation)
    asked = LookQuestion(resident=resident, look_id=look_id, question=question.strip(), due=due)
    asked.save(force_insert=True)
    _record(by, "look.asked_about", asked)
    _tell(asked)
    return asked


@transaction.atomic
def say(asked: LookQuestion, *, by: User, words: str) -> LookQuestion:
    """Say, as who looked, why. Raises Refused for anybody else, and ValidationError once it is answered."""
    asked = _held(asked)
    if asked.look.reader_id != by.pk:
        raise Refused(Right.ANSWER_WHY)
    if not words.strip():
        raise ValidationError({"words": _("Write why you looked.")})
    if asked.answer:
        raise ValidationError(_("It is answered already."))
    asked.readers_words = words.strip()
    asked.save(update_fields=["readers_words"])
    _record(by, "look.explained", asked)
    return asked


@transaction.atomic
def answer(asked: LookQuestion, *, by: User, words: str) -> LookQuestion:
    """Answer why somebody looked, once. The resident and who looked are told.

    Raises Refused (no right, or one's own look), or ValidationError without words, or where
    something else was answered.
    """
    require(by, Right.ANSWER_WHY)
    asked = _held(asked)
    if asked.look.reader_id == by.pk:
        raise Refused(Right.ANSWER_WHY)
    if not words.strip():
        raise ValidationError({"words": _("Write an answer.")})
    if asked.answer == words.strip():
        return asked
    if asked.answer:
        raise ValidationError(_("It is answered already."))
    asked.answer, asked.answered_by, asked.answered_at = words.strip(), by, timezone.now()
    asked.signed = by.display_name
    asked.save(update_fields=["answer", "answered_by", "answered_at", "signed"])
    _record(by, "look.answered", asked)
    _tell(asked)
    return asked


@transaction.atomic
def review_name(kept: WithheldName, *, by: User, let_go: bool) -> WithheldName:
    """Look at a name that is kept from a resident: it stays so for now, or they read it from now on.

    Raises Refused (no right, or one's own name), or ValidationError where it was let go.
    """
    require(by, Right.ANSWER_WHY)
    kept = WithheldName.objects.select_for_update(of=["self"], no_key=True).get(pk=kept.pk)
    if kept.reader_id == by.pk:
        raise Refused(Right.ANSWER_WHY)
    if kept.released_at is not None:
        if let_go:
            return kept
        raise ValidationError(_("The name was let go. They may have read it."))
    kept.reviewed_by, kept.reviewed_at = by, timezone.now()
    kept.released_at = kept.reviewed_at if let_go else None
    kept.save(update_fields=["reviewed_by", "reviewed_at", "released_at"])
    _record(by, "name.released" if let_go else "name.kept", kept)
    return kept


def called() -> dict[uuid.UUID, str]:
    """What residents are called whom a question or a name kept back is about, for who may know it."""
    with database.cursor() as cursor:
        cursor.execute("select resident_id, known_as from called_by_privacy()")
        return dict(cursor.fetchall())


def may_answer(asked: LookQuestion, by: User) -> bool:
    return may(by, Right.ANSWER_WHY) and asked.look.reader_id != by.pk


def _is_look_at(resident: Resident, look_id: uuid.UUID) -> bool:
    """Whether it is somebody else's look at this record, also one whose name is kept back."""
    with database.cursor() as cursor:
        cursor.execute("select look_at(%s, %s)", [look_id, resident.pk])
        return cursor.fetchone()[0]


def _held(asked: LookQuestion) -> LookQuestion:
    questions = LookQuestion.objects.select_related("look")
    return questions.select_for_update(of=["self"], no_key=True).get(pk=asked.pk)


def _record(by: User, verb: str, about: Row) -> None:
    """Write the trail: the database's own door, for who sees nothing of the record itself."""
    with database.cursor() as cursor:
        cursor.execute(
            "select privacy_trail(%s, %s, %s, %s, %s)",
            [verb, about._meta.label_lower, about.pk, standing(by).role, timezone.now()],
        )


def _tell(asked: LookQuestion) -> None:
    with database.cursor() as cursor:
        cursor.execute("select tell_of_question(%s, %s)", [asked.pk, timezone.now()])
    transaction.on_commit(outbox.nudge)

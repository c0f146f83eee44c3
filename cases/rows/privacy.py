"""Questions about looks and names kept back, as whoever answers reads them: nothing of the record."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.access import (
    API,
    ASK,
    ASKS,
    HANDING_OVER,
    OWN_NOTES,
    PRINT,
    READING,
    REVIEW,
    SEARCH,
    Purpose,
)
from cases.models import LookQuestion, WithheldName
from hubs.models import Role
from relational.kernel.http import path_to


@dataclass(frozen=True)
class QuestionRow:
    """A question: who asked, about whose look, and what came of it."""

    name: str
    url: str
    reader: str
    looked: str
    at: datetime.datetime
    why: str
    question: str
    asked_at: datetime.datetime
    due: datetime.date
    readers_words: str
    answer: str
    answered_by: str


@dataclass(frozen=True)
class NameRow:
    """A name that is kept from a resident: whose, from whom, why, and who looked at it."""

    name: str
    url: str
    reader: str
    why: str
    since: datetime.datetime
    reviewed_by: str


def question_rows(asked: Iterable[LookQuestion], called: dict[uuid.UUID, str]) -> list[QuestionRow]:
    return [
        QuestionRow(
            name=called.get(each.resident_id, ""),
            url=path_to("cases:privacy-question", each.pk),
            reader=_reader(each),
            looked=_looked(each.look.section),
            at=each.look.at,
            why=_why(each),
            question=each.question,
            asked_at=each.made_at,
            due=each.due,
            readers_words=each.readers_words,
            answer=each.answer,
            answered_by=each.signed,
        )
        for each in asked
    ]


def name_rows(kept: Iterable[WithheldName], called: dict[uuid.UUID, str]) -> list[NameRow]:
    return [
        NameRow(
            name=called.get(each.resident_id, ""),
            url=path_to("cases:privacy-name", each.pk),
            reader=each.reader.display_name,
            why=capfirst(each.get_why_display()),
            since=each.since,
            reviewed_by=each.reviewed_by.display_name if each.reviewed_by else "",
        )
        for each in kept
    ]


def _reader(asked: LookQuestion) -> str:
    look = asked.look
    role = str(dict(Role.choices).get(look.role, look.role))
    return ", ".join(filter(None, [look.reader_name, role, look.organisation]))


def _looked(section: str) -> str:
    return {
        PRINT: _("printed the record"),
        API: _("read the record by another program"),
        OWN_NOTES: _("read again what they had written themself"),
        SEARCH: _("saw the name in a search"),
        REVIEW: _("read what two colleagues talked about"),
        ASK: _("read what is shared with them"),
        ASKS: _("saw the name among what they are asked"),
        HANDING_OVER: _("saw the name and what was promised"),
        READING: _("read it for them"),
    }.get(section, _("opened the record"))


def _why(asked: LookQuestion) -> str:
    purpose = capfirst(str(dict(Purpose.choices).get(asked.look.purpose, "")))
    return ". ".join(filter(None, [purpose, asked.look.reason]))

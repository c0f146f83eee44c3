"""Reflections in words: whose, when, who reads them, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from cases.models import Reflection, ReflectionReply
from relational.kernel.days import day_in_words
from relational.kernel.models import User

A_FEW_WORDS = 16


@dataclass(frozen=True)
class ReflectionRow:
    """A thought as its reader sees it. `parts` are its questions with what was written to them."""

    url: str
    mine: bool
    who: str
    when: str
    read_by: str
    shared: bool
    about: str
    begins: str
    parts: list[tuple[str, str]]

    @classmethod
    def of(cls, reflection: Reflection, reader: User) -> ReflectionRow:
        about = getattr(reflection, "about", None)  # None too for who does not see the resident
        return cls(
            url=reverse("cases:reflection", args=[reflection.pk]),
            mine=reflection.author_id == reader.pk,
            who=reflection.author.called,
            when=capfirst(_on(reflection.made_at)),
            read_by=_("Shared with %(team)s") % {"team": reflection.team}
            if reflection.team
            else _("Only you read this"),
            shared=reflection.team is not None,
            about=about.resident.known_as if about else "",
            begins=Truncator(
                reflection.what_happened or reflection.what_surprised or reflection.what_next
            ).words(A_FEW_WORDS),
            parts=[
                (question, text)
                for question, text in [
                    (_("What happened?"), reflection.what_happened),
                    (_("What surprised you?"), reflection.what_surprised),
                    (_("What next?"), reflection.what_next),
                ]
                if text
            ],
        )


@dataclass(frozen=True)
class ReplyRow:
    """An answer: by whom, when, what."""

    who: str
    when: str
    text: str


def reflection_rows(reflections: Iterable[Reflection], reader: User) -> list[ReflectionRow]:
    return [ReflectionRow.of(reflection, reader) for reflection in reflections]


def reply_rows(replies: Iterable[ReflectionReply], reader: User) -> list[ReplyRow]:
    return [
        ReplyRow(
            who=_("You") if reply.author_id == reader.pk else reply.author.called,
            when=_on(reply.made_at),
            text=reply.text,
        )
        for reply in replies
    ]


def _on(moment) -> str:
    return day_in_words(timezone.localdate(moment), timezone.localdate())

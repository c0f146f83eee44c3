"""Messages in words: who wrote when, what stands with it, and until when an answer is promised."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases import timeline
from cases.actions.message import answer_by
from cases.models import Attachment, Message, Resident
from cases.rows.door import Door
from relational.kernel.days import day_in_words
from relational.kernel.models import User


@dataclass(frozen=True)
class MediaRow:
    """A picture or a sound: where it is, what it says in words and who wrote these down."""

    page: str
    file: str
    is_picture: bool
    name: str  # who brought it and when: what it is called where nobody wrote it down
    words: str
    words_by: str
    nobody: str  # said where there are no words
    link: str

    @classmethod
    def of(cls, attachment: Attachment, door: Door) -> MediaRow:
        written = list(attachment.captions.all())  # read along
        picture = attachment.is_picture
        if door.own:
            nobody = _("It has no words yet. Words help who cannot see or hear it.")
        elif picture:
            nobody = _("Nobody has written down yet what is to be seen here.")
        else:
            nobody = _("Nobody has written down yet what is said here.")
        last = written[-1] if written else None
        return cls(
            page=door.to("attachment", attachment_id=attachment.pk),
            file=door.to("attachment-file", attachment_id=attachment.pk),
            is_picture=picture,
            name=_brought(attachment, door),
            words=last.text if last else "",
            words_by=_written_down(last.by, last.made_at, door) if last else "",
            nobody="" if last else nobody,
            link=_link(door, some=bool(written)),
        )


def _brought(attachment: Attachment, door: Door) -> str:
    said = {"who": _who(attachment.by, door), "day": _day(attachment.made_at)}
    if attachment.is_picture:
        return _("Picture from %(who)s, %(day)s") % said
    return _("Sound from %(who)s, %(day)s") % said


def _written_down(by: User, at: datetime.datetime, door: Door) -> str:
    said = {"who": _who(by, door), "day": _day(at)}
    return _("In words by %(who)s, %(day)s") % said


def _link(door: Door, *, some: bool) -> str:
    if door.own:
        return _("Change it")
    return _("Its words, and who wrote them") if some else _("Write it down in words")


def caption_rows(attachment: Attachment, door: Door) -> list[tuple[str, str]]:
    """All that was ever written down of it and by whom, the latest first."""
    written = reversed(attachment.captions.all())
    return [(_written_down(each.by, each.made_at, door), each.text) for each in written]


def media_rows(attachments: Iterable[Attachment], door: Door) -> list[MediaRow]:
    return [MediaRow.of(attachment, door) for attachment in attachments]


@dataclass(frozen=True)
class MessageRow:
    """One message: whose and when, its words, and what stands with it."""

    id: str
    who: str
    when: str
    theirs: bool
    text: str
    media: list[MediaRow]


def message_rows(messages: Iterable[Message], door: Door) -> list[MessageRow]:
    """Messages with what stands with them, read along."""
    return [
        MessageRow(
            id=f"message-{message.pk}",
            who=capfirst(_who(message.by, door)),
            when=_moment(message.made_at),
            theirs=message.theirs,
            text=message.text,
            media=media_rows(message.attachments.all(), door),
        )
        for message in messages
    ]


@dataclass(frozen=True)
class Waiting:
    """A message that waits for an answer: since when, and until when one was promised."""

    since: str
    by: str
    is_late: bool

    @property
    def told(self) -> str:
        """When they wrote, and what they were told: to colleagues."""
        said = {"since": capfirst(self.since), "by": self.by}
        return _("%(since)s. We said: an answer by %(by)s.") % said

    @classmethod
    def of(cls, message: Message | None, resident: Resident) -> Waiting | None:
        if message is None:
            return None
        today = timezone.localdate()
        until = answer_by(message.made_at, resident.hub)
        return cls(
            since=_day(message.made_at), by=day_in_words(until, today), is_late=until < today
        )


def letterbox(resident: Resident) -> str:
    """What a resident's page says of the last message: whose it was, and of when."""
    last = timeline.last_message(resident)
    if last is None:
        return ""
    said = {"who": last.by.called, "day": _day(last.made_at)}
    if last.theirs:
        return _("You wrote %(day)s.") % said
    return _("%(who)s wrote to you %(day)s.") % said


def _who(user: User, door: Door) -> str:
    if user.pk != door.resident.user_id:
        return user.called
    return _("you") if door.own else door.resident.known_as


def _day(moment: datetime.datetime) -> str:
    return day_in_words(timezone.localdate(moment), timezone.localdate())


def _moment(moment: datetime.datetime) -> str:
    return f"{_day(moment)}, {date_format(timezone.localtime(moment), 'G:i')}"

"""Letters: posted in the transaction of their cause, delivered by the worker, never twice."""

from __future__ import annotations

import logging
import smtplib
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, connection, transaction
from django.utils import timezone, translation

from relational.kernel.base import Row
from relational.kernel.models import Letter, User
from relational.kernel.security import Guest, acting_as

Reader = uuid.UUID | Guest

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)  # a claim whose worker died is free again after this
A_HANDFUL = 200
MOST_TRIES = 8


@dataclass(frozen=True)
class Message:
    """What a letter says; `html` where its reader needs it set otherwise than as plain text.

    Subjects are neutral: somebody else may see the phone.
    """

    subject: str
    body: str
    html: str = ""


@dataclass(frozen=True)
class Kind:
    """How letters of one kind are addressed, checked and worded.

    Each function runs with the eyes of the letter's reader, so a letter never says more than its
    reader may see at the moment it is sent.

    address: the e-mail address to use, or None where only their page is safe.
    still_due: whether the letter still makes sense.
    not_before: the first moment it may go out, given now (quiet hours, a rest).
    render: its words.
    """

    name: str
    address: Callable[[Letter], str | None]
    still_due: Callable[[Letter], bool]
    not_before: Callable[[Letter, datetime], datetime]
    render: Callable[[Letter], Message]


_kinds: dict[str, Kind] = {}

# What a message becomes in the format its reader needs; None: no e-mail can be in that format.
Dress = Callable[[Letter, Message], Message | None]
_dresses: list[Dress] = []


def register(kind: Kind) -> None:
    """Make a kind of letter known. Apps do so when they are ready."""
    _kinds[kind.name] = kind


def dress_with(dress: Dress) -> None:
    """Register who sets letters in the format their readers need. Runs with the reader's eyes."""
    _dresses.append(dress)


def kind_of(letter: Letter) -> Kind:
    return _kinds[letter.kind]


def post(
    kind: str,
    *,
    to: User | uuid.UUID | None,
    about: Row,
    dedupe_key: str,
    due: datetime | None = None,
) -> None:
    """Write a letter in the caller's transaction, and nudge the worker once that holds.

    `to` is a user or their id. With nobody to write to, it goes to a guest: the kind knows the address, and the letter is made
    with the eyes of who sees what it is about and nothing else. A letter with the same key is the
    same letter: posting it again does nothing.
    """
    in_app = isinstance(to, User) and not to.email
    if kind not in _kinds:
        raise LookupError(f"No app registered letters of the kind {kind!r}.")
    Letter.objects.bulk_create(
        [
            Letter(
                kind=kind,
                to_id=to.pk if isinstance(to, User) else to,
                channel=Letter.Channel.IN_APP if in_app else Letter.Channel.EMAIL,
                about_id=about.pk,
                due=due or timezone.now(),
                dedupe_key=dedupe_key,
            )
        ],
        ignore_conflicts=True,
    )
    transaction.on_commit(nudge)


def nudge(task: str = "relational.kernel.tasks.deliver_letters") -> None:
    """Tell the worker that letters, or other work, wait. If nobody hears it the beat will.

    It is never an error.
    """
    try:
        current_app.send_task(task, retry=False, expires=60)
    except Exception as problem:
        log.info("nudge unheard: %s", type(problem).__name__)  # the status page warns


def deliver(now: datetime | None = None) -> int:
    """Send the letters that are due. Returns how many were dealt with.

    Safe to run twice, at once, and to die at any line: a claim is only a lease; before an e-mail
    leaves, its row says `sending`, and one whose sender died then becomes `uncertain`. One letter
    that cannot be made does not hold up the others. `now` stands still only where it is given.
    """
    dealt_with = 0
    server = _MailServer()
    try:
        while claimed := _claim(now or timezone.now()):
            for letter_id, reader in claimed:
                _deliver_one(letter_id, reader, server, now or timezone.now())
            dealt_with += len(claimed)
    finally:
        server.close()
    return dealt_with


class _MailServer:
    """The mail server, reached when first needed; one that is away is not asked again in a run."""

    def __init__(self) -> None:
        self.connection: BaseEmailBackend = get_connection()
        self.is_away = False

    def reach(self) -> None:
        if self.is_away:
            return
        try:
            self.connection.open()
        except OSError as problem:
            self.is_away = True
            log.warning("mail server away: %s", type(problem).__name__)

    def close(self) -> None:
        with suppress(OSError):  # it hung up first
            self.connection.close()


def _claim(now: datetime) -> list[tuple[uuid.UUID, Reader]]:
    """Lease a handful of due letters: their ids and readers."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select * from claim_letters(%s, %s, %s)", [now, now - LEASE, A_HANDFUL])
        return [(pk, to_id or Guest(about_id)) for pk, to_id, about_id in cursor.fetchall()]


def _deliver_one(letter_id: uuid.UUID, reader: Reader, server: _MailServer, now: datetime) -> None:
    server.reach()
    try:
        with acting_as(reader):
            email = _prepare(letter_id, server, now)
    except DatabaseError:
        raise  # the lease brings the letter back
    except Exception as problem:
        log.error("letter cannot be made: %s", type(problem).__name__)
        _close(letter_id, reader, Letter.State.FAILED)
        return
    if email is not None:
        _close(letter_id, reader, *_send(email, server, now))


def _close(
    letter_id: uuid.UUID,
    reader: Reader,
    state: Letter.State,
    again_at: datetime | None = None,
) -> None:
    """Write down what became of a letter."""
    with acting_as(reader):
        letter = Letter.objects.select_for_update().get(pk=letter_id)
        if state == Letter.State.WAITING and letter.tries >= MOST_TRIES:
            state = Letter.State.FAILED
        letter.state = state
        letter.due = again_at or letter.due
        letter.sent_at = timezone.now() if state == Letter.State.SENT else None
        letter.save(update_fields=["state", "due", "sent_at"])


def _prepare(letter_id: uuid.UUID, server: _MailServer, now: datetime) -> EmailMessage | None:
    """Settle one letter inside its reader's context; return the e-mail that must leave, if any."""
    letter = Letter.objects.select_for_update(of=["self"]).select_related("to").get(pk=letter_id)
    if letter.state != Letter.State.WAITING or letter.due > now:
        return None  # somebody else dealt with it
    kind = kind_of(letter)
    if (letter.to and not letter.to.is_active) or not kind.still_due(letter):
        letter.state = Letter.State.NOT_NEEDED
        letter.save(update_fields=["state"])
        return None
    first_moment = kind.not_before(letter, now)
    if first_moment > now:
        letter.due, letter.claimed_at = first_moment, None
        letter.save(update_fields=["due", "claimed_at"])
        return None
    address = kind.address(letter) if letter.channel == Letter.Channel.EMAIL else None
    if address is None and letter.to is None:
        letter.state = Letter.State.FAILED  # a guest has no page where it would stand instead
        letter.save(update_fields=["state"])
        return None
    if address is None:
        _stands_on_their_page(letter, now)
        return None
    if server.is_away:
        return None  # the letter waits until its lease ends
    with translation.override((letter.to and letter.to.language) or settings.LANGUAGE_CODE):
        message = _dressed(letter, kind.render(letter))
    if message is None:
        _stands_on_their_page(letter, now)
        return None
    letter.state = Letter.State.SENDING
    letter.tries += 1
    letter.provider_id = f"<{letter.pk}@{urlsplit(settings.SITE_URL).hostname}>"
    email = EmailMultiAlternatives(
        message.subject, message.body, to=[address], headers={"Message-ID": letter.provider_id}
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    email.message()  # an address that cannot be written fails here, before anything is sent
    letter.save(update_fields=["state", "tries", "provider_id"])
    return email


def _stands_on_their_page(letter: Letter, now: datetime) -> None:
    letter.channel, letter.state, letter.sent_at = Letter.Channel.IN_APP, Letter.State.SENT, now
    letter.save(update_fields=["channel", "state", "sent_at"])


def _dressed(letter: Letter, message: Message) -> Message | None:
    for dress in _dresses:
        dressed = dress(letter, message)
        if dressed is None:
            return None
        message = dressed
    return message


def _send(
    email: EmailMessage, server: _MailServer, now: datetime
) -> tuple[Letter.State, datetime | None]:
    """Hand an e-mail to the server. Returns what became of it and, if to be tried again, when."""
    try:
        server.connection.send_messages([email])
    except smtplib.SMTPResponseException as refusal:
        server.close()
        return _refused(refusal.smtp_code, now)
    except smtplib.SMTPRecipientsRefused as refusal:
        server.close()
        return _refused(max(code for code, _ in refusal.recipients.values()), now)
    except OSError as problem:  # the line broke: nobody knows whether the server took it
        server.close()
        log.warning("letter uncertain: %s", type(problem).__name__)
        return Letter.State.UNCERTAIN, None
    except UnicodeError as problem:  # the server takes no such address
        log.warning("letter refused: %s", type(problem).__name__)
        return Letter.State.FAILED, None
    return Letter.State.SENT, None


def _refused(code: int, now: datetime) -> tuple[Letter.State, datetime | None]:
    """A definite no. Codes from 500 on are for good (RFC 5321, 4.2.1); others are tried again."""
    if code >= 500:
        return Letter.State.FAILED, None
    return Letter.State.WAITING, now + LEASE


def broker_answers() -> bool:
    """Whether the broker can be reached."""
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=0, timeout=2)
    except Exception:
        return False
    return True

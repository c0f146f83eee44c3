"""Letters: posted in the transaction of their cause, delivered by the worker, never twice."""

from __future__ import annotations

import logging
import smtplib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone, translation

from relational.kernel.base import Row
from relational.kernel.models import Letter, User
from relational.kernel.security import acting_as

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)  # a claim whose worker died is free again after this
A_HANDFUL = 200


@dataclass(frozen=True)
class Message:
    """What a letter says. Subjects are neutral: somebody else may see the phone."""

    subject: str
    body: str


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


def register(kind: Kind) -> None:
    """Make a kind of letter known. Apps do so when they are ready."""
    _kinds[kind.name] = kind


def kind_of(letter: Letter) -> Kind:
    return _kinds[letter.kind]


def post(kind: str, *, to: User, about: Row, dedupe_key: str, due: datetime | None = None) -> None:
    """Write a letter in the caller's transaction, and nudge the worker once that holds.

    A letter with the same key is the same letter: posting it again does nothing.
    """
    if kind not in _kinds:
        raise LookupError(f"No app registered letters of the kind {kind!r}.")
    Letter.objects.bulk_create(
        [
            Letter(
                kind=kind,
                to=to,
                channel=Letter.Channel.EMAIL if to.email else Letter.Channel.IN_APP,
                about_id=about.pk,
                due=due or timezone.now(),
                dedupe_key=dedupe_key,
            )
        ],
        ignore_conflicts=True,
    )
    transaction.on_commit(nudge)


def nudge() -> None:
    """Tell the worker that letters wait. If nobody hears it the beat will: never an error."""
    try:
        current_app.send_task("relational.kernel.tasks.deliver_letters", retry=False, expires=60)
    except Exception as problem:
        log.warning("nudge unheard: %s", type(problem).__name__)


def deliver(now: datetime) -> int:
    """Send the letters that are due. Returns how many were dealt with.

    Safe to run twice, at once, and to die at any line: a claim is only a lease; before an e-mail
    leaves, its row says `sending`, and one whose sender died then becomes `uncertain`.
    """
    dealt_with = 0
    mail = get_connection()
    try:
        while claimed := _claim(now):
            for letter_id, to_id in claimed:
                _deliver_one(letter_id, to_id, mail, now)
            dealt_with += len(claimed)
    finally:
        mail.close()
    return dealt_with


def _claim(now: datetime) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Lease a handful of due letters: their ids and readers."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select * from claim_letters(%s, %s, %s)", [now, now - LEASE, A_HANDFUL])
        return cursor.fetchall()


def _deliver_one(
    letter_id: uuid.UUID, to_id: uuid.UUID, mail: BaseEmailBackend, now: datetime
) -> None:
    with acting_as(to_id):
        email = _prepare(letter_id, mail, now)
    if email is None:
        return
    state, due = _send(email, mail, now)
    with acting_as(to_id):
        letter = Letter.objects.select_for_update().get(pk=letter_id)
        letter.state = state
        letter.due = due or letter.due
        letter.sent_at = now if state == Letter.State.SENT else None
        letter.save(update_fields=["state", "due", "sent_at"])


def _prepare(letter_id: uuid.UUID, mail: BaseEmailBackend, now: datetime) -> EmailMessage | None:
    """Settle one letter inside its reader's context; return the e-mail that must leave, if any."""
    letter = Letter.objects.select_for_update(of=["self"]).select_related("to").get(pk=letter_id)
    if letter.state != Letter.State.WAITING or letter.due > now:
        return None  # somebody else dealt with it
    kind = kind_of(letter)
    if not kind.still_due(letter):
        letter.state = Letter.State.NOT_NEEDED
        letter.save(update_fields=["state"])
        return None
    first_moment = kind.not_before(letter, now)
    if first_moment > now:
        letter.due, letter.claimed_at = first_moment, None
        letter.save(update_fields=["due", "claimed_at"])
        return None
    address = kind.address(letter) if letter.channel == Letter.Channel.EMAIL else None
    if address is None:
        letter.channel, letter.state, letter.sent_at = Letter.Channel.IN_APP, Letter.State.SENT, now
        letter.save(update_fields=["channel", "state", "sent_at"])
        return None
    try:
        mail.open()
    except OSError as problem:  # the mail server is away: the letter waits until its lease ends
        log.warning("mail server away: %s", type(problem).__name__)
        return None
    with translation.override(letter.to.language or settings.LANGUAGE_CODE):
        message = kind.render(letter)
    letter.state = Letter.State.SENDING
    letter.tries += 1
    letter.provider_id = f"<{letter.pk}@{urlsplit(settings.SITE_URL).hostname}>"
    letter.save(update_fields=["state", "tries", "provider_id"])
    return EmailMessage(
        message.subject, message.body, to=[address], headers={"Message-ID": letter.provider_id}
    )


def _send(
    email: EmailMessage, mail: BaseEmailBackend, now: datetime
) -> tuple[Letter.State, datetime | None]:
    """Hand an e-mail to the server. Returns what became of it and, if to be tried again, when."""
    try:
        mail.send_messages([email])
    except smtplib.SMTPResponseException as refusal:
        return _refused(refusal.smtp_code, now)
    except smtplib.SMTPRecipientsRefused as refusal:
        return _refused(max(code for code, _ in refusal.recipients.values()), now)
    except OSError as problem:  # the line broke: nobody knows whether the server took it
        log.warning("letter uncertain: %s", type(problem).__name__)
        return Letter.State.UNCERTAIN, None
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

"""Telling other systems: naming one, ending it, sending what waits with back-off, sending again."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import http.client
import json
import uuid

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.access import Right, require, standing
from hubs.models import Hook, Organisation, Telling
from relational.kernel import audit, outbox, outside
from relational.kernel.base import id_for, insert_once
from relational.kernel.models import User
from relational.kernel.security import SYSTEM, acting_as

TASK = "hubs.tasks.tell"
LEASE = datetime.timedelta(minutes=5)
A_HANDFUL = 50
# How long until the next try; after the last one somebody has to press a button.
BACK_OFF = [datetime.timedelta(minutes=each) for each in (1, 5, 30, 120, 360, 1440, 1440)]


@transaction.atomic
def add(*, by: User, organisation: Organisation, url: str, key: uuid.UUID) -> Hook:
    """Tell a system of an organisation from now on. Raises Refused, or ValidationError."""
    require(by, Right.KEEP_HOOKS)
    url = url.strip()
    if not url.startswith("https://") and not url.startswith("http://"):
        raise ValidationError({"url": _("Write an address that begins with https://.")})
    hook, is_new = insert_once(
        Hook(id=id_for(by.pk, key), organisation=organisation, url=url, by=by),
        said=["organisation_id", "url"],
    )
    if is_new:
        audit.record(by, "hook.added", hook, role=standing(by).role)
    return hook


@transaction.atomic
def end(hook: Hook, *, by: User) -> None:
    """Tell it nothing more. Ending it twice is ending it. Raises Refused."""
    require(by, Right.KEEP_HOOKS, hook)
    hook = Hook.objects.select_for_update(no_key=True).get(pk=hook.pk)
    if hook.ended_at is None:
        hook.ended_at = timezone.now()
        hook.save(update_fields=["ended_at"])
        audit.record(by, "hook.ended", hook, role=standing(by).role)


@transaction.atomic
def tell_again(telling: Telling, *, by: User) -> None:
    """Send one again, from its first try on. Raises Refused, or ValidationError where it waits."""
    require(by, Right.KEEP_HOOKS, telling.hook)
    telling = Telling.objects.select_for_update(no_key=True).get(pk=telling.pk)
    if telling.state == Telling.State.WAITING:
        raise ValidationError(_("This waits to be sent already."))
    telling.state, telling.tries, telling.due = Telling.State.WAITING, 0, timezone.now()
    telling.claimed_at = None
    telling.save(update_fields=["state", "tries", "due", "claimed_at"])
    audit.record(by, "telling.again", telling, role=standing(by).role)
    transaction.on_commit(lambda: outbox.nudge(TASK))


def tell(now: datetime.datetime | None = None) -> int:
    """Send what is due. Returns how many were tried.

    A claim is a lease: where its worker died, somebody is told twice rather than never; each has an
    id by which the other side knows it again.
    """
    tried = 0
    while claimed := _claim(now or timezone.now()):
        for telling_id in claimed:
            _tell_one(telling_id, now or timezone.now())
        tried += len(claimed)
    return tried


def signature(secret: str, at: int, body: bytes) -> str:
    """The header of a telling: its moment in seconds since 1970, and an HMAC-SHA-256 of both."""
    signed = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={signed}"


def _claim(now: datetime.datetime) -> list[uuid.UUID]:
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("select claim_tellings(%s, %s, %s)", [now, now - LEASE, A_HANDFUL])
        return [row[0] for row in cursor.fetchall()]


def _tell_one(telling_id: uuid.UUID, now: datetime.datetime) -> None:
    """Outside of any transaction while the other side thinks."""
    with acting_as(SYSTEM):
        telling = Telling.objects.select_related("hook").get(pk=telling_id)
    if telling.hook.ended_at is not None:
        _note(telling, now, answer=_("ended"), is_sent=False, last=True)
        return
    body = json.dumps(telling.payload, ensure_ascii=False, sort_keys=True).encode()
    headers = {
        "Content-Type": "application/json",
        "Relational-Event": telling.event,
        "Relational-Telling": str(telling.pk),
        "Relational-Signature": signature(telling.hook.secret, int(now.timestamp()), body),
    }
    try:
        status, _headers, _body = outside.send("POST", telling.hook.url, headers=headers, body=body)
    except outside.Broken as problem:
        _note(telling, now, answer=str(problem), is_sent=False)
    except (OSError, http.client.HTTPException) as problem:
        _note(telling, now, answer=type(problem).__name__, is_sent=False)
    else:
        _note(telling, now, answer=str(status), is_sent=200 <= status < 300)


def _note(
    telling: Telling, now: datetime.datetime, *, answer: str, is_sent: bool, last: bool = False
) -> None:
    """Write down what came of a try, and when to try again."""
    with acting_as(SYSTEM):
        telling = Telling.objects.select_for_update(no_key=True).get(pk=telling.pk)
        telling.answer, telling.claimed_at = answer[:200], None
        if is_sent:
            telling.state, telling.sent_at = Telling.State.SENT, now
        elif last or telling.tries >= len(BACK_OFF):
            telling.state = Telling.State.FAILED
        else:
            telling.due = now + BACK_OFF[telling.tries]
        telling.tries += 1
        telling.save(update_fields=["answer", "claimed_at", "state", "sent_at", "due", "tries"])

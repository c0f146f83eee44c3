"""Messages between a resident and the people around them: sending one, and minding that it is answered."""

from __future__ import annotations

import datetime
import json
import uuid

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import trail
from cases.actions import attachment as attachments
from cases.media import Media
from cases.models import Message, Resident
from hubs.access import Right, require
from hubs.models import Hub
from hubs.working_days import ahead, back, is_working_day
from relational.kernel import outbox
from relational.kernel.base import id_for, new_id
from relational.kernel.models import User
from relational.kernel.security import SYSTEM, acting_as

LONGEST = 5_000
ANSWERED_WITHIN = 2  # working days of the hub


@transaction.atomic
def send(
    resident: Resident,
    *,
    by: User,
    text: str = "",
    brought: Media | None = None,
    said: str = "",
    key: uuid.UUID | None = None,
) -> Message:
    """Send a message: as the resident to everybody around them who reads the record, or to them.

    A picture or a sound is enough; `said` is what is on it, or said in it. What comes from a worker
    answers all that waits. The same `key` with the same words is one message. Raises Refused (no
    right), or ValidationError where nothing or too much is said, and where nobody would answer:
    after a goodbye, and on a restricted record; or read it, where they have no page of their own.
    """
    resident = Resident.objects.hold(resident.pk)
    own = resident.user_id == by.pk
    _check_open(resident, own=own)
    if not own:
        require(by, Right.WRITE_RECORD, resident)
        if resident.user_id is None:
            raise ValidationError(
                _("%(name)s has no page of their own, so they could not read this.")
                % {"name": resident.known_as}
            )
    text = text.strip()
    if not text and brought is None:
        raise ValidationError({"text": _("Write something, or choose a picture or a sound.")})
    if len(text) > LONGEST:
        raise ValidationError({"text": _("That is too long. Say it in fewer words.")})
    attachments.check_length(said)
    made = id_for(by.pk, key or new_id())
    twin = Message.objects.filter(pk=made).first()
    if (
        twin
        and twin.resident_id == resident.pk
        and twin.text == text
        and attachments.same(twin.attachments.first(), brought)
    ):
        return twin
    # With other words, or another picture, it is a later thought.
    message = Message.objects.create(
        id=new_id() if twin else made, resident=resident, theirs=own, text=text, by=by
    )
    if brought is not None:
        attachments.attach(resident, brought, by=by, said=said, message=message)
    trail.record(by, "message.sent", message, resident)
    _tell(message, resident)
    return message


def answer_by(sent: datetime.datetime, hub: Hub) -> datetime.date:
    """The day until which a hub answers what was sent then."""
    return ahead(timezone.localdate(sent), ANSWERED_WITHIN, hub.nation)


def nudge(now: datetime.datetime) -> int:
    """Tell again, once of each message, who reads what nobody answered in time.

    Returns how many letters were posted. It may run as often as anybody likes; a hub where nobody
    works today waits for its next working day.
    """
    today = timezone.localdate(now)
    with acting_as(SYSTEM), connection.cursor() as cursor:
        hubs = [
            {"hub": str(hub.pk), "before": _begins(back(today, ANSWERED_WITHIN + 1, hub.nation))}
            for hub in Hub.objects.all()
            if is_working_day(today, hub.nation)
        ]
        cursor.execute("select nudge_messages(%s, %s)", [now, json.dumps(hubs)])
        (done,) = cursor.fetchone()
        if done:
            transaction.on_commit(outbox.nudge)
    return done


def _begins(day: datetime.date) -> str:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min)).isoformat()


def _check_open(resident: Resident, *, own: bool) -> None:
    if resident.state == Resident.State.ENDED:
        raise ValidationError(
            _("We said goodbye, so nobody reads this. Go to your page and press “Come back” first.")
            if own
            else _("This record is ended. Open it again first, if they want to come back.")
        )
    with connection.cursor() as cursor:
        cursor.execute("select record_is_restricted(%s)", [resident.pk])
        (restricted,) = cursor.fetchone()
    if restricted:
        raise ValidationError(
            _("You asked us not to use your page for now, so nobody can answer you here. Ring us.")
            if own
            else _("This record is restricted: nobody writes in it for now.")
        )


def _tell(message: Message, resident: Resident) -> None:
    """One letter a day to each reader, of each resident, without a word of what was said."""
    day = timezone.localdate()
    if not message.theirs:
        if resident.user_id:
            key = f"message_answer:{resident.user_id}:{day}"
            outbox.post("message_answer", to=resident.user_id, about=message, dedupe_key=key)
        return
    with connection.cursor() as cursor:
        cursor.execute("select message_readers(%s)", [resident.pk])
        readers = [reader for (reader,) in cursor.fetchall()]
    for reader in readers:
        key = f"message_came:{reader}:{resident.pk}:{day}"
        outbox.post("message_came", to=reader, about=message, dedupe_key=key)

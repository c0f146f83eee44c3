"""Pictures and sounds beside somebody's words: bringing one, writing down what it says, taking it away."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access, media, trail
from cases.media import Media
from cases.models import Attachment, Caption, Message, Resident
from hubs.access import Refused
from relational.kernel.base import id_for, new_id
from relational.kernel.models import User
from relational.kernel.security import SYSTEM, acting_as

A_DAY = timedelta(days=1)  # a request that brings a file is long over by then
LONGEST = 5_000


@transaction.atomic
def show(
    resident: Resident,
    section: str,
    brought: Media,
    *,
    by: User,
    said: str = "",
    key: uuid.UUID | None = None,
) -> Attachment:
    """Let a picture or a sound stand beside one's own words, as the resident.

    `said` is what is on it, or said in it. The same `key` twice is one. Raises Refused for anybody
    else, and ValidationError where too much is said.
    """
    resident = _as_the_resident(resident, by)
    check_length(said)
    made = id_for(by.pk, key or new_id())
    twin = resident.attachments.filter(pk=made).first()
    if twin is not None and same(twin, brought):
        return twin
    made = new_id() if twin else made
    return attach(resident, brought, by=by, said=said, section=section, made=made)


def same(kept: Attachment | None, brought: Media | None) -> bool:
    """Whether what is kept is what somebody brings, byte by byte; or both are nothing."""
    if kept is None or brought is None:
        return kept is brought
    path = media.path_of(kept.name)
    return path.exists() and path.read_bytes() == brought.content


def attach(
    resident: Resident,
    brought: Media,
    *,
    by: User,
    said: str,
    section: str = "",
    message: Message | None = None,
    made: uuid.UUID | None = None,
) -> Attachment:
    """Keep a file that stands with a message or a section, in the transaction of who brings it."""
    attachment = Attachment.objects.create(
        id=made or new_id(),
        resident=resident,
        section=section,
        message=message,
        name=media.keep(brought),
        mime=brought.mime,
        by=by,
    )
    trail.record(by, "attachment.kept", attachment, resident)
    if said.strip():
        Caption.objects.create(attachment=attachment, text=said.strip(), by=by)
    return attachment


@transaction.atomic
def write_down(attachment: Attachment, text: str, *, by: User) -> Caption:
    """Write down what is on a picture or said in a sound. What stood there before is kept.

    The same words again change nothing. Raises Refused, and ValidationError where nothing or too
    much is written, or somebody took it away.
    """
    resident = Resident.objects.hold(attachment.resident_id)
    access.require_hand(by, resident)
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("Write what you see or hear. A few words are enough.")})
    check_length(text, field="text")
    if not Attachment.objects.all().kept().filter(pk=attachment.pk).exists():
        raise ValidationError(_("This was taken away."))
    last = attachment.captions.order_by("-made_at", "-pk").first()
    if last is not None and last.text == text:
        return last
    caption = Caption.objects.create(attachment=attachment, text=text, by=by)
    trail.record(by, "attachment.written_down", attachment, resident)
    return caption


@transaction.atomic
def take_away(attachment: Attachment, *, by: User) -> None:
    """Take away what stands beside one's own words, as the resident. The file is deleted at night.

    Taking it away twice is taking it away. Raises Refused for anybody else, and for what was sent
    with a message.
    """
    resident = _as_the_resident(attachment.resident, by)
    if attachment.message_id:
        raise Refused
    attachment = Attachment.objects.get(pk=attachment.pk)
    if attachment.until is None:
        attachment.until = timezone.now()
        attachment.save(update_fields=["until"])
        trail.record(by, "attachment.taken_away", attachment, resident)


def forget_files(now: datetime) -> None:
    """Delete the files of a day ago that nothing stands with any more, or never did."""
    folder: Path = settings.ATTACHMENTS_DIR
    before = (now - A_DAY).timestamp()
    there = folder.glob("*") if folder.is_dir() else []
    old = [path for path in there if path.exists() and path.stat().st_mtime < before]
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("select files_kept(%s)", [[path.name for path in old]])
        kept = {name for (name,) in cursor.fetchall()}
    for path in old:
        if path.name not in kept:
            path.unlink(missing_ok=True)


def check_length(said: str, *, field: str = "said") -> None:
    if len(said.strip()) > LONGEST:
        raise ValidationError({field: _("That is too long. Say it in fewer words.")})


def _as_the_resident(resident: Resident, by: User) -> Resident:
    resident = Resident.objects.hold(resident.pk)
    if resident.user_id != by.pk:
        raise Refused
    return resident

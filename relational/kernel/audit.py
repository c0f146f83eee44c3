"""The trail and the looks: who did what about whom, and who looked."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Protocol

from django.utils import timezone

from relational.kernel.base import Row
from relational.kernel.models import AccessLog, AuditEvent, User

QUARTER_HOUR = 15 * 60


class Standing(Protocol):
    """In what role somebody acts, and for which organisation."""

    @property
    def role(self) -> str: ...
    @property
    def organisation(self) -> str: ...


def record(
    by: User | None,
    verb: str,
    about: Row,
    *,
    role: str,
    resident_id: uuid.UUID | None = None,
    named: str = "",
) -> None:
    """Write a verb into the trail, in the verb's own transaction. No personal words go in.

    Who has no account is `named` by who let them in.
    """
    record_all(by, [(verb, about, resident_id)], role=role, named=named)


def record_all(
    by: User | None,
    verbs: Iterable[tuple[str, Row, uuid.UUID | None]],
    *,
    role: str,
    named: str = "",
) -> None:
    """Write verbs that happened together: each with what it is about, and about which resident."""
    now = timezone.now()
    AuditEvent.objects.bulk_create(
        [
            AuditEvent(
                who_id=by.pk if by else None,
                who_name=by.display_name if by else named,
                who_role=role,
                verb=verb,
                about_type=about._meta.label_lower,
                about_id=about.pk,
                resident_id=resident_id,
                at=now,
            )
            for verb, about, resident_id in verbs
        ]
    )


def look(
    reader: User,
    *resident_ids: uuid.UUID,
    section: str,
    purpose: str,
    standing: Standing,
    reason: str = "",
) -> None:
    """Log that somebody opened a section about a resident, or read a list of several.

    A second look in the same quarter hour is the same look; the database decides, so that two
    requests at once are one look too.
    """
    now = timezone.now()
    AccessLog.objects.bulk_create(
        [
            AccessLog(
                reader=reader,
                reader_name=reader.display_name,
                role=standing.role,
                organisation=standing.organisation,
                resident_id=resident_id,
                section=section,
                purpose=purpose,
                reason=reason,
                at=now,
                quarter=int(now.timestamp()) // QUARTER_HOUR,
            )
            for resident_id in sorted(resident_ids)  # in one order: two lists never wait crosswise
        ],
        ignore_conflicts=True,
    )

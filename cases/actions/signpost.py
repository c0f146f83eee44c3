"""Telling somebody of a service or a group: written into their life line, and nobody is asked."""

from __future__ import annotations

import uuid

from django.db import transaction

from cases import trail
from cases.models import Resident, Signpost
from hubs.access import Right, require
from hubs.models import Organisation, Service
from relational.kernel.base import id_for, insert_once, new_id
from relational.kernel.models import User


@transaction.atomic
def point_to(
    resident: Resident,
    organisation: Organisation,
    service: Service | None = None,
    *,
    by: User,
    words: str = "",
    key: uuid.UUID | None = None,
) -> Signpost:
    """Write down that somebody was told of an organisation, or of a service of theirs.

    The same `key` twice is one line. Raises Refused.
    """
    resident = Resident.objects.hold(resident.pk)
    require(by, Right.WRITE_RECORD, resident)
    signpost, is_new = insert_once(
        Signpost(
            id=id_for(by.pk, key or new_id()),
            resident=resident,
            by=by,
            organisation=organisation,
            service=service,
            words=words.strip(),
        ),
        said=["resident_id", "organisation_id", "service_id", "words"],
    )
    if is_new:
        trail.record(by, "signpost.written", signpost, resident)
    return signpost

"""Saying that something in the directory is not right, and deciding what comes of it."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.access import Right, require, standing
from hubs.actions import directory
from hubs.models import Correction, Organisation, Service
from relational.kernel import audit
from relational.kernel.models import User


def suggest(thing: Service | Organisation, *, what: str, contact: str, key: uuid.UUID) -> None:
    """Say what is not right. Anybody may; the same form sent twice says it once."""
    about = {"service": thing} if isinstance(thing, Service) else {"organization": thing}
    try:
        with transaction.atomic():
            Correction.objects.bulk_create(
                [Correction(pk=key, what=what, contact=contact, **about)]
            )
    except IntegrityError:  # its id is there already, and nobody from the street may read it
        pass


@transaction.atomic
def decide(correction: Correction, *, by: User, state: str, local_note: str) -> None:
    """Take a correction up, or leave things as they were.

    What is known of the thing from now on is written beside what its feed says, and how to reach
    whoever said it is forgotten. Raises Refused, or ValidationError where somebody else has decided.
    """
    require(by, Right.KEEP_DIRECTORY)
    correction = Correction.objects.select_for_update(no_key=True, of=["self"]).get(
        pk=correction.pk
    )
    if correction.state != Correction.State.WAITING:
        raise ValidationError(_("Somebody else has just decided this."))
    correction.state = state
    correction.decided_by = by
    correction.decided_at = timezone.now()
    correction.contact = ""
    correction.save(update_fields=["state", "decided_by", "decided_at", "contact"])
    thing = correction.thing
    if thing and state == Correction.State.TAKEN_UP and thing.local_note != local_note:
        directory.correct(thing, by=by, local_note=local_note)
    audit.record(by, f"correction.{state}", correction, role=standing(by).role)

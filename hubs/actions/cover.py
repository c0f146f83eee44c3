"""Standing in for a colleague: arranged by who runs the team, and ended."""

from __future__ import annotations

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.access import Right, require, standing
from hubs.models import Cover, Hub, Membership
from relational.kernel import audit
from relational.kernel.base import id_for, insert_once
from relational.kernel.models import User


@transaction.atomic
def arrange(
    hub: Hub,
    *,
    by: User,
    instead_of: User,
    who: User,
    starts: datetime.date,
    until: datetime.date,
    key: uuid.UUID,
) -> Cover:
    """Let somebody stand in for a colleague of this hub, from a day until a day.

    Raises Refused, or ValidationError where they do not both work here, and for days that are over
    or in the wrong order.
    """
    require(by, Right.RUN_TEAM, hub)
    here = Membership.objects.at(hub)
    if not here.filter(user=instead_of).exists():
        raise ValidationError({"instead_of": _("Choose somebody who works at this hub.")})
    if not here.with_right(Right.READ_RECORD).filter(user=who).exists():
        raise ValidationError({"who": _("Choose somebody who works with people at this hub.")})
    if who == instead_of:
        raise ValidationError({"who": _("Choose somebody else than who is away.")})
    if until < starts:
        raise ValidationError({"until": _("The last day comes after the first.")})
    if until < timezone.localdate():
        raise ValidationError({"until": _("Write a day that is still to come.")})
    cover, is_new = insert_once(
        Cover(
            id=id_for(by.pk, key),
            hub=hub,
            who=who,
            instead_of=instead_of,
            starts=starts,
            until=until,
            by=by,
        ),
        said=["hub_id", "who_id", "instead_of_id", "starts", "until"],
    )
    if is_new:
        audit.record(by, "cover.arranged", cover, role=standing(by).role)
    return cover


@transaction.atomic
def end(cover: Cover, *, by: User) -> None:
    """End a cover now, and with it what it lets somebody see. Ending it twice is ending it."""
    require(by, Right.RUN_TEAM, cover.hub)
    cover = Cover.objects.select_for_update(no_key=True).get(pk=cover.pk)
    if cover.ended_at is None:
        cover.ended_at = timezone.now()
        cover.save(update_fields=["ended_at"])
        audit.record(by, "cover.ended", cover, role=standing(by).role)

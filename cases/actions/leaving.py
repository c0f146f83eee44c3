"""Ending somebody's work here: whom they walk with and what they promised goes to colleagues first."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.actions import connection as circle
from cases.actions import hand_over
from cases.models import Reminder, Resident
from hubs.access import Right
from hubs.actions import team
from hubs.models import Membership
from relational.kernel.models import User

NO_LONGER = gettext_lazy("No longer works here.")


@transaction.atomic
def end_work(
    membership: Membership,
    *,
    by: User,
    view: str = "",
    everybody: User | None = None,
    each: Mapping[uuid.UUID, User] | None = None,
) -> None:
    """End somebody's work at a hub, once colleagues of it took over what they carry.

    `everybody` takes all, but for whom `each` names somebody else by the resident's id; `view` is
    what the residents say to it. Who works with people elsewhere too keeps whom they walk with.
    Raises Refused, or ValidationError where something would be left to nobody, where the colleague
    cannot take over, and where nobody would lead the hub any more.
    """
    membership = team.hold(membership, by=by)
    leaver = membership.user
    elsewhere = leaver.memberships.current().with_right(Right.READ_RECORD)
    if not elsewhere.exclude(pk=membership.pk).exists():
        for resident in Resident.objects.carried_by(leaver).order_by("pk"):
            to = (each or {}).get(resident.pk) or everybody
            if to is None:
                raise ValidationError(_("Choose who takes over for everybody they walk with."))
            if not view.strip():
                raise ValidationError({"view": _("Write what they say, or that nobody asked yet.")})
            resident = Resident.objects.hold(resident.pk)
            hand_over.pass_on(
                resident,
                membership.hub,
                leaver,
                to,
                by=by,
                view=view.strip(),
                how_ended=str(NO_LONGER),
                told=str(membership.pk),
                going=Reminder.objects.all(),
            )
        for left in leaver.connections.open().order_by("resident"):
            Resident.objects.hold(left.resident_id)
            circle.leave(left, by=by, how_ended=str(NO_LONGER))
        if _still_has_ties(leaver):
            raise ValidationError(
                _("%(name)s carries something you do not see here. Ask another hub manager."),
                params={"name": leaver.called},
            )
    team.leave(membership, by=by)


def _still_has_ties(user: User) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select still_has_ties(%s)", [user.pk])
        return cursor.fetchone()[0]

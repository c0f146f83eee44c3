"""People at work: who joins in which role, and who is full."""

from __future__ import annotations

import datetime

from django.db import transaction

from hubs.access import LAW, Reach, Refused, Right, reach, require, standing
from hubs.models import Hub, Membership, Organisation, Role, Team
from relational.kernel import audit
from relational.kernel.models import User
from relational.kernel.security import SYSTEM, acting_as


@transaction.atomic
def join(
    user: User,
    organisation: Organisation,
    *,
    by: User,
    role: str,
    starts: datetime.date,
    hub: Hub | None = None,
    team: Team | None = None,
) -> Membership:
    """Let somebody work here in a role.

    Raises Refused where running teams does not reach there for `by`, or where the role could do
    more than they can: nobody but who runs teams everywhere hands out rights they lack.
    """
    require(by, Right.RUN_TEAM, hub or organisation)
    if reach(by, Right.RUN_TEAM) != Reach.EVERYWHERE:
        for right, how_far in LAW[role].items():
            if (reach(by, right) or 0) < how_far:
                raise Refused(right)
    membership = Membership.objects.create(
        user=user, organisation=organisation, hub=hub, team=team, role=role, starts=starts
    )
    audit.record(by, "membership.begun", membership, role=standing(by).role)
    return membership


@transaction.atomic
def found(
    display_name: str,
    *,
    email: str,
    password: str | None,
    organisation: Organisation,
    starts: datetime.date,
) -> User:
    """Begin an installation: its first organisation and its first administrator.

    Only while nobody works here yet; raises Refused afterwards.
    """
    with acting_as(SYSTEM):
        if Membership.objects.exists():
            raise Refused(Right.RUN_TEAM)
        founder = User.objects.create_user(display_name, email=email, password=password)
        organisation.save(force_insert=True)
        Membership.objects.create(
            user=founder,
            organisation=organisation,
            role=Role.ADMINISTRATOR,
            starts=starts,
        )
    with acting_as(founder):
        audit.record(founder, "installation.founded", founder, role=Role.ADMINISTRATOR)
    return founder


@transaction.atomic
def say_full(user: User, is_full: bool) -> None:
    """Say of oneself "I'm full", or that there is room again. Nobody else says it."""
    for membership in Membership.objects.select_for_update(no_key=True).filter(user=user).current():
        if membership.hub_id and membership.full != is_full:
            membership.full = is_full
            membership.save(update_fields=["full"])
            verb = "membership.full" if is_full else "membership.has_room"
            audit.record(user, verb, membership, role=standing(user).role)

"""People at work: who joins in which role, and who is full."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.access import Refused, Right, require, require_to_give, roles_with, standing
from hubs.models import ApiToken, Cover, Hub, Membership, Organisation, Role, Team
from relational.kernel import audit, sign_in
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
    require_to_give(by, role)
    membership = Membership.objects.create(
        user=user, organisation=organisation, hub=hub, team=team, role=role, starts=starts
    )
    audit.record(by, "membership.begun", membership, role=standing(by).role)
    return membership


@transaction.atomic
def change(membership: Membership, *, by: User, role: str, team: Team | None) -> Membership:
    """Give somebody another role or team at their hub. What they were stays as it was, and ends.

    Raises Refused, or ValidationError where their work here ended meanwhile, for a team of another
    hub, and where nobody would lead the hub any more. Saying what is so already changes nothing.
    """
    membership = hold(membership, by=by)
    require_to_give(by, role)
    if team is not None and team.hub_id != membership.hub_id:
        raise ValidationError({"team": _("Choose a team of this hub.")})
    if (role, team) == (membership.role, membership.team):
        return membership
    if role not in roles_with(Right.RUN_TEAM):
        _check_somebody_else_leads(membership)
    _end(membership)
    changed = Membership.objects.create(
        user=membership.user,
        organisation=membership.organisation,
        hub=membership.hub,
        team=team,
        role=role,
        starts=timezone.localdate(),
        full=membership.full,
    )
    audit.record(by, "membership.changed", changed, role=standing(by).role)
    return changed


def leave(membership: Membership, *, by: User) -> None:
    """End somebody's work at a hub today. For verbs that hold the membership.

    They are signed out everywhere; where they work nowhere else, their programs are too. Raises
    ValidationError where nobody would lead the hub any more.
    """
    _check_somebody_else_leads(membership)
    _end(membership)
    audit.record(by, "membership.ended", membership, role=standing(by).role)
    leaver = membership.user
    covers = Cover.objects.not_over().filter(hub=membership.hub)
    for cover in covers.filter(Q(who=leaver) | Q(instead_of=leaver)):
        cover.ended_at = timezone.now()
        cover.save(update_fields=["ended_at"])
        audit.record(by, "cover.ended", cover, role=standing(by).role)
    sign_in.end_sessions(leaver)
    if not leaver.memberships.current().exists():
        with acting_as(SYSTEM):
            for token in ApiToken.objects.of(leaver).live():
                token.ended_at = timezone.now()
                token.save(update_fields=["ended_at"])


def hold(membership: Membership, *, by: User) -> Membership:
    """The membership as it stands, its hub held: of two managers the second waits for the first.

    Raises Refused where `by` does not run the team, or ValidationError where it ended meanwhile.
    """
    hub = _hub_of(membership)
    require(by, Right.RUN_TEAM, hub)
    Hub.objects.select_for_update(no_key=True).get(pk=hub.pk)
    held = Membership.objects.at(hub).select_related("hub").filter(pk=membership.pk).first()
    if held is None:
        raise ValidationError(_("Somebody else changed this meanwhile. Look at the list again."))
    return held


def _hub_of(membership: Membership) -> Hub:
    assert membership.hub is not None  # a manager runs a hub
    return membership.hub


def _end(membership: Membership) -> None:
    membership.ends = timezone.localdate()
    membership.save(update_fields=["ends"])


def _check_somebody_else_leads(membership: Membership) -> None:
    """Raise ValidationError where this is the only one who runs the team of the hub."""
    if membership.role not in roles_with(Right.RUN_TEAM):
        return
    hub = _hub_of(membership)
    others = Membership.objects.at(hub).with_right(Right.RUN_TEAM)
    if not others.exclude(user=membership.user).exists():
        raise ValidationError(
            _("Nobody would lead %(hub)s any more. First make somebody else hub manager."),
            params={"hub": hub.name},
        )


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

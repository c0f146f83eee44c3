"""Asking somebody to work here: invited by e-mail, taken once, or withdrawn."""

from __future__ import annotations

import datetime
import hashlib
import secrets
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.access import Refused, Right, require, require_to_give, standing
from hubs.models import Hub, Invitation, Membership, Team
from relational.kernel import audit, sign_in
from relational.kernel.base import id_for, insert_once
from relational.kernel.models import User
from relational.kernel.security import acting_as

A_WEEK = datetime.timedelta(days=7)


@transaction.atomic
def invite(
    hub: Hub, *, by: User, email: str, role: str, team: Team | None, key: uuid.UUID
) -> Invitation:
    """Invite somebody to work at a hub, by a letter with a link that opens once within a week.

    An invitation to the same address that is still open ends with it. Raises Refused, or
    ValidationError for who works here already and for a team of another hub.
    """
    require(by, Right.RUN_TEAM, hub)
    require_to_give(by, role)
    email = email.lower()
    if Membership.objects.at(hub).filter(user__email=email).exists():
        raise ValidationError({"email": _("Somebody with this address works here already.")})
    if team is not None and team.hub_id != hub.pk:
        raise ValidationError({"team": _("Choose a team of this hub.")})
    secret = secrets.token_urlsafe(32)
    invitation, is_new = insert_once(
        Invitation(
            id=id_for(by.pk, key),
            hub=hub,
            email=email,
            role=role,
            team=team,
            by=by,
            digest=_digest(secret),
            ends_at=timezone.now() + A_WEEK,
        ),
        said=["hub_id", "email", "role", "team_id"],
    )
    if is_new:
        for earlier in Invitation.objects.open().filter(hub=hub, email=email):
            if earlier.pk != invitation.pk:
                withdraw(earlier, by=by)
        audit.record(by, "invitation.sent", invitation, role=standing(by).role)
        link = f"{settings.SITE_URL}{reverse('hubs:invitation', args=[secret])}"
        sign_in.write_to(email, "invitation", {"link": link, "hub": hub.name, "by": by})
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> None:
    """Let an invitation open nothing any more. Withdrawing it twice is withdrawing it."""
    require(by, Right.RUN_TEAM, invitation.hub)
    invitation = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
    if invitation.taken_at is None and invitation.withdrawn_at is None:
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
        audit.record(by, "invitation.withdrawn", invitation, role=standing(by).role)


def opened_by(secret: str) -> Invitation | None:
    """The open invitation that a link names, as long as who sent it may still invite."""
    found = Invitation.objects.open().filter(digest=_digest(secret))
    invitation = found.select_related("hub__organisation", "team", "by").first()
    if invitation is None or not _still_stands(invitation):
        return None
    return invitation


@transaction.atomic
def take(secret: str, *, user: User | None = None, name: str = "", password: str = "") -> User:
    """Take an invitation, as a `user` who signs in here already or as somebody new.

    It acts for the installation: only whoever got the letter knows the secret. Raises
    ValidationError where it opens nothing any more, and where the address signs in here already.
    """
    Invitation.objects.select_for_update(no_key=True).filter(digest=_digest(secret)).first()
    invitation = opened_by(secret)
    if invitation is None or (user is not None and user.email != invitation.email):
        raise ValidationError(_("This invitation opens nothing any more. Ask for a new one."))
    if user is None:
        if User.objects.filter(email=invitation.email).exists():
            raise ValidationError(_("This address signs in here already. Sign in first."))
        user = User.objects.create_user(name, email=invitation.email, password=password)
    if not Membership.objects.at(invitation.hub).filter(user=user).exists():
        membership = Membership.objects.create(
            user=user,
            organisation=invitation.hub.organisation,
            hub=invitation.hub,
            team=invitation.team,
            role=invitation.role,
            starts=timezone.localdate(),
        )
        with acting_as(user):
            audit.record(user, "membership.begun", membership, role=membership.role)
    invitation.taken_at = timezone.now()
    invitation.save(update_fields=["taken_at"])
    with acting_as(user):
        audit.record(user, "invitation.taken", invitation, role=invitation.role)
    return user


def _still_stands(invitation: Invitation) -> bool:
    """Whether who sent it could send it today."""
    try:
        require(invitation.by, Right.RUN_TEAM, invitation.hub)
        require_to_give(invitation.by, invitation.role)
    except Refused:
        return False
    return True


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

"""What an organisation or a group gives: offering it, changing it, and taking it back.

Who works for it, or at a hub of it, says so; for a group that nobody here works for, anybody who keeps
the directory.
"""

from __future__ import annotations

import datetime
import uuid
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.access import Right, require, standing
from hubs.models import Offer, Organisation
from relational.kernel import audit
from relational.kernel.base import id_for, insert_once
from relational.kernel.models import User


@dataclass(frozen=True)
class Said:
    """What is said of an offer; only what it is must be."""

    kind: str
    title: str
    about: str = ""
    for_whom: str = ""
    where: str = ""
    when: str = ""
    until: datetime.date | None = None


@transaction.atomic
def offer(organisation: Organisation, said: Said, *, by: User, key: uuid.UUID) -> Offer:
    """Offer something. The same form sent twice offers it once.

    Raises Refused, or ValidationError where it has no name or kind, or ends before today.
    """
    require(by, Right.OFFER, organisation)
    _check(said)
    made, is_new = insert_once(
        Offer(id=id_for(by.pk, key), organisation=organisation, **asdict(said)),
        said=["organisation_id", *asdict(said)],
    )
    if is_new:
        audit.record(by, "offer.made", made, role=standing(by).role)
    return made


@transaction.atomic
def change(offer: Offer, said: Said, *, by: User) -> None:
    """Say it otherwise. Raises Refused, or ValidationError as above, or where it was taken back."""
    offer = _hold(offer, by)
    if offer.withdrawn_at:
        raise ValidationError(_("Somebody has just taken it back."))
    _check(said)
    for name, value in asdict(said).items():
        setattr(offer, name, value)
    offer.save(update_fields=list(asdict(said)))
    audit.record(by, "offer.changed", offer, role=standing(by).role)


@transaction.atomic
def withdraw(offer: Offer, *, by: User) -> None:
    """Take it back: nobody finds it any more. Twice is once. Raises Refused."""
    require(by, Right.OFFER, offer.organisation)
    take_down(offer, by=by)


@transaction.atomic
def take_down(offer: Offer, *, by: User) -> None:
    """The same for who gives it; whether it is theirs is known where it is kept who gives it."""
    offer = Offer.objects.select_for_update(no_key=True).get(pk=offer.pk)
    if offer.withdrawn_at:
        return
    offer.withdrawn_at = timezone.now()
    offer.save(update_fields=["withdrawn_at"])
    audit.record(by, "offer.withdrawn", offer, role=standing(by).role)


def _hold(offer: Offer, by: User) -> Offer:
    require(by, Right.OFFER, offer.organisation)
    return Offer.objects.select_for_update(no_key=True).get(pk=offer.pk)


def _check(said: Said) -> None:
    if not said.title.strip():
        raise ValidationError({"title": _("Write in a few words what it is.")})
    if said.kind not in Offer.Kind.values:
        raise ValidationError({"kind": _("Choose what is given.")})
    if said.until and said.until < timezone.localdate():
        raise ValidationError({"until": _("Write a day that is still to come.")})

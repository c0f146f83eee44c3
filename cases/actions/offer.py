"""What a resident gives: offering it, somebody looking at it, showing it to neighbours, taking it back."""

from __future__ import annotations

import re
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cases import trail
from cases.actions.wish import who_answers
from cases.models import OfferLink, Resident
from hubs.access import Refused, Right, require
from hubs.actions import offer as offers
from hubs.models import Offer
from relational.kernel import outbox
from relational.kernel.base import id_for, insert_once, new_id
from relational.kernel.models import User

MOST_WORDS = 500
A_NUMBER = 9  # the last digits of a telephone number, however it begins
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")


@transaction.atomic
def offer(
    resident: Resident,
    *,
    by: User,
    kind: str,
    words: str,
    named: bool = False,
    key: uuid.UUID | None = None,
) -> OfferLink:
    """Offer something, as the resident. Nobody reads it before somebody of the hub has looked.

    The same `key` twice offers it once. Raises Refused where it is not one's own record, or
    ValidationError where nothing is said, where one has stopped for now, and where nobody is there
    to look.
    """
    resident = Resident.objects.hold(resident.pk)
    if resident.user_id != by.pk:
        raise Refused(Right.OFFER)
    if resident.state == Resident.State.ENDED:
        raise ValidationError(_("You stopped for now. Come back first: one tap on your page."))
    if kind not in Offer.Kind.values:
        raise ValidationError({"kind": _("Choose what you can give.")})
    if not words.strip():
        raise ValidationError({"words": _("Write what you can give.")})
    if len(words.strip()) > MOST_WORDS:
        raise ValidationError({"words": _("That is too long. Say it in fewer words.")})
    lead, leaders = who_answers(resident)
    made, is_new = insert_once(
        OfferLink(
            id=id_for(by.pk, key or new_id()),
            resident=resident,
            kind=kind,
            words=words.strip(),
            named=named,
        ),
        said=["resident_id", "kind", "words", "named"],
    )
    if is_new:
        trail.record(by, "offer.made", made, resident)
        to = lead or leaders[0]
        key_of_day = f"offer_made:{to}:{resident.pk}:{timezone.localdate()}"
        outbox.post("offer_made", to=to, about=made, dedupe_key=key_of_day)
    return made


@transaction.atomic
def show(link: OfferLink, *, by: User, title: str, about: str) -> OfferLink:
    """Show it to everybody, in the name of the resident's hub; the resident is told.

    Raises Refused, or ValidationError where it was looked at or taken back, says nothing, or names
    who does not want to be named.
    """
    link = _to_look_at(link, by)
    resident, hub = link.resident, link.resident.hub
    title, about = title.strip(), about.strip()
    said = {"title": title, "about": about}
    if wrong := [field for field in said if tells_who(resident, said[field], named=link.named)]:
        told = _("This says who it is or where they live. Take it out.")
        raise ValidationError(dict.fromkeys(wrong, told))
    with translation.override(settings.LANGUAGE_CODE):
        if link.named:
            about = f"{about}\n\n" + _("Offered by %(name)s.") % {"name": resident.known_as}
        where = ", ".join(part for part in (hub.name, hub.address) if part)
        where = _("Ask at %(where)s") % {"where": where}
    link.offer = offers.offer(
        hub.organisation,
        offers.Said(kind=link.kind, title=title, about=about.strip(), where=where[:200]),
        by=by,
        key=link.pk,
    )
    _looked(link, by, "offer.shown")
    return link


@transaction.atomic
def leave_it(link: OfferLink, *, by: User, why: str) -> OfferLink:
    """Do not show it, and say why; the resident reads it. Raises Refused, or ValidationError as `show`."""
    link = _to_look_at(link, by)
    if not why.strip():
        raise ValidationError({"why": _("Say why. They read it.")})
    link.why_not = why.strip()
    _looked(link, by, "offer.not_shown")
    return link


@transaction.atomic
def take_back(link: OfferLink, *, by: User) -> OfferLink:
    """Take it back, as the resident: nobody finds it any more. Twice is once. Raises Refused."""
    resident = Resident.objects.hold(link.resident_id)
    if resident.user_id != by.pk:
        raise Refused(Right.OFFER)
    return _take_back(_hold(link), resident, by)


def take_all_back(resident: Resident, *, by: User) -> None:
    """Take back what a resident gives, when they say goodbye. For the verb that holds the record."""
    for link in resident.offers.all().holding():
        _take_back(_hold(link), resident, by)


def tells_who(resident: Resident, text: str, *, named: bool) -> bool:
    """Whether a text has a name of theirs in it, a way to reach them, or a postcode.

    Where they may be `named`, what they are called is no secret; the rest is.
    """
    names = _words(f"{resident.known_as} {resident.full_name} {resident.other_names}")
    if named:
        names -= _words(resident.known_as)
    ways = [way for way in resident.contact_points.values_list("value", flat=True) if way]
    tight, digits = re.sub(r"\s", "", text.casefold()), re.sub(r"\D", "", text)
    numbers = (re.sub(r"\D", "", way)[-A_NUMBER:] for way in ways)
    return (
        any(name in _words(text) for name in names if len(name) > 1)
        or any(re.sub(r"\s", "", way.casefold()) in tight for way in ways)
        or any(number in digits for number in numbers if len(number) == A_NUMBER)
        or POSTCODE.search(text.upper()) is not None
    )


def _words(text: str) -> set[str]:
    """The words of a text; "Joe's" has Joe in it, and so has "ask-joe"."""
    return set(re.findall(r"[^\W_]+", text.casefold()))


def _hold(link: OfferLink) -> OfferLink:
    held = OfferLink.objects.select_for_update(of=["self"], no_key=True)
    return held.select_related("offer").get(pk=link.pk)


def _to_look_at(link: OfferLink, by: User) -> OfferLink:
    """The offer, held, for who may speak for the hub. Raises Refused or ValidationError."""
    resident = Resident.objects.hold(link.resident_id)
    require(by, Right.OFFER, resident.hub.organisation)
    if resident.user_id == by.pk:
        raise Refused(Right.OFFER)
    link = _hold(link)
    if link.taken_back_at is not None:
        raise ValidationError(_("They have just taken it back."))
    if link.looked_at is not None:
        raise ValidationError(_("Somebody has just looked at it."))
    link.resident = resident
    return link


def _looked(link: OfferLink, by: User, verb: str) -> None:
    link.looked_by, link.looked_at = by, timezone.now()
    link.save(update_fields=["offer", "looked_by", "looked_at", "why_not"])
    trail.record(by, verb, link, link.resident)
    if link.resident.user_id is not None:
        outbox.post(
            "offer_looked_at",
            to=link.resident.user_id,
            about=link,
            dedupe_key=f"offer_looked_at:{link.pk}",
        )


def _take_back(link: OfferLink, resident: Resident, by: User) -> OfferLink:
    if link.taken_back_at is not None:
        return link
    if link.offer is not None:
        offers.take_down(link.offer, by=by)
    link.taken_back_at = timezone.now()
    link.save(update_fields=["taken_back_at"])
    trail.record(by, "offer.taken_back", link, resident)
    return link

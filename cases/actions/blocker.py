"""Saying where something was seen that stops the right thing; without anybody's name."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access
from cases.models import Resident, ReviewPoint, Sighting
from hubs.access import Right, require, standing
from hubs.actions import blocker as blockers
from hubs.models import Blocker, Hub, Organisation
from relational.kernel import audit
from relational.kernel.models import User


@transaction.atomic
def see(
    point: ReviewPoint,
    *,
    by: User,
    text: str,
    blocker: Blocker | None = None,
    called: str = "",
    kind: str = "",
    organisation: Organisation | None = None,
) -> Sighting:
    """Say that a point met something that stops the right thing: a known one, or one named now.

    A point meets the same thing once. Raises Refused (no right, or another's review), or
    ValidationError where nothing is said, or where a name of somebody is in it.
    """
    require(by, Right.REVIEW, point.review)
    text = _said(text, close := _talked_about(point), by)
    named = _named(blocker, called, kind, organisation, close, by)
    sighting, is_new = Sighting.objects.get_or_create(
        blocker=named,
        point=point,
        defaults={"hub": point.review.hub, "seen_on": timezone.localdate(), "text": text},
    )
    if is_new:
        audit.record(by, "blocker.seen", sighting, role=standing(by).role)
    return sighting


@transaction.atomic
def see_at(
    hub: Hub,
    *,
    by: User,
    text: str,
    blocker: Blocker | None = None,
    called: str = "",
    kind: str = "",
    organisation: Organisation | None = None,
) -> Sighting:
    """Say that a hub asked for something and could not get it for what stops the right thing.

    The same sentence of the same day is one. Raises as `see` does.
    """
    require(by, Right.RUN_TEAM, hub)
    text = _said(text, set(), by)
    named = _named(blocker, called, kind, organisation, set(), by)
    sighting, is_new = Sighting.objects.get_or_create(
        blocker=named, hub=hub, point=None, seen_on=timezone.localdate(), text=text
    )
    if is_new:
        audit.record(by, "blocker.seen", sighting, role=standing(by).role)
    return sighting


def _said(text: str, close: set[str], by: User) -> str:
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("Say in one sentence how it was seen.")})
    _check_names("text", text, close, by)
    return text


def _named(
    blocker: Blocker | None,
    called: str,
    kind: str,
    organisation: Organisation | None,
    close: set[str],
    by: User,
) -> Blocker:
    """What stops it: a known one, or one that is named now."""
    require(by, Right.NAME_BLOCKER)
    if blocker is not None:
        return blocker
    _check_names("called", called, close, by)
    return blockers.name(called, kind, by=by, organisation=organisation)


def _talked_about(point: ReviewPoint) -> set[str]:
    """The names of those two people talk about, and of the two."""
    review = point.review
    people = Resident.objects.filter(pk__in=review.people.values("resident"))
    close = _names(people) | {
        word for user in (review.manager, review.worker) for word in user.display_name.split()
    }
    if point.resident is not None:
        close |= _names(Resident.objects.filter(pk=point.resident.pk))
    return close


def _check_names(field: str, text: str, close: set[str], by: User) -> None:
    """Raise ValidationError where somebody's name is in words that everybody at work reads.

    Names of those who are `close` to what is said count however they are written; those of others
    whom the writer sees only as names are written, for Will and May are words too.
    """
    folded = {name.casefold() for name in close}
    others = _names(access.residents(by))
    for word in re.findall(r"\w[\w'’-]*\w", text):
        bare = re.sub(r"['’]s$", "", word)
        if bare.casefold() in folded or (bare[:1].isupper() and bare in others):
            raise ValidationError(
                {field: _("“%(name)s” is a name. Say it without names.") % {"name": bare}}
            )


def _names(residents) -> set[str]:
    """Every word of the names of these residents."""
    names = residents.values_list("known_as", "full_name", "other_names")
    return {word for said in names for name in said for word in name.split() if len(word) > 1}

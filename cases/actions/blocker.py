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
from hubs.models import Blocker, Organisation
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
    require(by, Right.NAME_BLOCKER)
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("Say in one sentence how it was seen.")})
    _check_names("text", text, point, by)
    if blocker is None:
        _check_names("called", called, point, by)
        blocker = blockers.name(called, kind, by=by, organisation=organisation)
    sighting, is_new = Sighting.objects.get_or_create(
        blocker=blocker,
        point=point,
        defaults={"hub": point.review.hub, "seen_on": timezone.localdate(), "text": text},
    )
    if is_new:
        audit.record(by, "blocker.seen", sighting, role=standing(by).role)
    return sighting


def _check_names(field: str, text: str, point: ReviewPoint, by: User) -> None:
    """Raise ValidationError where somebody's name is in words that everybody at work reads.

    Names of those the two talk about, and of the two, count however they are written; those of
    others whom the writer sees only as names are written, for Will and May are words too.
    """
    review = point.review
    talked_about = Resident.objects.filter(pk__in=review.people.values("resident"))
    close = _names(talked_about) | {
        word for user in (review.manager, review.worker) for word in user.display_name.split()
    }
    if point.resident is not None:
        close |= _names(Resident.objects.filter(pk=point.resident.pk))
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

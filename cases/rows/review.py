"""Reviews in words: with whom, what was said, who does what by when, and what stops things."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import Reminder, Review, ReviewPerson, ReviewPoint
from cases.rows.promise import became, promised_for
from hubs.models import Blocker, Membership
from relational.kernel.days import day_in_full, day_in_words
from relational.kernel.http import path_to
from relational.kernel.models import User


@dataclass(frozen=True)
class ReviewRow:
    """A review in a list."""

    url: str
    who: str
    when: str
    stands: str

    @classmethod
    def of(cls, review: Review, reader: User) -> ReviewRow:
        return cls(
            url=path_to("cases:review", review.pk),
            who=review.other(reader).display_name,
            when=capfirst(_on(review.made_at)),
            stands=_stands(review, reader),
        )


@dataclass(frozen=True)
class Seat:
    """Somebody with whom a manager sits down: what is under way, or the way to begin."""

    who: str
    url: str
    under_way: bool
    last: str


@dataclass(frozen=True)
class ActionRow:
    """What one of the two does."""

    id: str
    what: str
    who: str
    when: str
    kept: bool
    keep: str  # where its own person says that it is done
    review: str
    with_whom: str

    @classmethod
    def of(cls, point: ReviewPoint, reader: User) -> ActionRow:
        assert point.who is not None  # only of what is to be done
        mine = point.who_id == reader.pk
        waits = point.promise_id is None and point.kept_at is None
        return cls(
            id=f"point-{point.pk}",
            what=point.action,
            who=point.who.called,  # by name: two people read one screen
            when=_became(point),
            kept=point.kept_at is not None
            or (point.promise is not None and point.promise.state == Reminder.State.DONE),
            keep=path_to("cases:review-keep", point.review_id, point.pk)
            if mine and waits and point.review.is_signed
            else "",
            review=path_to("cases:review", point.review_id),
            with_whom=point.review.other(reader).called,
        )


@dataclass(frozen=True)
class PointRow:
    """One thing they talked about."""

    about: str
    what: str
    in_the_way: str
    action: ActionRow | None
    stopped_by: list[str]
    change: str
    blocked_by: str
    added: str  # who added it, and when, to a review that was signed


@dataclass(frozen=True)
class PersonRow:
    """Somebody they talk about, and the way to the record."""

    name: str
    open: str
    talk: str


@dataclass(frozen=True)
class BlockerRow:
    """Something that stops the right thing, and where it was seen."""

    name: str
    kind: str
    whose: str
    often: int
    seen: list[tuple[str, str]]  # the day and the hub, and a sentence


def review_rows(reviews: Iterable[Review], reader: User) -> list[ReviewRow]:
    return [ReviewRow.of(review, reader) for review in reviews]


def seats(workers: Iterable[Membership], reviews: Iterable[Review]) -> list[Seat]:
    """A seat a worker, by name; `reviews` are the manager's, the newest first."""
    last: dict[object, Review] = {}
    for review in reviews:
        last.setdefault(review.worker_id, review)
    return [_seat(at_work, last.get(at_work.user_id)) for at_work in workers]


def _seat(at_work: Membership, last: Review | None) -> Seat:
    under_way = last is not None and not last.is_signed
    return Seat(
        who=at_work.user.display_name,
        url=path_to("cases:review", last.pk)
        if last is not None and under_way
        else f"{path_to('cases:review-new')}?with={at_work.user_id}",
        under_way=under_way,
        last=_on(last.made_at) if last else "",
    )


def action_rows(points: Iterable[ReviewPoint], reader: User) -> list[ActionRow]:
    return [ActionRow.of(point, reader) for point in points]


def point_rows(
    points: Iterable[ReviewPoint], review: Review, reader: User, *, whole: bool = False
) -> list[PointRow]:
    """Points of a review as one of the two reads them; the `whole` has no ways to change them."""
    signed_at = max(review.manager_signed_at, review.worker_signed_at) if review.is_signed else None
    rows = []
    for point in points:
        point.review = review
        rows.append(
            PointRow(
                about=_about(point),
                what=point.what,
                in_the_way=point.in_the_way,
                action=ActionRow.of(point, reader) if point.action else None,
                stopped_by=[sighting.blocker.name for sighting in point.sightings.all()],
                change=""
                if review.is_signed or whole
                else path_to("cases:review-point", review.pk, point.pk),
                blocked_by="" if whole else path_to("cases:blocked-by-new", review.pk, point.pk),
                added=_("%(name)s added this %(day)s.")
                % {"name": point.author.called, "day": _on(point.made_at)}
                if signed_at and point.made_at > signed_at
                else "",
            )
        )
    return rows


def person_rows(people: Iterable[ReviewPerson], review: Review) -> list[PersonRow]:
    return [
        PersonRow(
            name=person.resident.known_as,
            open=path_to("cases:review-open", review.pk, person.resident_id),
            talk=f"{path_to('cases:review-points', review.pk)}?about={person.resident_id}",
        )
        for person in people
    ]


def signatures(review: Review) -> list[str]:
    """Who has signed, when and by whose hand."""
    lines = []
    if review.manager_signed_at:
        lines.append(_signed(review.manager.called, review.manager_signed_at))
    if review.worker_signed_at and review.signed:
        lines.append(
            _("%(name)s signed %(day)s, by name, at %(manager)s’s screen.")
            % {
                "name": review.worker.called,
                "day": _on(review.worker_signed_at),
                "manager": review.manager.called,
            }
        )
    elif review.worker_signed_at:
        lines.append(_signed(review.worker.called, review.worker_signed_at))
    return lines


def blocker_rows(blockers: Iterable[Blocker]) -> list[BlockerRow]:
    """What stops the right thing, in the order given, with its sightings read as `seen`."""
    return [
        BlockerRow(
            name=blocker.name,
            kind=capfirst(blocker.get_kind_display()),
            whose=blocker.organisation.name if blocker.organisation else "",
            often=len(blocker.seen),
            seen=[
                (f"{day_in_full(sighting.seen_on)}, {sighting.hub}", sighting.text)
                for sighting in blocker.seen
            ],
        )
        for blocker in blockers
    ]


def _about(point: ReviewPoint) -> str:
    if point.resident is not None:
        return point.resident.known_as
    return _("Somebody you do not see now") if point.resident_id else ""


def _became(point: ReviewPoint) -> str:
    today = timezone.localdate()
    if point.promise is not None:
        return became(point.promise, today)
    if point.kept_at is not None:
        return _("Done %(day)s") % {"day": _on(point.kept_at)}
    return promised_for(point.due, today) if point.due else ""


def _stands(review: Review, reader: User) -> str:
    if review.is_signed:
        return _("Signed by both")
    mine, theirs = review.worker_signed_at, review.manager_signed_at
    if reader.pk == review.manager_id:
        mine, theirs = theirs, mine
    if mine:
        return _("%(name)s has not signed yet") % {"name": review.other(reader).called}
    if theirs:
        return _("Waits for you to sign")
    return _("Under way")


def _signed(name: str, at: datetime.datetime) -> str:
    return _("%(name)s signed %(day)s.") % {"name": name, "day": _on(at)}


def _on(moment: datetime.datetime) -> str:
    return day_in_words(timezone.localdate(moment), timezone.localdate())

"""Caseload reviews: beginning, writing, choosing, acting, signing; and adding to what is signed."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access, trail
from cases.models import Reminder, Resident, Review, ReviewPerson, ReviewPoint
from hubs.access import Refused, Right, allows, may, memberships, require, standing
from hubs.models import Hub, Membership
from relational.kernel import audit, outbox
from relational.kernel.base import id_for, insert_once, new_id
from relational.kernel.models import User

LETTERS = ("review_begun", "review_to_sign", "review_signed")
WORDS = ("how_are_you", "went_well")
SAID = ["review_id", "resident_id", "what", "in_the_way", "action", "who_id", "due"]


def hubs_led(user: User) -> list[Hub]:
    """The hubs in which somebody sits down with those who work there."""
    hubs = [membership.hub for membership in memberships(user) if membership.hub is not None]
    return [hub for hub in hubs if allows(user, Right.REVIEW, hub.nearness(user, Right.REVIEW))]


def workers_of(manager: User) -> list[Membership]:
    """Where those work with whom somebody may sit down: one row each, by name."""
    at_work = Membership.objects.current().with_right(Right.WRITE_RECORD)
    theirs = at_work.filter(hub__in=hubs_led(manager)).exclude(user=manager)
    once = theirs.order_by("user", "starts", "pk").distinct("user").select_related("user", "hub")
    return sorted(once, key=lambda each: (each.user.display_name.casefold(), each.pk))


@transaction.atomic
def begin(worker: User, *, by: User) -> Review:
    """Sit down with somebody one leads, and tell them. One that is under way goes on.

    Raises Refused for anybody whom `by` does not lead.
    """
    at_work = next((each for each in workers_of(by) if each.user_id == worker.pk), None)
    if at_work is None or at_work.hub is None:
        raise Refused(Right.REVIEW)
    with connection.cursor() as cursor:  # two clicks at once
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 2))", [str(worker.pk)])
    under_way = Review.objects.between(by, worker).under_way().first()
    if under_way is not None:
        return under_way
    review = Review.objects.create(manager=by, worker=worker, hub=at_work.hub)
    _record(by, "review.begun", review)
    outbox.post("review_begun", to=worker, about=review, dedupe_key=f"review_begun:{review.pk}")
    return review


@transaction.atomic
def write(review: Review, *, by: User, field: str, text: str, seen: str) -> Review:
    """Write how the worker is, or what went well (`field`).

    `seen` is the digest of the words that stood there when somebody began. Raises ValidationError
    where others were saved meanwhile, and where the review is signed.
    """
    review = _open(review, by)
    text, now = text.strip(), getattr(review, field)
    if text == now:
        return review
    if seen != digest(now):
        raise ValidationError(
            {field: _("Other words were saved here meanwhile. Put both together, and save again.")}
        )
    setattr(review, field, text)
    review.save(update_fields=[field])
    _unsign(review)
    _record(by, "review.written", review)
    return review


@transaction.atomic
def choose(review: Review, *, by: User, residents: Collection[uuid.UUID]) -> None:
    """Choose whom to talk about, of the worker's people; who was chosen and is not now, is left out.

    Raises ValidationError for somebody who is not to be chosen, and where the review is signed.
    """
    review = _open(review, by)
    offered = {resident.pk: resident for resident in access.seen_by_both(review)}
    if not set(residents) <= offered.keys():
        raise ValidationError({"residents": _("Choose from the list.")})
    before = {person.resident_id: person for person in review.people.all()}
    for resident_id in sorted(offered):
        chosen, person = resident_id in residents, before.get(resident_id)
        if chosen == (person is not None and person.chosen):
            continue
        resident = Resident.objects.hold(resident_id)
        if person is None:
            person = ReviewPerson.objects.create(review=review, resident=resident)
        else:
            person.chosen = chosen
            person.save(update_fields=["chosen"])
        _unsign(review)
        verb = "review.talks_about" if chosen else "review.leaves_out"
        trail.record(by, verb, person, resident)


@transaction.atomic
def add_point(
    review: Review,
    *,
    by: User,
    what: str,
    in_the_way: str = "",
    action: str = "",
    who: User | None = None,
    due: datetime.date | None = None,
    resident: Resident | None = None,
    key: uuid.UUID | None = None,
) -> ReviewPoint:
    """Write down one thing they talk about. What is to be done is the manager's, unless said.

    What is added to a signed review is done by who adds it: nobody agrees for somebody else. The
    same `key` twice with the same words is one point. Raises ValidationError where it says nothing,
    for a day that has passed, or for somebody whom they do not talk about.
    """
    review = _mine(review, by)
    point = ReviewPoint(id=id_for(by.pk, key or new_id()), review=review, author=by)
    _say(point, by, what, in_the_way, action, who, due, resident)
    point, is_new = insert_once(point, said=SAID)
    if is_new:
        _unsign(review)
        _record_point(by, "review.point_written", point)
        if review.is_signed:
            _become_promise(point, by)
    return point


@transaction.atomic
def change_point(
    point: ReviewPoint,
    *,
    by: User,
    what: str,
    in_the_way: str = "",
    action: str = "",
    who: User | None = None,
    due: datetime.date | None = None,
    resident: Resident | None = None,
    seen: str,
) -> ReviewPoint:
    """Say a point otherwise, while the review is not signed by both. `seen` is as in `write`.

    Raises ValidationError as `add_point` does, and where somebody else changed it meanwhile.
    """
    review = _open(point.review, by)
    point = ReviewPoint.objects.select_related("resident", "who").get(pk=point.pk)
    point.review = review
    if seen != digest_of(point):
        raise ValidationError(_("Somebody changed this meanwhile. Look at it again."))
    _say(point, by, what, in_the_way, action, who, due, resident)
    changing = ["what", "in_the_way", "action", "who", "due", "resident"]
    point.save(update_fields=changing)
    _unsign(review)
    _record_point(by, "review.point_changed", point)
    return point


@transaction.atomic
def keep(point: ReviewPoint, *, by: User) -> ReviewPoint:
    """Say that one did what one said in a review. Saying it twice changes nothing.

    Raises Refused for anybody but who said it, and ValidationError before both have signed.
    """
    review = _mine(point.review, by)
    point = ReviewPoint.objects.select_related("resident").get(pk=point.pk)
    if not point.action or point.who_id != by.pk or point.promise_id is not None:
        raise Refused(Right.REVIEW)
    if not review.is_signed:
        raise ValidationError(_("You can say so once you have both signed."))
    if point.kept_at is None:
        point.kept_at = timezone.now()
        point.save(update_fields=["kept_at"])
        _record_point(by, "review.action_kept", point)
    return point


@transaction.atomic
def sign(review: Review, *, by: User, seen: str, name: str = "") -> Review:
    """Sign what stands there. At the manager's screen the worker signs too, by writing their name.

    `seen` is the digest of what was read. Once both have signed, what is to be done about somebody
    becomes a promise to them, where who does it writes in their record. Raises ValidationError
    where the review changed meanwhile, or the name is not the worker's.
    """
    review = _mine(review, by)
    if review.is_signed:
        return review
    if seen != digest_of_all(review):
        raise ValidationError(_("Something was written meanwhile. Read it again, then sign."))
    now, name = timezone.now(), " ".join(name.split())
    if by.pk == review.worker_id:
        review.worker_signed_at = now
    else:
        review.manager_signed_at = now
        if name:
            _check_name(name, review.worker)
            review.worker_signed_at, review.signed = now, name
    review.save(update_fields=["manager_signed_at", "worker_signed_at", "signed"])
    _record(by, "review.signed", review)
    if review.is_signed:
        for point in review.points.to_do().select_related("resident", "who"):
            _become_promise(point, by)
    if not review.is_signed:
        _tell("review_to_sign", review, review.other(by), now)
    elif review.signed:
        _tell("review_signed", review, review.worker, now)
    return review


def digest(text: str) -> str:
    """What a form remembers of the words that stood there when somebody began."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def digest_of(point: ReviewPoint) -> str:
    said = [point.what, point.in_the_way, point.action, point.who_id, point.due, point.resident_id]
    return digest("\x00".join(map(str, said)))


def digest_of_all(review: Review) -> str:
    """The same of a whole review, as far as whoever asks sees it."""
    people = review.people.chosen().order_by("pk").values_list("resident_id", flat=True)
    points = review.points.order_by("pk")
    words = [getattr(review, field) for field in WORDS]
    return digest("\x00".join([*words, *map(str, people), *map(digest_of, points)]))


def _mine(review: Review, by: User) -> Review:
    """A review of one's own, held. The review comes before the records in it, in every verb."""
    require(by, Right.REVIEW, review)
    held = Review.objects.select_for_update(of=["self"], no_key=True)
    return held.select_related("manager", "worker", "hub").get(pk=review.pk)


def _open(review: Review, by: User) -> Review:
    """The same, while it can be changed."""
    review = _mine(review, by)
    if review.is_signed:
        raise ValidationError(_("You have both signed this. Add to it instead."))
    return review


def _unsign(review: Review) -> None:
    """Take back the one signature there is: who signed what has changed signs again."""
    if review.is_signed or (review.manager_signed_at is None and review.worker_signed_at is None):
        return
    review.manager_signed_at = review.worker_signed_at = None
    review.save(update_fields=["manager_signed_at", "worker_signed_at"])


def _say(
    point: ReviewPoint,
    by: User,
    what: str,
    in_the_way: str,
    action: str,
    who: User | None,
    due: datetime.date | None,
    resident: Resident | None,
) -> None:
    """Fill a point with what was said. Raises ValidationError where that is not enough."""
    review = point.review
    if not what.strip():
        raise ValidationError({"what": _("Write what it is about.")})
    chosen = review.people.chosen()
    if resident is not None and resident.pk not in {person.resident_id for person in chosen}:
        raise ValidationError({"resident": _("Choose somebody you talk about.")})
    if (who is not None or due is not None) and who not in (None, review.manager, review.worker):
        raise ValidationError({"who": _("One of you two does it.")})
    if due is not None and not action.strip():
        raise ValidationError({"action": _("Write what is to be done by then.")})
    if review.is_signed and action.strip() and who not in (None, by):
        raise ValidationError({"who": _("Nobody agrees for somebody else: say what you do.")})
    if due != point.due:
        _check_day(due)
    point.what, point.in_the_way, point.action = what.strip(), in_the_way.strip(), action.strip()
    point.who = None
    if point.action:
        point.who = by if review.is_signed else (who or review.manager)
    point.due, point.resident = due, resident


def _check_day(due: datetime.date | None) -> None:
    if due is not None and due < timezone.localdate():
        raise ValidationError({"due": _("Write a day that is still to come.")})


def _check_name(name: str, worker: User) -> None:
    if name.casefold() not in {worker.called.casefold(), worker.display_name.casefold()}:
        raise ValidationError(
            {"name": _("Only %(name)s signs here, by their own name.") % {"name": worker.called}}
        )


def _become_promise(point: ReviewPoint, by: User) -> None:
    """Promise to somebody what is to be done about them, where who does it writes in their record.

    What has no day, or one that passed before both signed, stays as it is.
    """
    resident, who = point.resident, point.who
    if not point.action or resident is None or who is None or point.due is None:
        return
    if point.due < timezone.localdate() or not may(who, Right.WRITE_RECORD, resident):
        return
    resident = Resident.objects.hold(resident.pk)
    point.promise = Reminder.objects.create(
        resident=resident, by=who, what=point.action, due=point.due
    )
    trail.record(by, "promise.made", point.promise, resident)
    point.save(update_fields=["promise"])


def _tell(kind: str, review: Review, to: User, now: datetime.datetime) -> None:
    outbox.post(kind, to=to, about=review, dedupe_key=f"{kind}:{review.pk}:{now.isoformat()}")


def _record_point(by: User, verb: str, point: ReviewPoint) -> None:
    """Into the trail of whom it is about; else into that of the house."""
    if point.resident is not None:
        trail.record(by, verb, point, point.resident)
    else:
        _record(by, verb, point)


def _record(by: User, verb: str, about: Review | ReviewPoint) -> None:
    audit.record(by, verb, about, role=standing(by).role)

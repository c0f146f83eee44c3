"""A caseload review: a manager and a worker sit down together, and what came of it."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.reminder import Reminder
from cases.models.resident import Resident
from hubs.access import Reach, Right
from hubs.models import Blocker, Hub
from relational.kernel.base import Row
from relational.kernel.models import User

BOTH_SIGNED = Q(manager_signed_at__isnull=False, worker_signed_at__isnull=False)


class ReviewQuerySet(models.QuerySet["Review"]):
    def of(self, user: User) -> ReviewQuerySet:
        return self.filter(Q(manager=user) | Q(worker=user))

    def held_by(self, manager: User) -> ReviewQuerySet:
        return self.filter(manager=manager)

    def between(self, manager: User, worker: User) -> ReviewQuerySet:
        return self.filter(manager=manager, worker=worker)

    def under_way(self) -> ReviewQuerySet:
        return self.exclude(BOTH_SIGNED)

    def with_both(self) -> ReviewQuerySet:
        return self.select_related("manager", "worker", "hub")

    def by_worker(self) -> ReviewQuerySet:
        """By the worker's name; those of one worker the newest first."""
        return self.order_by("worker__display_name", "-made_at", "-pk")

    def newest_first(self) -> ReviewQuerySet:
        return self.order_by("-made_at", "-pk")


@pghistory.track()
class Review(Row):
    """Two people at one screen. Theirs alone; signed by both, it is not changed but added to."""

    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews_held"
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews"
    )
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    how_are_you = models.CharField(_("how are you?"), max_length=2_000, blank=True)
    went_well = models.CharField(_("what went well?"), max_length=2_000, blank=True)
    manager_signed_at = models.DateTimeField(null=True)
    worker_signed_at = models.DateTimeField(null=True)
    # The name the worker wrote at the manager's screen; empty where they signed in themself.
    signed = models.CharField(max_length=80, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(manager=F("worker")), name="a_review_takes_two_people"
            ),
            models.UniqueConstraint(
                fields=["manager", "worker"],
                condition=~BOTH_SIGNED,
                name="one_review_under_way_for_two",
            ),
        ]
        indexes = [
            models.Index(fields=["worker", "made_at"], name="reviews_of_worker"),
            models.Index(fields=["manager", "made_at"], name="reviews_of_manager"),
        ]

    @property
    def is_signed(self) -> bool:
        """Whether both have signed."""
        return self.manager_signed_at is not None and self.worker_signed_at is not None

    def other(self, user: User) -> User:
        """Whom one sits down with."""
        return self.worker if user.pk == self.manager_id else self.manager

    def nearness(self, user: User, right: Right) -> Reach:
        """Near for the two, and for nobody else (see hubs.access)."""
        return Reach.OWN if user.pk in (self.manager_id, self.worker_id) else Reach.EVERYWHERE


class ReviewPersonQuerySet(models.QuerySet["ReviewPerson"]):
    def chosen(self) -> ReviewPersonQuerySet:
        return self.filter(chosen=True)


@pghistory.track()
class ReviewPerson(Row):
    """Somebody the two chose to talk about."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="people")
    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+")
    chosen = models.BooleanField(default=True)

    objects = ReviewPersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "resident"], name="somebody_is_chosen_once_a_review"
            ),
        ]


class ReviewPointQuerySet(models.QuerySet["ReviewPoint"]):
    def to_do(self) -> ReviewPointQuerySet:
        return self.exclude(action="")

    def agreed(self) -> ReviewPointQuerySet:
        """Those of a review that both have signed."""
        return self.filter(
            review__manager_signed_at__isnull=False, review__worker_signed_at__isnull=False
        )

    def not_yet(self) -> ReviewPointQuerySet:
        """What nobody has done yet; a promise to a resident says so itself."""
        waits = Q(promise__isnull=True) | Q(promise__state=Reminder.State.WAITING)
        return self.to_do().filter(waits, kept_at__isnull=True)

    def done_by(self, user: User) -> ReviewPointQuerySet:
        return self.filter(who=user)

    def by_day(self) -> ReviewPointQuerySet:
        return self.order_by(F("due").asc(nulls_last=True), "pk")


@pghistory.track()
class ReviewPoint(Row):
    """One thing they talked about: what is in the way, and what somebody does about it."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="points")
    resident = models.ForeignKey(
        Resident, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(_("what it is about"), max_length=2_000)
    in_the_way = models.CharField(_("what is in the way"), max_length=2_000, blank=True)
    action = models.CharField(_("what somebody does"), max_length=2_000, blank=True)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due = models.DateField(_("by when"), null=True, blank=True)
    kept_at = models.DateTimeField(null=True)
    # What it became once both had signed, where it is about a resident whose record they write in.
    promise = models.OneToOneField(
        Reminder, on_delete=models.PROTECT, null=True, related_name="review_point"
    )

    objects = ReviewPointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(action="", who__isnull=True, due__isnull=True, kept_at__isnull=True)
                | ~Q(action="") & Q(who__isnull=False),
                name="what_is_to_be_done_has_a_person",
            ),
        ]
        indexes = [models.Index(fields=["who", "due"], name="review_points_of_who")]


class Sighting(Row):
    """Where something that stops the right thing was seen: the day, the hub, and no names.

    In a point of a review, or in what a hub asked for and could not get.
    """

    blocker = models.ForeignKey(Blocker, on_delete=models.PROTECT, related_name="sightings")
    point = models.ForeignKey(
        ReviewPoint, on_delete=models.CASCADE, null=True, blank=True, related_name="sightings"
    )
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    seen_on = models.DateField()
    text = models.CharField(_("how it was seen"), max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["blocker", "point"], name="a_point_meets_what_stops_it_once"
            ),
        ]

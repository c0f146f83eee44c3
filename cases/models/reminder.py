"""A promise: what we said we would do, by when; and a rest from being reminded."""

from __future__ import annotations

import datetime

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.note import Note
from cases.models.resident import Resident
from relational.kernel.base import Row
from relational.kernel.models import User


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def waiting(self) -> ReminderQuerySet:
        return self.filter(state=Reminder.State.WAITING)

    def standing(self) -> ReminderQuerySet:
        """Those whose conversation was not written into the wrong record."""
        return self.filter(Q(note__isnull=True) | Q(note__entered_in_error=""))

    def made_by(self, user: User) -> ReminderQuerySet:
        return self.filter(by=user)

    def due_until(self, day: datetime.date) -> ReminderQuerySet:
        return self.filter(due__lte=day)

    def due_after(self, day: datetime.date) -> ReminderQuerySet:
        return self.filter(due__gt=day)

    def of_the_week(self, monday: datetime.date) -> ReminderQuerySet:
        """Waiting ones whose day comes by the end of this week, or moved since the last one began."""
        sunday = monday + datetime.timedelta(days=6)
        moved = Q(moved_from__settled_at__date__gte=monday - datetime.timedelta(days=7))
        return self.waiting().filter(Q(due__lte=sunday) | moved)

    def awake(self, today: datetime.date) -> ReminderQuerySet:
        """Those to a resident whose record has not ended, and about whom nobody asked for a rest."""
        rests = Pause.objects.on(today).filter(resident=OuterRef("resident"))
        return self.exclude(resident__state=Resident.State.ENDED).exclude(Exists(rests))

    def by_day(self) -> ReminderQuerySet:
        return self.order_by("due", "pk")


@pghistory.track(exclude=["reminded_at"])
class Reminder(Row):
    """Something somebody said they would do for a resident, by a day."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("kept")
        MOVED = "moved", _("moved")
        LET_GO = "let_go", _("let go")

    class Kind(models.TextChoices):
        PROMISE = "promise", _("a promise")
        CHECK_IN = "check_in", _("asking how it goes")
        LOOK_AGAIN = "look_again", _("looking again")
        HARD_DAY = "hard_day", _("a hard day")
        ANSWER = "answer", _("an answer they wait for")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(_("what kind"), max_length=10, choices=Kind, default=Kind.PROMISE)
    note = models.ForeignKey(
        Note, on_delete=models.SET_NULL, null=True, blank=True, related_name="reminders"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="promises"
    )
    what = models.CharField(_("what was said"), max_length=2_000)
    due = models.DateField(_("by when"))
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    why = models.CharField(_("why"), max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    moved_to = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="moved_from"
    )
    reminded_at = models.DateTimeField(null=True)  # when its letter was posted

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at__isnull=True)
                | ~Q(state="waiting") & Q(settled_at__isnull=False),
                name="a_settled_promise_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["moved", "let_go"]) | ~Q(why=""),
                name="a_promise_moved_or_let_go_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="moved", moved_to__isnull=False)
                | ~Q(state="moved") & Q(moved_to__isnull=True),
                name="a_moved_promise_names_its_new_day",
            ),
        ]
        indexes = [
            models.Index(fields=["resident", "due"], name="promises_of_resident"),
            models.Index(
                fields=["by", "due"], name="promises_waiting", condition=Q(state="waiting")
            ),
            models.Index(fields=["due"], name="promises_to_remind", condition=Q(state="waiting")),
        ]


class PauseQuerySet(models.QuerySet["Pause"]):
    def on(self, day: datetime.date) -> PauseQuerySet:
        """Those that hold on this day."""
        return self.filter(since__lte=day, until__gt=day)

    def now(self) -> PauseQuerySet:
        return self.on(timezone.localdate())


@pghistory.track()
class Pause(Row):
    """A rest: nobody is reminded about this resident until a day, because somebody asked."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="pauses")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("why"), max_length=300)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(_("until"))  # the first day after the rest

    objects = PauseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="a_rest_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["resident", "until"], name="pauses_of_resident")]

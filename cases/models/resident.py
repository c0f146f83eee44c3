"""The resident, and how they can be reached."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

import pghistory
from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.access import Reach, Right
from hubs.models import Hub, Place
from relational.kernel.base import Row
from relational.kernel.models import User

# How near somebody stands to a resident for reading, and for writing, as the database's own rule of who
# sees whom tells; everywhere, where it shows no connection. Third, whether the record is open to who
# asked in (0): that lets them read, and gives them no standing for anything else.
NEAR = f"""select array[coalesce(min(near) filter (where near > 0), {Reach.EVERYWHERE}),
                    coalesce(min(near) filter (where writes), {Reach.EVERYWHERE}),
                    count(*) filter (where near = 0)]
               from sight(%s) where resident_id = """  # noqa: S608


class ResidentQuerySet(models.QuerySet["Resident"]):
    def walked_with_by(self, user: User) -> ResidentQuerySet:
        """Those with whom this user has an open connection."""
        return self.filter(connections__user=user, connections__until__isnull=True)

    def carried_by(self, user: User) -> ResidentQuerySet:
        """Those with whom this user walks first of all, or to whom a promise of theirs waits."""
        leads = user.connections.open().filter(part="lead")  # type: ignore[attr-defined]
        waiting = user.promises.all().standing().waiting()  # type: ignore[attr-defined]
        return self.filter(
            Q(pk__in=leads.values("resident")) | Q(pk__in=waiting.values("resident"))
        )

    def called(self, name: str) -> ResidentQuerySet:
        return self.filter(known_as__iexact=name.strip())

    def with_nearnesses(self, user: User) -> ResidentQuerySet:
        """Add `near`: how near this user stands, for reading and for writing (hubs.access.Reach)."""
        near = RawSQL(f"({NEAR} cases_resident.id)", [user.pk])  # noqa: S611
        return self.annotate(near=near)

    def with_kept_from(self, user: User) -> ResidentQuerySet:
        """Add `kept`: the sections of their page that they keep from this user."""
        kept = "array(select section from noes_for(%s, cases_resident.id))"
        return self.annotate(kept=RawSQL(kept, [user.pk]))  # noqa: S611

    def hold(self, resident_id: uuid.UUID) -> Resident:
        """Lock a record for a verb. Every verb holds the record first, so that no two wait crosswise.

        It lets others read, and refer to, the record meanwhile.
        """
        return self.select_for_update(of=["self"], no_key=True).get(pk=resident_id)

    def by_first_name(self) -> ResidentQuerySet:
        return self.order_by("known_as", "pk")


@pghistory.track(exclude=["last_heard_at"])
class Resident(Row):
    """Somebody who lives here. Only what they like to be called is needed, ever."""

    # How near the reader stands, to read and to write; filled by the door that opened the record.
    seen_from: Reach
    written_from: Reach
    around: list  # its open connections
    opening: Any  # the AskingIn that lets the reader in, or None
    near: list[int]  # with_nearnesses
    kept: Sequence[str] = ()  # with_kept_from; they keep nothing from themself

    class State(models.TextChoices):
        OPEN = "open", _("open")
        QUIET = "quiet", _("quiet")
        ENDED = "ended", _("ended")

    class Precision(models.TextChoices):
        DAY = "day", _("to the day")
        MONTH = "month", _("to the month")
        YEAR = "year", _("to the year")

    known_as = models.CharField(_("called"), max_length=80)
    full_name = models.CharField(_("full name"), max_length=160, blank=True)
    other_names = models.CharField(_("other names"), max_length=160, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    date_of_birth = models.DateField(_("date of birth"), null=True, blank=True)
    date_of_birth_precision = models.CharField(
        max_length=5, choices=Precision, default=Precision.DAY
    )
    language = models.CharField(_("language"), max_length=20, blank=True)  # BCP 47
    interpreter = models.BooleanField(_("needs an interpreter"), default=False)
    # A child's record: who decides for them, and from when they speak for themself.
    parental_responsibility = models.CharField(
        _("who holds parental responsibility"), max_length=300, blank=True
    )
    speaks_for_self_from = models.DateField(_("speaks for themself from"), null=True, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="residents")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="resident",
    )
    state = models.CharField(max_length=5, choices=State, default=State.OPEN)
    last_heard_at = models.DateTimeField(null=True)  # kept by the actions

    objects = ResidentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(known_as=""), name="everybody_is_called_something"),
        ]
        indexes = [models.Index(fields=["date_of_birth"], name="residents_by_birth")]

    def __str__(self) -> str:
        return self.known_as

    def may_be_a_child(self, today: datetime.date) -> bool:
        """Whether somebody is under 18, or may be: the law of parents ends there (Children Act 1989).

        A date of birth that is known to the month or the year ends with that month or year.
        """
        born = self.date_of_birth
        if born is None:
            return True
        latest = {
            "year": (12, 31),
            "month": (born.month, 31),
            "day": (born.month, born.day),
        }[self.date_of_birth_precision]
        return (today.year - 18, today.month, today.day) < (born.year, *latest)

    def nearness(self, user: User, right: Right) -> Reach:
        """By how short a reach this user is connected with the resident (see hubs.access)."""
        seen_from, written_from = self.nearnesses(user)
        return written_from if right == Right.WRITE_RECORD else seen_from

    def nearnesses(self, user: User) -> tuple[Reach, Reach]:
        """How near this user stands for reading, and for writing."""
        with connection.cursor() as cursor:
            cursor.execute(f"{NEAR} %s", [user.pk, self.pk])
            ((seen_from, written_from, _opened),) = cursor.fetchone()
        return Reach(seen_from), Reach(written_from)

    def kept_from(self, user: User) -> set[str]:
        """The sections of their page that they keep from this user, as the database tells."""
        with connection.cursor() as cursor:
            cursor.execute("select section from noes_for(%s, %s)", [user.pk, self.pk])
            return {section for (section,) in cursor.fetchall()}


class ContactPointQuerySet(models.QuerySet["ContactPoint"]):
    def safe(self) -> ContactPointQuerySet:
        return self.filter(safe_to_contact=True)


@pghistory.track()
class ContactPoint(Row):
    """A way to reach somebody, and whether it is safe. Nothing is ever sent to an unsafe one."""

    class Channel(models.TextChoices):
        MOBILE = "mobile", _("mobile")
        PHONE = "phone", _("phone at home")
        EMAIL = "email", _("e-mail")
        POST = "post", _("post")
        IN_PERSON = "in_person", _("in person")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="contact_points")
    channel = models.CharField(_("how"), max_length=10, choices=Channel)
    value = models.CharField(_("number or address"), max_length=200)
    # Asked in private; None: nobody asked yet. Nothing is sent but where it is safe.
    safe_to_contact = models.BooleanField(_("safe to use"), null=True)
    ok_to_leave_message = models.BooleanField(_("a message may be left"), default=False)
    best_times = models.CharField(_("best times"), max_length=120, blank=True)

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["resident"], name="contact_points_of_resident")]


def born(day: datetime.date | None, precision: str) -> str:
    """A date of birth as far as it is known: "1951", "1951-03" or "1951-03-14" (ISO 8601)."""
    if day is None:
        return ""
    return {"year": f"{day:%Y}", "month": f"{day:%Y-%m}"}.get(precision, f"{day:%Y-%m-%d}")


def birth(text: str) -> tuple[datetime.date | None, Resident.Precision]:
    """The day and precision that `born` wrote. Raises ValueError for what is no day that has been."""
    parts = text.split("-") if text else []
    if len(parts) > 3:
        raise ValueError
    precision = [Resident.Precision.YEAR, Resident.Precision.MONTH, Resident.Precision.DAY]
    if not parts:
        return None, Resident.Precision.DAY
    try:
        year, month, day = (*map(int, parts), 1, 1)[:3]
        born_on = datetime.date(year, month, day)
    except OverflowError:
        raise ValueError from None
    if not born_on.year >= 1890 or born_on > timezone.localdate():
        raise ValueError
    return born_on, precision[len(parts) - 1]

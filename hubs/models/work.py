"""Places, hubs, teams, and who works there in which role."""

from __future__ import annotations

import datetime
import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.access import Reach, Right, memberships, roles_with
from hubs.models.organisation import SOUNDS_ALIKE, Organisation
from hubs.working_days import Nation
from relational.kernel.base import Row
from relational.kernel.models import User

MOST_DAYS, MOST_WEEKS = 90, 26  # of an ask that waits, and until the last question about it


class Place(Row):
    """A neighbourhood, as the people who live there call it."""

    name = models.CharField(_("name"), max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name

    def nearness(self, user: User, right: Right) -> Reach:
        """A place belongs to nobody in particular."""
        return Reach.EVERYWHERE


class Hub(Row):
    """A door in a neighbourhood, and the people who work behind it."""

    name = models.CharField(_("name"), max_length=80)
    address = models.CharField(_("address"), max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="hubs")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="hubs")
    # Nothing is sent between these hours, and a promise's letter goes out when they end. The same
    # hour twice means that no hour is quiet.
    quiet_from = models.TimeField(default=datetime.time(20))
    quiet_until = models.TimeField(default=datetime.time(8))
    # How long help that is asked in may wait, in working days of the nation, and after how many
    # weeks from a yes the resident is asked whether it helped.
    nation = models.CharField(_("bank holidays"), max_length=3, choices=Nation, default="ENG")
    unopened_after = models.PositiveSmallIntegerField(default=3)
    unanswered_after = models.PositiveSmallIntegerField(default=10)
    expires_after = models.PositiveSmallIntegerField(default=30)
    heard_after = models.PositiveSmallIntegerField(default=2)
    heard_again_after = models.PositiveSmallIntegerField(default=8)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    unopened_after__gte=1,
                    unanswered_after__gt=F("unopened_after"),
                    expires_after__gt=F("unanswered_after"),
                    expires_after__lte=MOST_DAYS,
                ),
                name="an_ask_waits_in_this_order",
            ),
            models.CheckConstraint(
                condition=Q(
                    heard_after__gte=1,
                    heard_again_after__gt=F("heard_after"),
                    heard_again_after__lte=MOST_WEEKS,
                ),
                name="they_are_asked_twice_in_this_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def nearness(self, user: User, right: Right) -> Reach:
        """Near for who works there, then for who works for the same organisation."""
        if any(membership.hub_id == self.pk for membership in memberships(user)):
            return Reach.HUB
        return self.organisation.nearness(user, right)

    def first_moment(self, now: datetime.datetime) -> datetime.datetime:
        """The first moment from `now` on that is not in the quiet hours."""
        here = timezone.localtime(now)
        if not self._is_quiet(here.time()):
            return now
        day = here.date() + datetime.timedelta(days=here.time() >= self.quiet_until)
        return timezone.make_aware(datetime.datetime.combine(day, self.quiet_until))

    def _is_quiet(self, time: datetime.time) -> bool:
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= time < self.quiet_until
        return time >= self.quiet_from or time < self.quiet_until  # over midnight


class Team(Row):
    """People of a hub who work side by side."""

    name = models.CharField(_("name"), max_length=80)
    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="teams")

    def __str__(self) -> str:
        return self.name

    def nearness(self, user: User, right: Right) -> Reach:
        """As near as its hub."""
        return self.hub.nearness(user, right)


class Role(models.TextChoices):
    """What somebody is at work. What each may do stands in `hubs/access.py`."""

    PRACTITIONER = "practitioner", _("practitioner")
    CONNECTOR = "connector", _("connector")
    PEER = "peer", _("peer")
    RECEIVER = "receiver", _("receiver")
    HUB_MANAGER = "hub_manager", _("hub manager")
    SENIOR_MANAGER = "senior_manager", _("senior manager")
    COMMISSIONER = "commissioner", _("commissioner")
    POLICY_PARTNER = "policy_partner", _("policy partner")
    PRIVACY_OFFICER = "privacy_officer", _("privacy officer")
    ADMINISTRATOR = "administrator", _("administrator")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> MembershipQuerySet:
        """Those that hold today."""
        today = timezone.localdate()
        return self.filter(Q(ends__isnull=True) | Q(ends__gt=today), starts__lte=today)

    def with_right(self, right: Right) -> MembershipQuerySet:
        """Those in a role that has a right."""
        return self.filter(role__in=roles_with(right))

    def at(self, hub: Hub) -> MembershipQuerySet:
        """Those at a hub today, by the names of who works there."""
        here = self.current().filter(hub=hub).select_related("user", "team", "organisation")
        return here.order_by("user__display_name", "pk")

    def user_ids(self) -> set[uuid.UUID]:
        return set(self.values_list("user_id", flat=True))

    def of_people_called(self, words: str) -> MembershipQuerySet:
        """Those of people whose name has these words in it, or is spelt like them."""
        spelt_alike = TrigramWordSimilarity(words, "user__display_name")
        return self.annotate(spelt_alike=spelt_alike).filter(
            Q(user__display_name__icontains=words) | Q(spelt_alike__gte=SOUNDS_ALIKE)
        )


@pghistory.track()
class Membership(Row):
    """Somebody works for an organisation, perhaps at a hub and in a team, in a role, for a time."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")
    hub = models.ForeignKey(
        Hub, on_delete=models.PROTECT, null=True, blank=True, related_name="members"
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="members"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("to"), null=True, blank=True)  # the first day without it
    full = models.BooleanField(_("I’m full"), default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="membership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(team__isnull=True) | Q(hub__isnull=False),
                name="a_team_is_in_a_hub",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "role"], name="membership_by_user"),
            models.Index(fields=["hub", "user"], name="membership_by_hub"),
        ]


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        """Those that still let somebody in."""
        return self.filter(
            taken_at__isnull=True, withdrawn_at__isnull=True, ends_at__gt=timezone.now()
        )

    def to_hub(self, hub: Hub) -> InvitationQuerySet:
        return self.filter(hub=hub).select_related("team").order_by("email", "pk")


class Invitation(Row):
    """Somebody is asked by e-mail to work at a hub. The link opens once; its SHA-256 is kept."""

    email = models.EmailField(_("e-mail"))
    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="invitations")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()


class CoverQuerySet(models.QuerySet["Cover"]):
    def not_over(self) -> CoverQuerySet:
        """Those that hold today, or are to come."""
        return self.filter(ended_at__isnull=True, until__gte=timezone.localdate())

    def today(self) -> CoverQuerySet:
        """Those that hold today."""
        return self.not_over().filter(starts__lte=timezone.localdate())

    def by_day(self) -> CoverQuerySet:
        return self.select_related("who", "instead_of").order_by("starts", "pk")


class Cover(Row):
    """Somebody stands in for a colleague, from a day until a day: for leave, or on duty days.

    While it holds they see those whom the colleague walks with, as the colleague does.
    """

    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="covers")
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    instead_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    starts = models.DateField(_("from"))
    until = models.DateField(_("to"))  # the last day with it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("starts")), name="a_cover_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(who=F("instead_of")), name="nobody_stands_in_for_themself"
            ),
        ]
        indexes = [models.Index(fields=["who", "until"], name="covers_of_who_stands_in")]

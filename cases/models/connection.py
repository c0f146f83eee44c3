"""The circle: who and what is around a resident, from a sister to the housing office."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.resident import Resident
from hubs.models import Organisation
from relational.kernel.base import Row


class ConnectionQuerySet(models.QuerySet["Connection"]):
    def open(self) -> ConnectionQuerySet:
        """Those that hold now."""
        return self.filter(until__isnull=True)

    def ended(self) -> ConnectionQuerySet:
        return self.filter(until__isnull=False)

    def with_sight(self) -> ConnectionQuerySet:
        """Those by which somebody at work sees the record, as the database's own rule tells."""
        sees = "(select true from sight(cases_connection.user_id) s "
        sees += "where s.resident_id = cases_connection.resident_id and s.near = 1 limit 1)"
        return (
            self.filter(user__isnull=False)
            .alias(
                sees=RawSQL(sees, [], output_field=models.BooleanField())  # noqa: S611
            )
            .filter(sees=True)
        )

    def around(self) -> ConnectionQuerySet:
        """Each with whom or what it is with."""
        return self.select_related("user", "organisation")


@pghistory.track()
class Connection(Row):
    """Somebody or something around a resident: one user, one organisation, or one named person.

    Sight of the record ends the moment the connection ends.
    """

    class Part(models.TextChoices):
        LEAD = "lead", _("walks with")
        ALONGSIDE = "alongside", _("alongside")
        SPECIALIST = "specialist", _("specialist")
        CONNECTOR = "connector", _("connector")
        PEER = "peer", _("peer")
        FAMILY = "family", _("family")
        FRIEND = "friend", _("friend")
        NEIGHBOUR = "neighbour", _("neighbour")
        ADVOCATE = "advocate", _("advocate")

    class Depth(models.TextChoices):
        """How much somebody walks with a resident, as they say it of themself."""

        LIGHT = "light", _("light")
        STEADY = "steady", _("steady")
        DEEP = "deep", _("deep")

    class Closeness(models.TextChoices):
        CLOSE = "close", _("close")
        STEADY = "steady", _("steady")
        STRAINED = "strained", _("strained")

    class Voice(models.TextChoices):
        """What somebody who signs in here may do with the record."""

        READS = "reads", _("reads")
        CONTRIBUTES = "contributes", _("reads and writes")
        NEITHER = "neither", _("neither reads nor writes")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="connections")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="connections",
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="connections"
    )
    person = models.CharField(_("name"), max_length=120, blank=True)  # who does not sign in here
    part = models.CharField(_("part"), max_length=20, choices=Part, default=Part.LEAD)
    about = models.CharField(
        _("in a few words"), max_length=200, blank=True
    )  # "next door, has a key"
    depth = models.CharField(_("depth"), max_length=6, choices=Depth, blank=True)
    closeness = models.CharField(_("how close"), max_length=8, choices=Closeness, blank=True)
    chosen_by_resident = models.BooleanField(_("they chose"), null=True)  # None: nobody asked
    voice = models.CharField(max_length=11, choices=Voice, default=Voice.CONTRIBUTES)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    how_ended = models.CharField(_("how it ended"), max_length=300, blank=True)
    resident_view = models.CharField(_("what they say to it"), max_length=300, blank=True)

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident"],
                condition=Q(part="lead", until__isnull=True),
                name="at_most_one_lead",
            ),
            models.UniqueConstraint(
                fields=["resident", "user"],
                condition=Q(until__isnull=True, user__isnull=False),
                name="connected_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["resident", "organisation"],
                condition=Q(until__isnull=True, organisation__isnull=False),
                name="organisation_connected_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, organisation__isnull=True, person="")
                | Q(user__isnull=True, organisation__isnull=False, person="")
                | Q(user__isnull=True, organisation__isnull=True) & ~Q(person=""),
                name="a_connection_is_one_of_three",
            ),
            models.CheckConstraint(
                condition=~Q(part="lead") | Q(user__isnull=False),
                name="a_lead_signs_in",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(voice="neither"),
                name="who_does_not_sign_in_does_not_read",
            ),
            models.CheckConstraint(
                condition=~Q(part="lead") | Q(voice="contributes"),
                name="a_lead_contributes",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=False) | Q(how_ended=""),
                name="only_what_ended_says_how",
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "resident"],
                name="open_connections_of_user",
                condition=Q(until__isnull=True),
            )
        ]

    @property
    def called(self) -> str:
        """Whom or what it is with. Read it `around`."""
        if self.user is not None:
            return self.user.called
        return self.organisation.name if self.organisation is not None else self.person

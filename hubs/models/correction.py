"""What anybody says is not right in the directory, until somebody at work has looked at it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hubs.models.directory import Service
from hubs.models.organisation import Organisation
from relational.kernel.base import Row


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def waiting(self) -> CorrectionQuerySet:
        """Those that nobody has looked at, the oldest first."""
        return self.filter(state=Correction.State.WAITING).with_thing().order_by("made_at", "pk")

    def decided(self) -> CorrectionQuerySet:
        """Those that somebody has looked at, the latest first."""
        return (
            self.exclude(state=Correction.State.WAITING)
            .with_thing()
            .select_related("decided_by")
            .order_by("-decided_at", "-pk")
        )

    def with_thing(self) -> CorrectionQuerySet:
        return self.select_related("service", "organization")


class Correction(Row):
    """Somebody says that something about a service or a group is otherwise. Never deleted."""

    class State(models.TextChoices):
        WAITING = "waiting", _("nobody has looked at it yet")
        TAKEN_UP = "taken_up", _("taken up")
        LEFT = "left", _("left as it was")

    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="corrections")
    organization = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="corrections"
    )
    what = models.TextField(_("what is not right"))
    contact = models.CharField(_("how to reach you"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(service__isnull=True, organization__isnull=False)
                | Q(service__isnull=False, organization__isnull=True),
                name="corrected_is_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="a_decision_has_its_moment",
            ),
        ]

    @property
    def thing(self) -> Service | Organisation:
        """What it is about."""
        thing = self.service or self.organization
        assert thing is not None  # corrected_is_one_thing
        return thing

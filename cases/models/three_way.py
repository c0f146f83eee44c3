"""The meeting of three by which somebody is handed over: who walks with them, who takes over, and they."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.referral import OPEN_TO_THE_SERVICE, Referral
from relational.kernel.base import Row
from relational.kernel.models import User


class ThreeWayMeetingQuerySet(models.QuerySet["ThreeWayMeeting"]):
    def taken_over_by(self, user: User) -> ThreeWayMeetingQuerySet:
        return self.filter(taker=user)

    def under_way(self) -> ThreeWayMeetingQuerySet:
        """Those of asks that are not over, which are then not signed by both."""
        return self.filter(referral__state__in=OPEN_TO_THE_SERVICE)


@pghistory.track()
class ThreeWayMeeting(Row):
    """What the three said, signed by who hands over and by who takes over: then the lead changes.

    Whoever changes it takes the signatures away; what both have signed is not changed.
    """

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="three_way")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Their names of then: not each of the three sees the others' rows.
    giver_name = models.CharField(max_length=160)
    taker_name = models.CharField(max_length=160)
    met_on = models.DateField(_("when you met"))
    # Who stood in for the resident; empty where they were there themself.
    advocate = models.CharField(max_length=120, blank=True)
    resident_view = models.CharField(_("what they say to it"), max_length=300)
    stays = models.BooleanField(default=True)  # alongside, who hands over
    giver_signed_at = models.DateTimeField(null=True)
    taker_signed_at = models.DateTimeField(null=True)

    objects = ThreeWayMeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(giver=F("taker")), name="a_hand_over_takes_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(resident_view=""), name="a_hand_over_says_their_view"
            ),
        ]
        indexes = [models.Index(fields=["taker"], name="three_ways_of_taker")]

    @property
    def is_signed(self) -> bool:
        """Whether both have signed."""
        return self.giver_signed_at is not None and self.taker_signed_at is not None

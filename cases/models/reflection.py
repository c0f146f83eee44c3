"""A reflection: what happened, what surprised, what next; and a reply from a colleague."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.note import Note
from cases.models.resident import Resident
from hubs.access import Reach, Right, memberships
from hubs.models import Team
from relational.kernel.base import Row
from relational.kernel.models import User


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    def written_by(self, user: User) -> ReflectionQuerySet:
        return self.filter(author=user)

    def shared(self) -> ReflectionQuerySet:
        return self.filter(shared_at__isnull=False)

    def shared_by_others(self, user: User) -> ReflectionQuerySet:
        """What colleagues shared, the latest first."""
        return self.shared().exclude(author=user).order_by("-shared_at", "-pk")

    def newest_first(self) -> ReflectionQuerySet:
        return self.order_by("-made_at", "-pk")


@pghistory.track()
class Reflection(Row):
    """Thirty seconds of test and learn. Its author's alone, until they share it with their team."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reflections"
    )
    what_happened = models.CharField(_("what happened?"), max_length=2_000, blank=True)
    what_surprised = models.CharField(_("what surprised you?"), max_length=2_000, blank=True)
    what_next = models.CharField(_("what next?"), max_length=2_000, blank=True)
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="reflections"
    )
    shared_at = models.DateTimeField(null=True, blank=True)

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(what_happened="", what_surprised="", what_next=""),
                name="a_reflection_says_something",
            ),
            models.CheckConstraint(
                condition=Q(shared_at__isnull=True, team__isnull=True)
                | Q(shared_at__isnull=False, team__isnull=False),
                name="shared_is_shared_with_a_team",
            ),
        ]
        indexes = [
            models.Index(fields=["author", "made_at"], name="reflections_of_author"),
            models.Index(fields=["team", "shared_at"], name="reflections_of_team"),
        ]

    def nearness(self, user: User, right: Right) -> Reach:
        """Near for its author; once shared also for its team, then its hub (see hubs.access)."""
        if self.author_id == user.pk:
            return Reach.OWN
        if self.team is None:
            return Reach.EVERYWHERE
        if any(membership.team_id == self.team_id for membership in memberships(user)):
            return Reach.TEAM
        return self.team.nearness(user, right)


@pghistory.track()
class ReflectionAbout(Row):
    """Whom a reflection is about, for those who see that resident; apart, so that others do not."""

    reflection = models.OneToOneField(Reflection, on_delete=models.CASCADE, related_name="about")
    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="reflections")
    note = models.ForeignKey(
        Note, on_delete=models.SET_NULL, null=True, blank=True, related_name="reflections"
    )


@pghistory.track()
class ReflectionReply(Row):
    """An answer to a reflection that was shared."""

    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("your answer"), max_length=2_000)

    class Meta:
        indexes = [models.Index(fields=["reflection", "made_at"], name="replies_of_reflection")]

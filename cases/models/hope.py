"""What somebody hopes for, how near it is, and the steps towards it."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.resident import Resident
from relational.kernel.base import Row

EASIER_BELOW = 7  # confidence under which it is asked what would make a step easier


def _out_of_ten(least: int) -> list:
    return [MinValueValidator(least), MaxValueValidator(10)]


@pghistory.track()
class Hope(Row):
    """Something somebody hopes for. Its words are never rewritten: another hope takes their place."""

    class State(models.TextChoices):
        DREAMING = "dreaming", _("dreaming of it")
        WORKING_ON = "working_on", _("working on it")
        REACHED = "reached", _("reached")
        CHANGED_MIND = "changed_mind", _("changed their mind")
        RESTING = "resting", _("resting")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="hopes")
    text = models.CharField(_("what they hope for"), max_length=1_000)
    why = models.CharField(_("why it matters"), max_length=1_000, blank=True)
    importance = models.PositiveSmallIntegerField(
        _("how important"), null=True, blank=True, validators=_out_of_ten(1)
    )
    state = models.CharField(max_length=12, choices=State, default=State.DREAMING)
    state_since = models.DateTimeField(default=timezone.now)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_hope_says_something"),
            models.CheckConstraint(
                condition=Q(importance__isnull=True) | Q(importance__range=(1, 10)),
                name="importance_is_one_to_ten",
            ),
        ]
        indexes = [models.Index(fields=["resident"], name="hopes_of_resident")]
        triggers = [
            pgtrigger.Protect(
                name="hopes_are_not_rewritten",
                operation=pgtrigger.UpdateOf("resident_id", "text", "author_id") | pgtrigger.Delete,
            )
        ]


@pghistory.track()
class Nearness(Row):
    """How near a hope was on a day, 0 (far) to 10 (there), as somebody said it."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+")
    hope = models.ForeignKey(Hope, on_delete=models.CASCADE, related_name="nearnesses")
    value = models.PositiveSmallIntegerField(_("how near"), validators=_out_of_ten(0))
    said_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(value__range=(0, 10)), name="nearness_is_0_to_10"),
        ]
        indexes = [models.Index(fields=["hope", "said_at"], name="nearnesses_of_hope")]


@pghistory.track()
class Step(Row):
    """One step towards a hope. A resident's step and a worker's look the same."""

    class State(models.TextChoices):
        NEXT = "next", _("next")
        DOING = "doing", _("doing it")
        DONE = "done", _("done")
        NOT_FOR_ME = "not_for_me", _("not for me")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="steps")
    hope = models.ForeignKey(Hope, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(_("what"), max_length=500)
    who = models.CharField(_("who"), max_length=120, blank=True)
    when = models.DateField(_("when"), null=True, blank=True)
    confidence = models.PositiveSmallIntegerField(
        _("how sure"), null=True, blank=True, validators=_out_of_ten(1)
    )
    easier = models.CharField(_("what would make it easier"), max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.NEXT)
    state_since = models.DateTimeField(default=timezone.now)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="a_step_says_something"),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__range=(1, 10)),
                name="confidence_is_one_to_ten",
            ),
        ]
        indexes = [models.Index(fields=["hope"], name="steps_of_hope")]

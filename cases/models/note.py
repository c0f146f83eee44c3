"""A conversation: what somebody said, what we heard, what we agreed."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.resident import Resident
from relational.kernel.base import Row


class NoteQuerySet(models.QuerySet["Note"]):
    def standing(self) -> NoteQuerySet:
        """Those that no correction has taken the place of."""
        return self.filter(correction__isnull=True)

    def with_words(self) -> NoteQuerySet:
        """Those in which the person's own words stand."""
        return self.filter(entered_in_error="").exclude(their_words="")

    def newest_first(self) -> NoteQuerySet:
        return self.order_by("-happened_at", "-pk")


@pghistory.track()
class Note(Row):
    """A conversation with a resident. A correction supersedes it; nothing overwrites it."""

    class Mode(models.TextChoices):
        DROP_IN = "drop_in", _("at the drop-in")
        HOME = "home", _("at home")
        PHONE = "phone", _("on the phone")
        TEXT = "text", _("by text")
        WALK = "walk", _("on a walk")
        GROUP = "group", _("at a group")
        VIDEO = "video", _("by video")
        OTHER = "other", _("somewhere else")

    class Withheld(models.TextChoices):
        """Why the resident does not see an entry (Data Protection Act 2018, schedule 3)."""

        SERIOUS_HARM = "serious_harm", _("reading it could cause serious harm")
        SOMEBODY_ELSE = "somebody_else", _("it tells of somebody else")
        CRIME = "crime", _("it could get in the way of preventing a crime")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField(_("when it was"))
    mode = models.CharField(_("where it was"), max_length=10, choices=Mode, blank=True)
    their_words = models.TextField(_("what they said"), max_length=20_000, blank=True)
    what_we_heard = models.TextField(_("what we heard"), max_length=20_000, blank=True)
    agreed = models.TextField(_("what we agreed"), max_length=2_000, blank=True)
    told_again = models.BooleanField(_("they had to tell their story again"), default=False)
    withheld = models.CharField(max_length=20, choices=Withheld, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="correction"
    )
    correction_reason = models.CharField(max_length=300, blank=True)
    entered_in_error = models.CharField(max_length=300, blank=True)  # the reason

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(their_words="", what_we_heard="", agreed=""),
                name="a_conversation_says_something",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(correction_reason=""),
                name="a_correction_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["resident", "-happened_at", "-id"], name="notes_of_resident"),
        ]

"""What somebody needs so that things work for them, and what keeps everybody safe."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.resident import Resident
from relational.kernel.base import Row


class NoLonger(models.QuerySet):
    """Things that hold until somebody says they hold no longer."""

    def open(self):
        """Those that hold now."""
        return self.filter(until__isnull=True)

    def of(self, resident):
        """Those of somebody; an expression will do."""
        return self.filter(resident=resident)


@pghistory.track()
class AccessNeed(Row):
    """How somebody needs information and contact, so that they can read, hear and answer.

    The kinds are the four subsets of the Accessible Information Standard (DCB1605).
    """

    class Kind(models.TextChoices):
        CONTACT = "contact", _("a way of contact")
        FORMAT = "format", _("a format of letters and papers")
        PROFESSIONAL = "professional", _("an interpreter or another professional")
        SUPPORT = "support", _("support with talking and understanding")

    class Format(models.TextChoices):
        """In what format letters are written; where the need is a format."""

        LARGE_PRINT = "large_print", _("large print")
        EASY_READ = "easy_read", _("easy read")
        AUDIO = "audio", _("audio")
        BRAILLE = "braille", _("Braille")
        ELECTRONIC = "electronic", _("electronic, for a screen reader")
        TRANSLATED = "translated", _("in another language")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="access_needs")
    kind = models.CharField(_("what kind"), max_length=12, choices=Kind)
    format = models.CharField(_("which format"), max_length=12, choices=Format, blank=True)
    what = models.CharField(_("what they need"), max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(null=True, blank=True)

    objects = NoLonger.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(format="", what=""), name="an_access_need_says_what"
            ),
            models.CheckConstraint(
                condition=Q(kind="format") | Q(format=""), name="only_a_format_need_names_a_format"
            ),
        ]


# A need of a format, as somebody would say it.
PAPERS = {
    AccessNeed.Format.LARGE_PRINT: _("Letters and papers in large print"),
    AccessNeed.Format.EASY_READ: _("Letters and papers in easy read"),
    AccessNeed.Format.AUDIO: _("Letters and papers to listen to"),
    AccessNeed.Format.BRAILLE: _("Letters and papers in Braille"),
    AccessNeed.Format.ELECTRONIC: _("Papers as files, for a screen reader"),
    AccessNeed.Format.TRANSLATED: _("Letters and papers in another language"),
}


@pghistory.track()
class Adjustment(Row):
    """Something done differently for somebody, without having to name a condition."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="adjustments")
    what = models.CharField(_("what we do differently"), max_length=300)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(null=True, blank=True)

    objects = NoLonger.as_manager()


class VisitNoteQuerySet(NoLonger):
    def told(self):
        """Those nothing is withheld about."""
        return self.filter(withheld="")

    def waiting_for_review(self):
        """Those that are withheld until somebody else has looked at them."""
        return self.open().exclude(withheld="").filter(reviewed_at__isnull=True)


@pghistory.track()
class VisitNote(Row):
    """How to visit safely. The resident reads it, unless a reviewed reason withholds it."""

    class Withheld(models.TextChoices):
        """Why the resident does not see it (Data Protection Act 2018, schedule 3)."""

        SERIOUS_HARM = "serious_harm", _("reading it could cause serious harm")
        SOMEBODY_ELSE = "somebody_else", _("it tells of somebody else")
        CRIME = "crime", _("it could get in the way of preventing a crime")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="visit_notes")
    text = models.CharField(_("how to visit safely"), max_length=500)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withheld = models.CharField(max_length=20, choices=Withheld, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)

    objects = VisitNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("author")),
                name="nobody_reviews_their_own_withholding",
            ),
        ]


@pghistory.track()
class NotThisPerson(Row):
    """Somebody who must never see this record, whatever their role."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="not_these")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("why"), max_length=300)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(null=True, blank=True)

    objects = NoLonger.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "user"],
                condition=Q(until__isnull=True),
                name="not_this_person_once",
            ),
        ]


class KinQuerySet(NoLonger):
    def of(self, resident):
        """Those at one end of which somebody stands; an expression will do."""
        return self.filter(Q(resident=resident) | Q(other=resident))

    def between(self, one: Resident, another: Resident):
        """Those that link these two, whichever way."""
        return self.of(one).of(another)


@pghistory.track()
class Kin(Row):
    """A resident linked to a resident. It grants no sight of either record."""

    class Kind(models.TextChoices):
        """What the other one is to this one."""

        HOUSEHOLD = "household", _("lives in the same household")
        PARENT = "parent", _("parent")
        CHILD = "child", _("child")
        PARTNER = "partner", _("partner")
        SIBLING = "sibling", _("brother or sister")
        CARER = "carer", _("carer")
        OTHER = "other", _("another relation")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="kin")
    other = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("what they are to each other"), max_length=10, choices=Kind)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(null=True, blank=True)

    objects = KinQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(resident=F("other")), name="nobody_is_their_own_kin"
            ),
            models.UniqueConstraint(
                fields=["resident", "other"], condition=Q(until__isnull=True), name="kin_once"
            ),
        ]

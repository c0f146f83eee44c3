"""What matters to somebody: seven sections in their words, versions that are never overwritten."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.resident import Resident
from relational.kernel.base import Row


class Section(models.TextChoices):
    """The sections of About Me, in the order the standard gives them.

    Source: PRSB, About Me 2.01. The labels are ours, in plain words.
    """

    MOST_IMPORTANT = "most_important", _("What matters most to me")
    PEOPLE_IMPORTANT = "people_important", _("People who are important to me")
    HOW_TO_COMMUNICATE = "how_to_communicate", _("How to talk with me")
    MY_WELLNESS = "my_wellness", _("How I am, and how to keep me well")
    PLEASE_DO_AND_DO_NOT = "please_do_and_do_not", _("Please do, and please don’t")
    HOW_TO_SUPPORT = "how_to_support", _("How to help me")
    ALSO_WORTH_KNOWING = "also_worth_knowing", _("Something else worth knowing")


class Voice(models.TextChoices):
    """Whose words a statement is in."""

    OWN = "own", _("their own words")
    WITH_SUPPORT = "with_support", _("written with support")
    ON_BEHALF = "on_behalf", _("written on their behalf")


class StatementQuerySet(models.QuerySet["Statement"]):
    def kept_in_place(self) -> StatementQuerySet:
        """Those that were shown when they were saved."""
        return self.filter(set_aside=False)

    def shown(self) -> StatementQuerySet:
        """The latest of each section."""
        return self.filter(pk=models.Subquery(_latest()))

    def waiting_for_a_choice(self) -> StatementQuerySet:
        """Those saved while somebody else saved first, until somebody has chosen."""
        return self.filter(set_aside=True, settled_at__isnull=True)

    def shown_or_waiting(self) -> StatementQuerySet:
        """The latest of each section, and those waiting for a choice."""
        return self.filter(
            Q(pk=models.Subquery(_latest())) | Q(set_aside=True, settled_at__isnull=True)
        ).order_by("number")


def _latest() -> models.QuerySet:
    """The key of the latest version in the section of an outer statement."""
    in_place = Statement.objects.kept_in_place().filter(
        resident=models.OuterRef("resident"), section=models.OuterRef("section")
    )
    return in_place.order_by("-number").values("pk")[:1]


@pghistory.track()
class Statement(Row):
    """One version of what somebody says in one section. Nothing overwrites it, ever.

    The latest version is shown. A text saved while somebody else saved first is set aside: kept in
    the history beside the others until its author has chosen or put both together.
    """

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="statements")
    section = models.CharField(max_length=24, choices=Section)
    number = models.PositiveIntegerField()  # its place among the versions of its section, from 1
    text = models.TextField(max_length=20_000, blank=True)
    dont = models.TextField(max_length=20_000, blank=True)  # "please don't"; in its section only
    language = models.CharField(max_length=20, blank=True)  # of both texts, BCP 47
    voice = models.CharField(max_length=12, choices=Voice)
    supported_by = models.CharField(max_length=160, blank=True)
    how_completed = models.CharField(max_length=300, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    signed = models.CharField(max_length=80, blank=True)  # the resident, sitting together
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later"
    )
    from_suggestion = models.ForeignKey(
        "Suggestion", on_delete=models.PROTECT, null=True, blank=True, related_name="statements"
    )
    set_aside = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    @property
    def theirs(self) -> bool:
        """Whether these are the resident's words, which nobody else changes."""
        return self.voice != Voice.ON_BEHALF

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "section", "number"], name="one_statement_a_number"
            ),
            models.CheckConstraint(
                condition=Q(section=Section.PLEASE_DO_AND_DO_NOT) | Q(dont=""),
                name="please_dont_in_its_section",
            ),
            models.CheckConstraint(
                condition=~Q(voice=Voice.ON_BEHALF) | ~Q(how_completed=""),
                name="on_behalf_says_how",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, signed="")
                | Q(agreed_at__isnull=False) & ~Q(signed=""),
                name="agreed_is_signed",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="words_never_change",
                operation=pgtrigger.UpdateOf(
                    "resident_id",
                    "section",
                    "number",
                    "text",
                    "dont",
                    "language",
                    "voice",
                    "author_id",
                    "supersedes_id",
                    "set_aside",
                    "signed",
                )
                | pgtrigger.Delete,
            ),
        ]


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def waiting(self) -> SuggestionQuerySet:
        return self.filter(state=Suggestion.State.WAITING)

    def other_words(self) -> SuggestionQuerySet:
        """Those whose very words became no version."""
        return self.exclude(state=Suggestion.State.TAKEN)


@pghistory.track()
class Suggestion(Row):
    """Other words that a worker proposes. The resident takes, changes or leaves them."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        TAKEN = "taken", _("taken")
        CHANGED = "changed", _("taken with changes")
        LEFT = "left", _("left")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="suggestions")
    section = models.CharField(max_length=24, choices=Section)
    against = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="suggestions")
    text = models.TextField(max_length=20_000, blank=True)
    dont = models.TextField(max_length=20_000, blank=True)
    language = models.CharField(max_length=20, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    signed = models.CharField(max_length=80, blank=True)  # the resident, where decided together

    objects = SuggestionQuerySet.as_manager()

    theirs = True  # a suggestion is made to words of theirs, and they decide


class StaffViewQuerySet(models.QuerySet["StaffView"]):
    def standing(self) -> StaffViewQuerySet:
        """The latest of each author."""
        return self.filter(later__isnull=True)


@pghistory.track()
class StaffView(Row):
    """What a worker sees, beside the person's own words and never over them."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="staff_views")
    section = models.CharField(max_length=24, choices=Section)
    text = models.TextField(max_length=20_000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later"
    )

    objects = StaffViewQuerySet.as_manager()

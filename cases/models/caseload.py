"""A list of people that somebody brings in: what stood in it, and what became of each line."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from relational.kernel.base import Row
from relational.kernel.models import User


class CaseloadImportQuerySet(models.QuerySet["CaseloadImport"]):
    def of(self, user: User) -> CaseloadImportQuerySet:
        return self.filter(user=user)

    def at_work(self) -> CaseloadImportQuerySet:
        """Those that are coming in, or being taken out."""
        return self.filter(state__in=[CaseloadImport.State.BRINGING, CaseloadImport.State.UNDOING])

    def newest_first(self) -> CaseloadImportQuerySet:
        return self.order_by("-made_at", "-pk")


class CaseloadImport(Row):
    """A list that somebody chose. Nobody else sees it, and its lines are kept for a week."""

    class State(models.TextChoices):
        READ = "read", _("waits for you")
        BRINGING = "bringing", _("is coming in")
        IN = "in", _("is in")
        UNDOING = "undoing", _("is being taken out")
        UNDONE = "undone", _("was taken out")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.READ)
    digest = models.CharField(max_length=64)  # SHA-256 of the file: the same file sent twice is one
    read_as = models.CharField(max_length=80)  # "CSV, UTF-8"
    columns = models.JSONField()  # [[heading, what it is read as, or "", why it is left out]]
    brought = models.PositiveIntegerField(default=0)
    in_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = CaseloadImportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "-made_at"], name="caseloads_of_user")]


class CaseloadRowQuerySet(models.QuerySet["CaseloadRow"]):
    def to_bring(self) -> CaseloadRowQuerySet:
        """Those that are to come in and have not."""
        return self.filter(wanted=True, resident_id__isnull=True).order_by("line")

    def not_in(self) -> CaseloadRowQuerySet:
        return self.filter(resident_id__isnull=True)

    def kept_in(self) -> CaseloadRowQuerySet:
        """Those that stayed when the others were taken out."""
        return self.exclude(kept="")

    def standing(self, standing: int) -> CaseloadRowQuerySet:
        return self.filter(standing=standing)

    def what_to_look_at_first(self) -> CaseloadRowQuerySet:
        return self.order_by("standing", "line")

    def counted(self) -> dict[str, int]:
        """How many there are of each kind."""
        standing = CaseloadRow.Standing
        return self.aggregate(
            lines=Count("pk"),
            wrong=Count("pk", Q(standing=standing.WRONG)),
            doubtful=Count("pk", Q(standing=standing.DOUBTFUL)),
            new=Count("pk", Q(standing=standing.NEW)),
            wanted=Count("pk", Q(wanted=True)),
            came=Count("pk", Q(resident_id__isnull=False)),
            kept=Count("pk", ~Q(kept="")),
        )


class CaseloadRow(Row):
    """One line of a list. What it said is forgotten as soon as it stands in a record."""

    class Standing(models.IntegerChoices):
        """What a line is, in the order in which they are looked at."""

        WRONG = 1, _("cannot go in")
        DOUBTFUL = 2, _("may be here already")
        NEW = 3, _("new")

    class Kept(models.TextChoices):
        """Why somebody stayed when the others were taken out."""

        TOUCHED = "touched", _("something was written since")
        LOOKED_AT = "looked_at", _("a colleague read the record since")

    caseload = models.ForeignKey(CaseloadImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    said = models.JSONField(default=dict)
    problems = models.JSONField(default=list)  # sentences: why it cannot go in, or what is left out
    standing = models.PositiveSmallIntegerField(choices=Standing)
    twin_line = models.PositiveIntegerField(
        null=True
    )  # the line before that may be the same person
    known_id = models.UUIDField(null=True)  # the resident who may be the same person
    wanted = models.BooleanField()
    # No foreign key: who is taken out leaves no trace here either.
    resident_id = models.UUIDField(null=True)
    verbs = models.PositiveSmallIntegerField(
        default=0
    )  # how many the bringing wrote in their trail
    kept = models.CharField(max_length=9, choices=Kept, blank=True)

    objects = CaseloadRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["caseload", "line"], name="a_line_of_a_list_once"),
            models.CheckConstraint(
                condition=~Q(wanted=True, standing=1), name="what_is_wrong_does_not_come_in"
            ),
        ]

"""What a record tells, read for both its doors: first words, the life line, the promises."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from cases.models import Connection, Note, Pause, Reminder, Resident
from cases.models.resident import ResidentQuerySet
from hubs.models import Membership

MOST_WAITING = 20  # promises shown at once; every one stands on their own page
LAST_SETTLED = 3


def first_words(resident: Resident) -> Note | None:
    """The conversation with the first words of theirs that were written down."""
    notes = resident.notes.all().standing().with_words().select_related("author")
    return notes.order_by("happened_at", "pk").first()


def life(resident: Resident) -> QuerySet[Note]:
    """Conversations, newest first, each with its author and the promises made in it."""
    return (
        resident.notes.all()
        .standing()
        .select_related("author")
        .prefetch_related("reminders__moved_to")
        .newest_first()
    )


def earlier_versions(resident: Resident, notes: Iterable[Note]) -> dict[Note, list[Note]]:
    """For each conversation that was put right, what it said before, newest first."""
    notes = list(notes)
    if not any(note.supersedes_id for note in notes):
        return {}
    replaced = {note.pk: note for note in resident.notes.filter(correction__isnull=False)}
    versions: dict[Note, list[Note]] = {}
    for note in notes:
        before = replaced.get(note.supersedes_id)
        while before is not None:
            versions.setdefault(note, []).append(before)
            before = replaced.get(before.supersedes_id)
    return versions


def promises(resident: Resident) -> list[Reminder]:
    """Promises that wait, by day, and then the last ones settled."""
    made = _promises(resident)
    settled = made.exclude(state=Reminder.State.WAITING).order_by("-settled_at")[:LAST_SETTLED]
    return [*made.waiting().by_day()[:MOST_WAITING], *settled]


def all_promises(resident: Resident) -> QuerySet[Reminder]:
    """Every promise, the newest day first."""
    return _promises(resident).order_by("-due", "-pk")


def _promises(resident: Resident):
    return resident.reminders.all().standing().select_related("resident", "by", "moved_to")


def not_resting(residents: ResidentQuerySet) -> ResidentQuerySet:
    """Those about whom nobody asked for a rest that holds today."""
    return residents.filter(~Exists(Pause.objects.now().filter(resident=OuterRef("pk"))))


def with_what_a_tile_says(residents: ResidentQuerySet) -> ResidentQuerySet:
    """Add what a list says of each: first words, last conversation, next promise, a rest.

    first_words, heard_mode, next_promise, next_due, resting_until, resting_reason; each None where
    there is nothing to say.
    """
    notes = Note.objects.standing().filter(resident=OuterRef("pk"), entered_in_error="")
    words = notes.with_words().order_by("happened_at", "pk")
    waiting = Reminder.objects.standing().waiting().filter(resident=OuterRef("pk")).by_day()
    rests = Pause.objects.now().filter(resident=OuterRef("pk")).order_by("-until")
    return residents.annotate(
        first_words=Subquery(words.values("their_words")[:1]),
        heard_mode=Subquery(notes.newest_first().values("mode")[:1]),
        next_promise=Subquery(waiting.values("what")[:1]),
        next_due=Subquery(waiting.values("due")[:1]),
        resting_until=Subquery(rests.values("until")[:1]),
        resting_reason=Subquery(rests.values("reason")[:1]),
    )


def with_lead(residents: ResidentQuerySet) -> ResidentQuerySet:
    """Add `lead`, the name of who walks with them, and whether that person `is_full`."""
    lead = Connection.objects.open().filter(resident=OuterRef("pk"), part=Connection.Part.LEAD)
    full = Membership.objects.current().filter(
        full=True,
        user__connections__resident=OuterRef("pk"),
        user__connections__until__isnull=True,
        user__connections__part=Connection.Part.LEAD,
    )
    return residents.annotate(
        lead=Subquery(lead.values("user__display_name")[:1]), is_full=Exists(full)
    )

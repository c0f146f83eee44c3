"""What a record tells, read for both its doors: first words, the life line, the promises."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Exists, F, Model, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from cases.models import (
    Attachment,
    Connection,
    ContactPoint,
    Disagreement,
    Disclosure,
    Message,
    Note,
    Referral,
    Reflection,
    ReflectionReply,
    Reminder,
    Resident,
    Review,
    ReviewPerson,
    ReviewPoint,
    Section,
    Sighting,
    StaffView,
    Statement,
    Suggestion,
    VisitNote,
)
from cases.models.reminder import ReminderQuerySet
from cases.models.resident import ResidentQuerySet
from cases.models.review import ReviewPointQuerySet
from hubs.access import Right
from hubs.models import Blocker, Cover, Membership, Organisation
from relational.kernel.models import User

MOST_WAITING = 20  # promises shown at once; every one stands on their own page
LAST_SETTLED = 3
NEXT_PROMISES = 6


def first_words(resident: Resident) -> Note | None:
    """The conversation with the first words of theirs that were written down."""
    notes = resident.notes.all().standing().with_words().select_related("author")
    return notes.order_by("happened_at", "pk").first()


@dataclass
class InTheirWords:
    """One section of what matters: the latest words, and what stands beside them.

    `beside` is what workers see, `suggested` waits for an answer, `aside` was saved while somebody
    else saved and waits for a choice, `shown` are pictures and sounds of theirs. Of what is `kept`
    from the reader nothing is here.
    """

    section: Section
    kept: bool = False
    statement: Statement | None = None
    beside: list[StaffView] = field(default_factory=list)
    suggested: list[Suggestion] = field(default_factory=list)
    aside: list[Statement] = field(default_factory=list)
    shown: list[Attachment] = field(default_factory=list)


def what_matters(resident: Resident) -> list[InTheirWords]:
    """All seven sections in their order, also those nobody has said anything in."""
    kept = resident.kept
    sections = {section.value: InTheirWords(section, section in kept) for section in Section}
    for statement in resident.statements.all().shown_or_waiting():
        if statement.set_aside:
            sections[statement.section].aside.append(statement)
        else:
            sections[statement.section].statement = statement
    for view in resident.staff_views.all().standing().select_related("author").order_by("made_at"):
        sections[view.section].beside.append(view)
    waiting = resident.suggestions.all().waiting().select_related("author").order_by("made_at")
    for suggestion in waiting:
        sections[suggestion.section].suggested.append(suggestion)
    for attachment in resident.attachments.all().kept().with_words().filter(message=None):
        sections[attachment.section].shown.append(attachment)
    return list(sections.values())


def words_shown(resident: Resident, section: str) -> str:
    """The latest words of one section; empty where nothing was said."""
    latest = resident.statements.all().kept_in_place().filter(section=section)
    return latest.order_by("-number").values_list("text", flat=True).first() or ""


def all_words_shown(resident: Resident) -> dict[Section, str]:
    """The latest words of each section in which something was said, in the order of the sections."""
    said = {each.section: each.text or each.dont for each in resident.statements.all().shown()}
    return {section: said[section] for section in Section if said.get(section)}


def words_let_read(resident: Resident) -> list[Statement]:
    """The latest words of each section that is not kept from the reader, in the order of the sections."""
    said = {each.section: each for each in resident.statements.all().shown()}
    return [said[section] for section in Section if section in said.keys() - {*resident.kept}]


def versions(resident: Resident, section: str) -> QuerySet[Statement]:
    """Every version of a section that was ever saved, the newest first."""
    saved = resident.statements.filter(section=section)
    return saved.select_related("supersedes").order_by("-number")


def other_words(resident: Resident, section: str) -> list[Suggestion]:
    """Suggestions for a section whose very words became no version, the newest first."""
    suggestions = resident.suggestions.all().other_words().filter(section=section)
    return list(suggestions.select_related("author", "against").order_by("-made_at"))


def earlier_views(resident: Resident, section: str) -> list[StaffView]:
    """What workers wrote beside a section before they wrote something else, the newest first."""
    views = resident.staff_views.filter(section=section, later__isnull=False)
    return list(views.select_related("author").order_by("-made_at"))


def waiting_words(resident: Resident, section: str, which: str) -> Statement | Suggestion | None:
    """Words of a section that wait for an answer, by their id: set aside, or suggested."""
    try:
        found = uuid.UUID(which)
    except ValueError:
        return None
    aside = resident.statements.all().waiting_for_a_choice().select_related("supersedes")
    suggested = resident.suggestions.all().waiting().select_related("author")
    return (
        aside.filter(section=section, pk=found).first()
        or suggested.filter(section=section, pk=found).first()
    )


def ways_to_reach(resident: Resident) -> tuple[list[ContactPoint], list[ContactPoint]]:
    """How somebody can be reached: what nobody may use, and the rest."""
    ways = list(resident.contact_points.order_by("pk"))
    unsafe = [way for way in ways if way.safe_to_contact is False]
    return unsafe, [way for way in ways if way not in unsafe]


def safe_ways(resident: Resident) -> list[ContactPoint]:
    """The ways to reach somebody that they said are safe."""
    return list(resident.contact_points.all().safe().order_by("pk"))


def lead(resident: Resident) -> Connection | None:
    """Who walks with somebody now, first of all."""
    leads = resident.connections.open().filter(part=Connection.Part.LEAD)
    return leads.select_related("user").first()


def ended_connections(resident: Resident) -> QuerySet[Connection]:
    """Who and what was around somebody, the last that ended first."""
    return resident.connections.ended().around().order_by("-until", "-pk")


def groups(words: str) -> QuerySet[Organisation]:
    """Groups and services by name; those these words find, where there are any."""
    listed = Organisation.objects.by_name()
    return listed.found_by(words) if words else listed


def colleagues(words: str = "", among: Iterable[uuid.UUID] | None = None) -> list[Membership]:
    """Where people work who may see a record: one row each, by name.

    Those whose names these words find, where there are any; or those `among` some users.
    """
    at_work = Membership.objects.current().with_right(Right.READ_RECORD)
    if words:
        at_work = at_work.of_people_called(words)
    if among is not None:
        at_work = at_work.filter(user__in=among)
    once = at_work.order_by("user", "starts", "pk").distinct("user")
    return sorted(
        once.select_related("user", "organisation"),
        key=lambda each: (each.user.display_name.casefold(), each.pk),
    )


def entry(resident: Resident, noun: str, entry_id: uuid.UUID) -> Model | None:
    """An entry that a resident can see otherwise, by its noun and id; of what they see of them."""
    entries: dict[str, QuerySet] = {
        "note": resident.notes.filter(entered_in_error="").select_related("author"),
        "view": resident.staff_views.select_related("author"),
        "concern": resident.concerns.exclude(workers_view="").select_related("viewed_by"),
        "promise": _promises(resident),
        "ask": Referral.objects.asked_for(resident).filter(sent_at__isnull=False).with_all(),
    }
    return entries[noun].filter(pk=entry_id).first()


def not_so(resident: Resident) -> dict[uuid.UUID, list[Disagreement]]:
    """What a resident sees otherwise, by the entry it stands beside, the first said first.

    Read once for each resident that was opened.
    """
    if "_not_so" not in resident.__dict__:
        beside: dict[uuid.UUID, list[Disagreement]] = {}
        for said in resident.disagreements.order_by("made_at", "pk"):
            beside.setdefault(said.entry_id, []).append(said)
        resident.__dict__["_not_so"] = beside
    return resident.__dict__["_not_so"]


BESIDE_PROMISES = """
select promise_id, text, made_at from cases_disagreement where promise_id = any(%(ids)s)
union all
select promise_id, '', made_at from cases_nothappened where promise_id = any(%(ids)s)
order by 3
"""


def beside_promises(
    promises: Iterable[Reminder],
) -> dict[uuid.UUID, list[tuple[str, datetime.datetime]]]:
    """What residents say beside these promises and when, the first said first.

    Their words; empty where they say that it has not happened.
    """
    ids = [promise.pk for promise in promises]
    beside: dict[uuid.UUID, list[tuple[str, datetime.datetime]]] = {}
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(BESIDE_PROMISES, {"ids": ids})
            for promise_id, text, at in cursor.fetchall():
                beside.setdefault(promise_id, []).append((text, at))
    return beside


def earlier_versions(resident: Resident, replaced: Iterable[str]) -> dict[str | None, list[Note]]:
    """For each conversation that a correction took the place of, what it and those before it said."""
    if not replaced:
        return {}
    corrected = {str(note.pk): note for note in resident.notes.filter(correction__isnull=False)}
    versions: dict[str | None, list[Note]] = {}
    for first in replaced:
        before = corrected.get(first)
        while before is not None:
            versions.setdefault(first, []).append(before)
            before = corrected.get(str(before.supersedes_id))
    return versions


def conversations(resident: Resident) -> QuerySet[Note]:
    """Every conversation with somebody, also those that a correction took the place of."""
    return resident.notes.select_related("author")


def words_of(resident: Resident, section: str, *, every_version: bool) -> QuerySet[Statement]:
    """What somebody says, in one section or in all: what is shown now, or every version."""
    saved = resident.statements.select_related("author")
    if section:
        saved = saved.filter(section=section)
    return saved if every_version else saved.shown()


def said(made: uuid.UUID) -> Statement | Suggestion | None:
    """Words by their id: a version, or a suggestion."""
    return (
        Statement.objects.select_related("author").filter(pk=made).first()
        or Suggestion.objects.select_related("author").filter(pk=made).first()
    )


def circle(resident: Resident) -> QuerySet[Connection]:
    """Who and what is around somebody, and was."""
    return resident.connections.select_related("user", "organisation")


def promises(resident: Resident) -> list[Reminder]:
    """Promises that wait, by day, and then the last ones settled."""
    waiting_first = F("settled_at").desc(nulls_first=True)
    made = _promises(resident).order_by(waiting_first, "due", "pk")[: MOST_WAITING + LAST_SETTLED]
    waiting = [promise for promise in made if promise.settled_at is None]
    settled = [promise for promise in made if promise.settled_at is not None]
    return [*waiting[:MOST_WAITING], *settled[:LAST_SETTLED]]


def next_promises(user: User, *, until: datetime.date) -> QuerySet[Reminder]:
    """The next few that somebody made themself and that wait, whoever they made them to."""
    mine = user.promises.all().standing().waiting().due_until(until)
    return mine.select_related("resident").by_day()[:NEXT_PROMISES]


def all_promises(resident: Resident) -> QuerySet[Reminder]:
    """Every promise, the newest day first."""
    return _promises(resident).order_by("-due", "-pk")


def my_promises(resident: Resident) -> QuerySet[Reminder]:
    """Every promise as the resident reads them: those that wait by day, then the last settled."""
    waiting_first = F("settled_at").desc(nulls_first=True)
    return _promises(resident).order_by(waiting_first, "due", "pk")


def promises_waiting(resident: Resident) -> list[Reminder]:
    """What was promised to somebody and waits, by day; nothing they asked about their people."""
    waiting = _promises(resident).waiting().exclude(kind=Reminder.Kind.ANSWER)
    return list(waiting.order_by("due", "pk")[:MOST_WAITING])


def answers_awaited(resident: Resident) -> QuerySet[Reminder]:
    """What a resident asked about their people, and nobody answered yet."""
    return _promises(resident).waiting().filter(kind=Reminder.Kind.ANSWER).order_by("due", "pk")


def waiting_promises_of(user: User) -> ReminderQuerySet:
    """What a worker, or a colleague they stand in for today, said they would do, by day.

    What is settled is not in it.
    """
    away = Cover.objects.today().filter(who=user).values_list("instead_of", flat=True)
    made = Reminder.objects.standing().waiting().filter(by__in=[user.pk, *away])
    return made.select_related("resident", "by", "moved_to").by_day()


@dataclass(frozen=True)
class Carried:
    """Somebody whom a worker walks with (`leads`), or to whom they promised something that waits."""

    resident: Resident
    leads: bool
    promises: list[Reminder]


def carried_by(user: User) -> list[Carried]:
    """Whom a worker leads and what they promised, as far as the reader sees it, by first name."""
    residents = list(Resident.objects.carried_by(user).by_first_name())
    ids = [resident.pk for resident in residents]
    leads = Connection.objects.open().filter(user=user, part=Connection.Part.LEAD)
    led = set(leads.filter(resident__in=ids).values_list("resident_id", flat=True))
    promised: dict[uuid.UUID, list[Reminder]] = {}
    for promise in Reminder.objects.standing().waiting().made_by(user).by_day():
        promised.setdefault(promise.resident_id, []).append(promise)
    return [Carried(each, each.pk in led, promised.get(each.pk, [])) for each in residents]


def suggestions_decided(user: User, since: datetime.datetime) -> QuerySet[Suggestion]:
    """What residents decided lately, by themselves, about words that this worker suggested."""
    decided = Suggestion.objects.filter(author=user, decided_at__gte=since)
    return decided.exclude(decided_by=user).select_related("resident").order_by("-decided_at")


def answers(reflection: Reflection) -> QuerySet[ReflectionReply]:
    """What was answered to a thought, the first answer first."""
    return reflection.replies.select_related("author").order_by("made_at", "pk")


def talked_about(review: Review) -> QuerySet[ReviewPerson]:
    """Whom the two of a review chose, as far as the reader sees them, by first name."""
    people = review.people.chosen().select_related("resident")
    return people.order_by("resident__known_as", "pk")


def named_in(review: Review) -> set[uuid.UUID]:
    """Whom a review names to its reader: who is chosen, and whom its points are about."""
    people, points = review.people.chosen(), review.points.all()
    named = Resident.objects.filter(
        Q(pk__in=people.values("resident")) | Q(pk__in=points.values("resident"))
    )
    return set(named.values_list("pk", flat=True))


def points(review: Review) -> QuerySet[ReviewPoint]:
    """What the two talked about, in its order, with what stops the right thing in it."""
    return _points(review.points.all()).order_by("made_at", "pk")


def last_time(review: Review) -> list[ReviewPoint]:
    """What the two said they would do when they sat down before, kept or not; and what still waits.

    By the day it is for.
    """
    before = Review.objects.between(review.manager, review.worker).filter(pk__lt=review.pk)
    last = before.newest_first().values("pk")[:1]
    said = ReviewPoint.objects.to_do().filter(review__in=before.values("pk"))
    waits = ReviewPoint.objects.not_yet().values("pk")
    return list(_points(said.filter(Q(review__in=last) | Q(pk__in=waits))).by_day())


def latest_review(review: Review) -> Review:
    """The latest of the same two."""
    same = Review.objects.between(review.manager, review.worker)
    return same.newest_first().first() or review


def to_do_from_reviews(user: User) -> ReviewPointQuerySet:
    """What somebody said in signed reviews that they would do, and that is no promise to anybody."""
    mine = ReviewPoint.objects.agreed().not_yet().done_by(user).filter(promise__isnull=True)
    return _points(mine).by_day()


def blocked_by() -> QuerySet[Blocker]:
    """What stops the right thing, by name, and where it was seen: days and hubs, the latest first."""
    seen = Sighting.objects.select_related("hub").order_by("-seen_on", "-pk")
    named = Blocker.objects.filter(Exists(Sighting.objects.filter(blocker=OuterRef("pk"))))
    return (
        named.by_name()
        .select_related("organisation")
        .prefetch_related(Prefetch("sightings", seen, "seen"))
    )


def _points(said: ReviewPointQuerySet) -> ReviewPointQuerySet:
    met = Prefetch("sightings", Sighting.objects.select_related("blocker").order_by("pk"))
    both = said.select_related("review__manager", "review__worker", "who", "author", "resident")
    return both.select_related("promise__moved_to").prefetch_related(met)


def not_so_of(user: User, since: datetime.datetime) -> QuerySet[Disagreement]:
    """What residents saw otherwise lately of what this worker wrote, the latest first."""
    return Disagreement.objects.beside_what(user, since)


def texts_waiting(user: User) -> QuerySet[Statement]:
    """Texts set aside, in the records of those whom a worker walks with, until somebody chooses."""
    aside = Statement.objects.waiting_for_a_choice().select_related("resident")
    theirs = Resident.objects.walked_with_by(user)
    return aside.filter(resident__in=theirs).order_by("-made_at", "-pk")


def _promises(resident: Resident):
    return resident.reminders.all().standing().select_related("by", "moved_to")


# One statement by hand: the same as nested subqueries takes Django ten times as long to put together
# as PostgreSQL to answer. Row security minds every table in it.
HOPES_AND_STRENGTHS = """
with hoped as (select * from cases_hope where resident_id = %(resident)s),
brings as (select s.*, exists (select from cases_strength l where l.supersedes_id = s.id) as later
             from cases_strength s where s.resident_id = %(resident)s),
weighs as (select c.*, exists (select from cases_concern l where l.supersedes_id = c.id) as later
             from cases_concern c where c.resident_id = %(resident)s),
writers as (select author_id as id from hoped union select author_id from brings
            union select author_id from weighs union select viewed_by_id from weighs)
select jsonb_build_object(
    'hoped', (select jsonb_agg(to_jsonb(h) - 'words' order by h.made_at, h.id) from hoped h),
    'nearnesses', (select jsonb_agg(n order by n.said_at, n.id) from cases_nearness n
                    where n.hope_id in (select id from hoped)),
    'steps', (select jsonb_agg(s order by s.made_at, s.id) from cases_step s
               where s.hope_id in (select id from hoped)),
    'brings', (select jsonb_agg(to_jsonb(s) - 'words' order by s.made_at, s.id) from brings s),
    'weighs', (select jsonb_agg(to_jsonb(c) - 'words' order by c.made_at, c.id) from weighs c),
    'names', (select jsonb_object_agg(u.id, u.display_name) from kernel_user u
               where u.id in (select id from writers)))
"""


def hopes_and_strengths(resident: Resident) -> dict:
    """What somebody hopes for, brings and carries, read in one statement, the first said first.

    `hoped`, `nearnesses`, `steps`, `brings` and `weighs` are lists of plain values by their columns,
    None where nothing was said; what somebody said otherwise since is marked `later`. `names` are
    those of who wrote, by their ids; of whom the reader does not see there is none.
    """
    with connection.cursor() as cursor:
        cursor.execute(HOPES_AND_STRENGTHS, {"resident": resident.pk})
        return json.loads(cursor.fetchone()[0])


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


# Written by hand: built afresh by the ORM each time, it would take longer than to run.
NEEDS = """
with access as (
    select id, author_id as author, made_at, kind, format, what from cases_accessneed
     where resident_id = %(resident)s and until is null order by made_at, id
), differently as (
    select id, author_id as author, made_at, what from cases_adjustment
     where resident_id = %(resident)s and until is null order by made_at, id
), visits as (
    select id, author_id as author, made_at, text, withheld, reviewed_at from cases_visitnote
     where resident_id = %(resident)s and until is null order by made_at, id
), belonging as (
    select k.id, k.author_id as author, k.made_at, k.kind, k.resident_id = %(resident)s as from_here,
           them.id as them, them.known_as as name
      from cases_kin k
      left join cases_resident them
        on them.id = case k.resident_id when %(resident)s then k.other_id else k.resident_id end
     where %(resident)s in (k.resident_id, k.other_id) and k.until is null order by k.made_at, k.id
), kept_from as (
    select n.id, n.author_id as author, n.made_at, n.reason, u.display_name as name
      from cases_notthisperson n left join kernel_user u on u.id = n.user_id
     where n.resident_id = %(resident)s and n.until is null order by n.made_at, n.id
), rests as (
    select reason, until from cases_pause
     where resident_id = %(resident)s and since <= %(today)s and until > %(today)s
     order by until desc limit 1
)
select json_build_object(
    'access', (select coalesce(json_agg(access), '[]') from access),
    'differently', (select coalesce(json_agg(differently), '[]') from differently),
    'visits', (select coalesce(json_agg(visits), '[]') from visits),
    'belonging', (select coalesce(json_agg(belonging), '[]') from belonging),
    'kept_from', (select coalesce(json_agg(kept_from), '[]') from kept_from),
    'rest', (select row_to_json(rests) from rests))
"""


def needs(resident: Resident) -> dict[str, Any]:
    """What makes things work for somebody and keeps everybody safe, in one statement.

    access, differently, visits, belonging and kept_from, each as it was written, by the day. A name
    is None where the reader does not see whose it is. And `rest`, the one that lasts longest, or None.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEEDS, {"resident": resident.pk, "today": timezone.localdate()})
        return cursor.fetchone()[0]


def papers_needed(resident: Resident) -> set[str]:
    """The formats in which somebody needs papers."""
    return set(resident.access_needs.open().exclude(format="").values_list("format", flat=True))


def names_of(users: Iterable[str]) -> dict[str, str]:
    """What people who sign in here are called in full, by their ids; of those the reader knows."""
    people = User.objects.filter(pk__in=set(users)).values_list("pk", "display_name")
    return {str(pk): name for pk, name in people}


def around_called(resident: Resident, name: str) -> set[uuid.UUID]:
    """Who of those around somebody is called this by first name and works here."""
    people = resident.connections.open().filter(user__isnull=False).around()
    wanted = name.strip().casefold()
    return {around.user_id for around in people if around.user.called.casefold() == wanted}


def people_at_work(name: str) -> QuerySet[User]:
    """Those who work here today and have all these words in their name; where, as `at_work`."""
    people = User.objects.filter(pk__in=Membership.objects.current().values("user"))
    for word in name.split():
        people = people.filter(display_name__icontains=word)
    at_work = Prefetch(
        "memberships", Membership.objects.current().select_related("hub", "organisation"), "at_work"
    )
    return people.prefetch_related(at_work).order_by("display_name", "pk")


def named(residents: ResidentQuerySet, name: str) -> ResidentQuerySet:
    """Those of these residents who have all these words in one of their names."""
    for word in name.split():
        residents = residents.filter(
            Q(known_as__icontains=word)
            | Q(full_name__icontains=word)
            | Q(other_names__icontains=word)
        )
    return residents.select_related("place").by_first_name()


def with_review_waiting(residents: ResidentQuerySet, reviewer: User) -> ResidentQuerySet:
    """Add `review_waits`: whether something is withheld that this user may look at."""
    notes = VisitNote.objects.all().waiting_for_review().filter(resident=OuterRef("pk"))
    told = Disclosure.objects.all().waiting_for_review().filter(resident=OuterRef("pk"))
    return residents.annotate(
        review_waits=Exists(notes.exclude(author=reviewer)) | Exists(told.exclude(by=reviewer))
    )


def messages(resident: Resident) -> QuerySet[Message]:
    """Every message between a resident and the people around them, the newest first."""
    standing = Prefetch("attachments", Attachment.objects.all().kept().with_words())
    return resident.messages.all().newest_first().select_related("by").prefetch_related(standing)


def last_message(resident: Resident) -> Message | None:
    return resident.messages.all().newest_first().select_related("by").first()


def readers(resident: Resident) -> list[str]:
    """Who reads the record by walking with somebody, by name."""
    around = resident.connections.open().filter(user__isnull=False).select_related("user")
    reading = around.exclude(voice=Connection.Voice.NEITHER)
    return sorted(connection.user.called for connection in reading)


def waits_for_answer(resident: Resident) -> Message | None:
    """The message since which a resident waits for an answer."""
    return resident.messages.all().unanswered().order_by("made_at", "pk").first()


def shown_beside(resident: Resident, section: str) -> list[Attachment]:
    """The pictures and sounds beside the words of a section, the first first."""
    shown = resident.attachments.all().kept().with_words()
    return list(shown.filter(section=section))


def attachment(resident: Resident, attachment_id: uuid.UUID) -> Attachment | None:
    """A picture or a sound of a record that nobody took away."""
    return resident.attachments.all().kept().with_words().filter(pk=attachment_id).first()

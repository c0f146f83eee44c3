"""Who sees whom: visible or 404, and every look is logged. Querysets and row security share one rule."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import NamedTuple

from django.db import connection as database
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Connection, Reflection, Resident, Review, SubjectRequest, WithheldName
from cases.models.reflection import ReflectionQuerySet
from cases.models.resident import ResidentQuerySet
from cases.models.review import ReviewQuerySet
from hubs.access import Reach, Refused, Right, allows, may, require, standing
from relational.kernel import audit
from relational.kernel.models import AccessLog, User
from relational.kernel.security import reading_as

A_PURPOSE_HOLDS = timedelta(hours=1)  # from the moment it was said
# The sections that a look names. What is printed leaves the house, so it is a look of its own.
RECORD, SAYING_WHY, OWN_PAGE, PRINT, API = "record", "why", "me", "print", "api"
OWN_NOTES, SEARCH, REVIEW, HANDING_OVER = "own_notes", "search", "review", "handing_over"
ASK, ASKS = "ask", "asks"
DOWNLOAD, REQUEST = "download", "request"
READING = "reading"  # for somebody, by their wish


class Purpose(models.TextChoices):
    """Why somebody opens a record. Who walks with the person has the first of these by that."""

    WALKS_WITH = "walks_with", _("walks with them")
    OWN_RECORD = "own_record", _("their own record")
    OWN_NOTES = "own_notes", _("no longer walks with them")
    LEADS = "leads", _("leads whoever walks with them")
    SUPPORT = "support", _("to support the person who walks with them")
    STAND_IN = "stand_in", _("to stand in for a colleague")
    ASKED = "asked", _("they asked me to")
    SAFETY = "safety", _("somebody may not be safe")
    ASKED_IN = "asked_in", _("asked in from outside")
    PUT_RIGHT = "put_right", _("to put a mistake right")
    ASKED_TO_HELP = "asked_to_help", _("was asked to help")
    REQUEST = "request", _("to answer what they asked by law")
    READS_FOR = "reads_for", _("reads it for them")


# What a team or hub lead chooses from on opening.
TO_CHOOSE = [
    purpose
    for purpose in Purpose
    if purpose
    not in {
        Purpose.WALKS_WITH,
        Purpose.OWN_RECORD,
        Purpose.OWN_NOTES,
        Purpose.LEADS,
        Purpose.ASKED_TO_HELP,
        Purpose.ASKED_IN,
        Purpose.REQUEST,
        Purpose.READS_FOR,
    }
]
A_NAME_IS_KEPT = timedelta(hours=24)  # for the looks of a day


class ReadsFor(NamedTuple):
    """Somebody for whom one reads: who they are, what they are called, and until when."""

    resident_id: uuid.UUID
    called: str
    until: datetime.date


class PurposeNeeded(Exception):
    """This user may open the record once they have said why."""


def residents(user: User) -> ResidentQuerySet:
    """The residents this user may see: those the database's own rule makes visible."""
    return Resident.objects.filter(pk__in=RawSQL("select visible_residents(%s)", [user.pk]))


def open_resident(user: User, resident_id: uuid.UUID, *, section: str = RECORD) -> Resident:
    """Open a record: visible or 404, and the look is logged.

    Every page and part of a record is one look at the record, but for what names a `section` of
    its own. Who walks with them is read along, as `resident.around`; how near the reader stands, as
    `resident.seen_from` and `written_from`. Raises PurposeNeeded where a lead opens the record of
    somebody their people walk with and has not said why within the hour.
    """
    resident = _visible(user, resident_id)
    if resident.seen_from == Reach.OWN:
        _look(user, resident, section, _why_near(user, resident))
        return resident
    if resident.opening is not None:
        _look(user, resident, section, Purpose.ASKED_IN, resident.opening.reason)
        return resident
    said = _said_why(user, resident.pk)
    if said is None:
        raise PurposeNeeded
    _look(user, resident, section, Purpose(said.purpose), said.reason)
    return resident


def open_with_purpose(
    user: User, resident_id: uuid.UUID, *, purpose: Purpose, reason: str, not_named: str = ""
) -> Resident:
    """Say why one opens a record, as a lead. Raises Http404 where it is not theirs to open.

    Where somebody may not be safe, `not_named` (WithheldName.Why) keeps the name from the resident.
    """
    resident = _visible(user, resident_id)
    if not_named and purpose == Purpose.SAFETY:
        withhold_name(user, resident, WithheldName.Why(not_named))
    _look(user, resident, SAYING_WHY, purpose, reason)
    return resident


def withhold_name(user: User, resident: Resident, why: WithheldName.Why) -> WithheldName:
    """Keep one's name from the resident's list for the looks of a day, until somebody lets it go."""
    now = timezone.now()
    kept = WithheldName.objects.create(
        resident=resident, reader=user, why=why, since=now, until=now + A_NAME_IS_KEPT
    )
    role = standing(user).role
    audit.record(user, "name.withheld", kept, role=role, resident_id=resident.pk)
    return kept


def say_why_for_request(user: User, request: SubjectRequest, *, reason: str) -> None:
    """Say why one reads somebody's conversations before one answers what they asked by law."""
    _look(user, request.resident, SAYING_WHY, Purpose.REQUEST, reason)


def open_for_request(user: User, request: SubjectRequest) -> Resident:
    """Open what a privacy officer reads for an answer; the look is logged, with what they said.

    Raises PurposeNeeded where they have not said why within the hour.
    """
    said = _said_why(user, request.resident_id, purpose=Purpose.REQUEST)
    if said is None:
        raise PurposeNeeded
    _look(user, request.resident, REQUEST, Purpose.REQUEST, said.reason)
    return request.resident


def may_open(user: User, resident_id: uuid.UUID) -> None:
    """Raise Http404 unless this user may open the record. It shows nothing, so it is no look."""
    _visible(user, resident_id)


def own_record(user: User, *, section: str = OWN_PAGE) -> Resident:
    """The record of the resident who is signed in. It logs the look: a phone can be shared."""
    resident = Resident.objects.select_related("hub").filter(user=user).first()
    if resident is None:
        raise Http404
    _look(user, resident, section, Purpose.OWN_RECORD)
    return resident


def reads_for() -> list[ReadsFor]:
    """For whom who is signed in may read, by a wish that holds today."""
    with database.cursor() as cursor:
        cursor.execute("select * from reads_for()")
        return [ReadsFor(*row) for row in cursor.fetchall()]


@contextmanager
def reading_for(resident_id: uuid.UUID) -> Iterator[tuple[Resident, datetime.date]]:
    """Read for a resident, as they wished: with their own eyes, and with no way to write.

    Gives the record, without what is kept from who reads, and until when the wish holds. The look is
    logged under the reader's own name. Raises Http404 where no wish holds, as for a stranger.
    """
    with database.cursor() as cursor:
        cursor.execute("select * from read_for(%s, %s)", [resident_id, timezone.now()])
        found = cursor.fetchone()
    if found is None:
        raise Http404
    eyes, until, kept = found
    with reading_as(eyes):
        resident = Resident.objects.get(pk=resident_id)
        resident.kept = kept
        yield resident, until


def nearest(user: User) -> ResidentQuerySet:
    """Whom this user may read without saying why: those they walk with, and themself."""
    around = Connection.objects.open().filter(resident=OuterRef("pk"), user=user)
    reading = around.exclude(voice=Connection.Voice.NEITHER)
    return residents(user).filter(Q(user=user) | Exists(reading))


def look_at_all(user: User, found: Collection[Resident], *, section: str) -> None:
    """Log a look at each of the `nearest` whom a list shows, in one statement a purpose."""
    mine = {resident.pk for resident in found if resident.user_id == user.pk}
    others = {resident.pk for resident in found} - mine
    _look_at(user, others, section, Purpose.WALKS_WITH)
    _look_at(user, mine, section, Purpose.OWN_RECORD)


def look_at_names(user: User, nearness: Mapping[uuid.UUID, Reach]) -> None:
    """Log a look at each whom a search shows, by how near the user is; one statement a purpose."""
    near = {pk for pk, near in nearness.items() if near == Reach.OWN}
    mine = near and set(
        Connection.objects.open()
        .filter(user=user, resident__in=near)
        .exclude(voice=Connection.Voice.NEITHER)
        .values_list("resident_id", flat=True)
    )
    _look_at(user, mine, SEARCH, Purpose.WALKS_WITH)
    opened = {pk for pk, near in nearness.items() if not near}
    _look_at(user, near - mine, SEARCH, Purpose.STAND_IN)
    _look_at(user, opened, SEARCH, Purpose.ASKED_IN)
    _look_at(user, nearness.keys() - near - opened, SEARCH, Purpose.LEADS)


def look_at_carried(user: User, shown: Collection[uuid.UUID]) -> None:
    """Log a look at each whom a lead sees in order to hand them over."""
    _look_at(user, shown, HANDING_OVER, Purpose.LEADS)


def look_at_own_notes(user: User, shown: set[uuid.UUID]) -> dict[uuid.UUID, Resident]:
    """Log a look at each whom a page of one's own notes shows. Returns the `nearest` of them by id."""
    near = {resident.pk: resident for resident in nearest(user).filter(pk__in=shown)}
    look_at_all(user, near.values(), section=OWN_NOTES)
    _look_at(user, shown - near.keys(), OWN_NOTES, Purpose.OWN_NOTES)
    return near


def look_at_asked(user: User, shown: Collection[uuid.UUID], *, section: str) -> None:
    """Log a look at each about whom a page shows what was asked, by who answers for a service."""
    _look_at(user, shown, section, Purpose.ASKED_TO_HELP)


def seen_by_both(review: Review) -> ResidentQuerySet:
    """Those whom the worker of a review walks with, and whom both may see: they can be chosen."""
    theirs = Connection.objects.open().filter(resident=OuterRef("pk"), user=review.worker_id)
    both = residents(review.manager).filter(pk__in=residents(review.worker).values("pk"))
    return both.filter(Exists(theirs)).by_first_name()


def look_at_in_review(user: User, shown: Collection[uuid.UUID], *, section: str = REVIEW) -> None:
    """Log a look at each whom a page of a review names, by how near the user is."""
    near = set(nearest(user).filter(pk__in=shown).values_list("pk", flat=True))
    _look_at(user, near, section, Purpose.WALKS_WITH)
    _look_at(user, set(shown) - near, section, Purpose.SUPPORT)


def require_parts(by: User, resident: Resident, *sections: str) -> None:
    """Raise Refused where the resident keeps one of these sections of their page from `by`."""
    if resident.kept_from(by).intersection(sections):
        raise Refused


def require_hand(by: User, resident: Resident) -> None:
    """Raise Refused unless `by` is the resident, or may write in their record."""
    if resident.user_id != by.pk:
        require(by, Right.WRITE_RECORD, resident)


def reflections(user: User) -> ReflectionQuerySet:
    """One's own reflections, and those shared with one's team or, for a lead, in their hub."""
    teams = RawSQL("select teams_reflecting(%s)", [user.pk])
    return Reflection.objects.filter(
        Q(author=user) | Q(shared_at__isnull=False, team__in=teams)
    ).select_related("author", "team__hub", "about__resident")


def reviews(user: User) -> ReviewQuerySet:
    """The reviews somebody sits in, as manager or as worker; nobody else's."""
    return Review.objects.of(user).with_both()


def require_to_hand_over(by: User, resident: Resident) -> None:
    """Raise Refused unless `by` writes in the record, or may let a lead leave."""
    if not may(by, Right.LET_LEAD_LEAVE, resident):
        require(by, Right.WRITE_RECORD, resident)


def has_own_record(user: User) -> bool:
    return Resident.objects.filter(user=user).exists()


def _visible(user: User, resident_id: uuid.UUID) -> Resident:
    """The resident, if the law lets this user read their record; otherwise 404, as for a stranger."""
    seen = residents(user).with_nearnesses(user).with_kept_from(user)
    seen = seen.select_related("hub", "place")
    resident = seen.filter(pk=resident_id).first()
    if resident is None:
        raise Http404
    *near, opened = resident.near
    resident.seen_from, resident.written_from = map(Reach, near)
    # Read only where it lets somebody in who would not see the record without it.
    resident.opening = resident.asked_in.holding().filter(asker=user).first() if opened else None
    if not allows(user, Right.READ_RECORD, resident.seen_from) and resident.opening is None:
        raise Http404
    resident.around = list(resident.connections.open().around())
    return resident


def _said_why(user: User, resident_id: uuid.UUID, **more) -> AccessLog | None:
    """The look by which somebody said within the hour why they open a record."""
    lately = AccessLog.objects.filter(
        reader=user,
        resident_id=resident_id,
        section=SAYING_WHY,
        at__gte=timezone.now() - A_PURPOSE_HOLDS,
        **more,
    )
    return lately.order_by("-at").first()


def require_to_end(by: User, resident: Resident) -> None:
    """Raise Refused unless `by` is the resident, leads, or may let a lead leave.

    They say goodbye, and open the record again.
    """
    leads = resident.connections.open().filter(user=by, part=Connection.Part.LEAD)
    if resident.user_id != by.pk and not leads.exists():
        require(by, Right.LET_LEAD_LEAVE, resident)


def may_end(by: User, resident: Resident) -> bool:
    """Whether somebody may say goodbye to a resident, and open the record again."""
    leads = any(c.user_id == by.pk and c.part == Connection.Part.LEAD for c in resident.around)
    return leads or allows(by, Right.LET_LEAD_LEAVE, resident.seen_from)


def _why_near(user: User, resident: Resident) -> Purpose:
    """By what somebody sees a record without saying why. It is read with who is around."""
    for connection in resident.around:
        if connection.user_id == user.pk and connection.voice != Connection.Voice.NEITHER:
            return Purpose.WALKS_WITH
    return Purpose.STAND_IN


def _look_at(user: User, shown: Collection[uuid.UUID], section: str, purpose: Purpose) -> None:
    if shown:
        audit.look(user, *shown, section=section, purpose=purpose, standing=standing(user))


def _look(user: User, resident: Resident, section: str, purpose: Purpose, reason: str = "") -> None:
    audit.look(
        user,
        resident.pk,
        section=section,
        purpose=purpose,
        standing=standing(user),
        reason=reason,
    )

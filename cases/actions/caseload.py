"""Bringing in a list of people: keeping what was read, choosing, letting them in, taking them out.

Work on a list goes on in sets, each in a transaction of its own, so that it can end at any line and
be taken up again: a line that is in names its resident, and is never brought in twice.
"""

from __future__ import annotations

import datetime
import logging
import uuid
from functools import partial

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import trail
from cases.access import nearest
from cases.actions import resident as residents
from cases.alike import Names
from cases.caseload import Caseload, Line
from cases.models import CaseloadImport, CaseloadRow, ContactPoint, Note, Resident
from cases.models.resident import birth, born
from hubs.access import Reach, Refused, Right, allows, standing
from hubs.models import Place
from relational.kernel import audit, outbox
from relational.kernel.base import id_for, insert_once
from relational.kernel.models import User
from relational.kernel.security import acting_as

log = logging.getLogger(__name__)

State, Standing = CaseloadImport.State, CaseloadRow.Standing
IN_A_SET = 500
UNDO_FOR = datetime.timedelta(days=1)
KEPT_FOR = datetime.timedelta(days=7)
TASK = "cases.tasks.go_on_with_caseloads"


@transaction.atomic
def keep(found: Caseload, *, by: User, key: uuid.UUID) -> CaseloadImport:
    """Keep a list that was read, with what would happen to each line. Nobody is in yet.

    The same file with the same `key` is one list. Raises Refused.
    """
    residents.where_they_meet(by)
    caseload, is_new = insert_once(
        CaseloadImport(
            id=id_for(by.pk, key),
            user=by,
            digest=found.digest,
            read_as=found.read_as,
            columns=[[column.heading, column.field, column.why_not] for column in found.columns],
        ),
        said=["user_id", "digest"],
    )
    if is_new:
        CaseloadRow.objects.bulk_create(_rows(caseload, found.lines, by), batch_size=1_000)
        _record(by, "caseload.read", caseload)
    return caseload


def _rows(caseload: CaseloadImport, lines: list[Line], by: User) -> list[CaseloadRow]:
    """What would happen to each line: it goes in, it may be somebody already here, or it cannot."""
    known, before = _known_to(by), Names[int]()
    rows = []
    for line in lines:
        row = CaseloadRow(
            caseload=caseload,
            line=line.number,
            said=line.said,
            problems=[*line.wrong, *line.left_out],
            standing=Standing.WRONG if line.wrong else Standing.NEW,
            wanted=not line.wrong,
        )
        if not line.wrong:
            _doubt(row, known.like(**_names(row)), before.like(**_names(row)))
            before.add(row.line, **_names(row))
        rows.append(row)
    return rows


def _known_to(by: User) -> Names[uuid.UUID]:
    """Those whom `by` walks with. Nobody else is asked about: a list must not find people out."""
    known: Names[uuid.UUID] = Names()
    near = nearest(by).order_by("pk")
    fields = ("pk", "known_as", "full_name", "date_of_birth", "date_of_birth_precision")
    for pk, known_as, full_name, day, precision in near.values_list(*fields):
        known.add(pk, known_as=known_as, full_name=full_name, born=born(day, precision))
    return known


def _names(row: CaseloadRow) -> dict[str, str]:
    return {name: row.said.get(name, "") for name in ("known_as", "full_name", "born")}


def _doubt(row: CaseloadRow, known: uuid.UUID | None, twin: int | None) -> None:
    """Let a line wait for a yes where it may be somebody who is here, or in the list, already."""
    if known is not None or twin is not None:
        row.known_id, row.twin_line = known, twin
        row.standing, row.wanted = Standing.DOUBTFUL, False


@transaction.atomic
def choose(row: CaseloadRow, *, wanted: bool, by: User) -> None:
    """Bring a line in, or leave it out. Raises ValidationError where it cannot be chosen (now)."""
    caseload = _held(row.caseload, by)
    if caseload.state != State.READ:
        raise ValidationError(_("This list is no longer waiting, so nothing was changed."))
    if row.standing == Standing.WRONG:
        raise ValidationError(_("This line cannot go in as it is."))
    row.wanted = wanted
    row.save(update_fields=["wanted"])


@transaction.atomic
def throw_away(caseload: CaseloadImport, *, by: User) -> None:
    """Forget a list that waits, at once. Raises ValidationError where somebody of it is in."""
    caseload = _held(caseload, by)
    if caseload.state != State.READ:
        raise ValidationError(_("This list is no longer waiting, so nothing was changed."))
    _record(by, "caseload.thrown_away", caseload)
    caseload.delete()


@transaction.atomic
def bring(caseload: CaseloadImport, *, by: User) -> bool:
    """Let the wanted lines come in, as people whom `by` met. The worker does it, set by set.

    Returns False, and brings nobody in, where somebody on the list became one of their people since
    it was read: then there is something to look at again. Bringing it in twice is bringing it in.
    Raises Refused; ValidationError where another list of theirs is at work, or nobody is wanted.
    """
    residents.where_they_meet(by)
    mine = CaseloadImport.objects.of(by).select_for_update(no_key=True).order_by("pk")
    caseload = next(each for each in mine if each.pk == caseload.pk)
    if caseload.state != State.READ:
        return True
    if any(each.state in {State.BRINGING, State.UNDOING} for each in mine):
        raise ValidationError(_("Another list of yours is at work. Wait until it is done."))
    if not caseload.rows.to_bring().exists():
        raise ValidationError(_("Nobody on this list is to come in."))
    if _became_known(caseload, by):
        return False
    caseload.state = State.BRINGING
    caseload.save(update_fields=["state"])
    _record(by, "caseload.bring", caseload)
    transaction.on_commit(partial(outbox.nudge, TASK))
    return True


def _became_known(caseload: CaseloadImport, by: User) -> bool:
    """Whether somebody became known since the list was read; their lines wait for a yes now."""
    known, doubtful = _known_to(by), []
    for row in caseload.rows.to_bring().standing(Standing.NEW):
        who = known.like(**_names(row))
        if who is not None:
            _doubt(row, who, None)
            doubtful.append(row)
    CaseloadRow.objects.bulk_update(doubtful, ["known_id", "standing", "wanted"], batch_size=1_000)
    return bool(doubtful)


def may_undo_until(caseload: CaseloadImport) -> datetime.datetime | None:
    """Until when everybody of a list can be taken out again; None where they cannot."""
    if caseload.state != State.IN or not caseload.in_at or not caseload.brought:
        return None
    until = caseload.in_at + UNDO_FOR
    return until if timezone.now() < until else None


@transaction.atomic
def undo(caseload: CaseloadImport, *, by: User) -> None:
    """Take out everybody of a list with whose record nothing happened since. The worker does it.

    Undoing it twice is undoing it. Raises Refused, or ValidationError after a day.
    """
    caseload = _held(caseload, by)
    if caseload.state in {State.UNDOING, State.UNDONE}:
        return
    if may_undo_until(caseload) is None:
        raise ValidationError(_("A list can be taken out for a day. This day is over."))
    _require_lead(by)
    caseload.state = State.UNDOING
    caseload.save(update_fields=["state"])
    _record(by, "caseload.undo", caseload)
    transaction.on_commit(partial(outbox.nudge, TASK))


def go_on(*, in_a_set: int = IN_A_SET) -> None:
    """Go on with every list that is coming in or being taken out, each with its owner's eyes.

    It can run twice at once and end at any line. One list that fails does not hold up the others.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from caseloads_at_work()")
        at_work = cursor.fetchall()
    for caseload_id, user_id in at_work:
        try:
            while go_on_with(caseload_id, user_id, in_a_set=in_a_set):
                pass
        except Exception as problem:
            log.error("list cannot go on: %s", type(problem).__name__)


def go_on_with(caseload_id: uuid.UUID, user_id: uuid.UUID, *, in_a_set: int = IN_A_SET) -> bool:
    """Deal with one set of a list's lines. Returns whether there may be more to do."""
    with acting_as(user_id):
        lists = CaseloadImport.objects.at_work().select_for_update(
            of=["self"], no_key=True, skip_locked=True
        )
        caseload = lists.select_related("user").filter(pk=caseload_id).first()
        if caseload is None:
            return False  # it is done, or somebody else is at it
        if caseload.state == State.BRINGING:
            return _bring_some(caseload, in_a_set)
        return _take_out_some(caseload, in_a_set)


def _bring_some(caseload: CaseloadImport, in_a_set: int) -> bool:
    rows = list(caseload.rows.to_bring()[:in_a_set])
    try:
        _let_in(rows, by=caseload.user)
    except Refused:
        rows = []  # their role ended meanwhile: who is in is in
    if rows:
        return True
    caseload.state = State.IN
    caseload.in_at = timezone.now()
    caseload.brought = caseload.rows.counted()["came"]
    caseload.save(update_fields=["state", "in_at", "brought"])
    _record(caseload.user, "caseload.brought", caseload)
    return False


@transaction.atomic
def _let_in(rows: list[CaseloadRow], *, by: User) -> None:
    """Begin the records of one set, as `meet` begins one: by the same law, with the same trail."""
    hub = residents.where_they_meet(by)
    _require_lead(by)
    now = timezone.now()
    places = {place.name: place for place in Place.objects.all()}
    met: list[Resident] = []
    ways: list[ContactPoint] = []
    heard: list[Note] = []
    for row in rows:
        said = row.said
        day, precision = birth(said.get("born", ""))
        heard_at = _moment(said["heard_on"], now) if "heard_on" in said else None
        resident = Resident(
            id=id_for(by.pk, row.pk),
            hub=hub,
            date_of_birth=day,
            date_of_birth_precision=precision,
            interpreter="interpreter" in said,
            place=places.get(said.get("place", "")),
            last_heard_at=heard_at,
            **{name: said[name] for name in NAMES if name in said},
        )
        met.append(resident)
        of_theirs = [
            ContactPoint(resident=resident, channel=_channel(known, said[known]), value=said[known])
            for known in CHANNELS
            if known in said
        ]
        ways += of_theirs
        if "note" in said:
            at = heard_at or now
            heard.append(
                Note(resident=resident, author=by, happened_at=at, what_we_heard=said["note"])
            )
        row.resident_id = resident.pk
        row.verbs = 1 + len(of_theirs) + ("note" in said)
        row.said = {}
    Resident.objects.bulk_create(met)
    residents.walk_with(met, by=by, since=now)
    ContactPoint.objects.bulk_create(ways)
    Note.objects.bulk_create(heard)
    trail.record_all(
        by,
        [
            *(("contact_point.written", way, way.resident) for way in ways),
            *(("note.written", note, note.resident) for note in heard),
        ],
    )
    CaseloadRow.objects.bulk_update(rows, ["resident_id", "verbs", "said"])


NAMES = ("known_as", "full_name", "other_names", "pronouns", "language")
Channel = ContactPoint.Channel
CHANNELS = {
    "mobile": Channel.MOBILE,
    "phone": Channel.PHONE,
    "email": Channel.EMAIL,
    "address": Channel.POST,
}


def _channel(known: str, value: str) -> str:
    """How a way to reach somebody is used: a number beginning with 07 is a mobile's."""
    digits = "".join(value.split())
    if known == "phone" and digits.startswith(("07", "+447", "00447")):
        return Channel.MOBILE
    return CHANNELS[known]


def _moment(day: str, now: datetime.datetime) -> datetime.datetime:
    """A day at noon, as conversations are written down; today is this moment."""
    noon = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(12))
    return min(timezone.make_aware(noon), now)


def _take_out_some(caseload: CaseloadImport, in_a_set: int) -> bool:
    """Take out one set. The database itself looks at what happened since, and writes the trail."""
    by = caseload.user
    try:
        _require_lead(by)
    except Refused:
        caseload.state = State.IN  # their role ended meanwhile: who is in stays
        caseload.save(update_fields=["state"])
        return False
    with connection.cursor() as cursor:
        cursor.execute("select take_back(%s, %s, %s)", [caseload.pk, standing(by).role, in_a_set])
        if cursor.fetchone()[0]:
            return True
    caseload.state = State.UNDONE
    caseload.undone_at = timezone.now()
    caseload.save(update_fields=["state", "undone_at"])
    _record(by, "caseload.undone", caseload)
    return False


def forget(now: datetime.datetime) -> None:
    """Forget the lines of lists that were done with a week ago, and lists that nobody brought in."""
    with connection.cursor() as cursor:
        cursor.execute("select forget_caseloads(%s)", [now - KEPT_FOR])


def _require_lead(by: User) -> None:
    """Raise Refused unless the law lets `by` write about those they lead: they stand next to them."""
    if not allows(by, Right.WRITE_RECORD, Reach.OWN):
        raise Refused(Right.WRITE_RECORD)


def _held(caseload: CaseloadImport, by: User) -> CaseloadImport:
    """The list as it stands, locked, if it is `by`'s own."""
    residents.where_they_meet(by)
    caseload = CaseloadImport.objects.select_for_update(no_key=True).get(pk=caseload.pk)
    if caseload.user_id != by.pk:
        raise Refused(Right.MEET)
    return caseload


def _record(by: User, verb: str, caseload: CaseloadImport) -> None:
    audit.record(by, verb, caseload, role=standing(by).role)

"""What is read of asks: who could help, what a resident says of sharing with each, and how asks went."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import connection as database
from django.db.models import Q
from django.db.models.functions import Lower

from cases.models import (
    Connection,
    Hope,
    Referral,
    ReferralEvent,
    ReferralMessage,
    Resident,
    Section,
    SharingDecision,
    ThreeWayMeeting,
)
from cases.models.sharing import Answer
from hubs.access import Right, memberships
from hubs.models import (
    KnownBy,
    Membership,
    Organisation,
    Service,
    emails_of,
    public_organisations,
)
from relational.kernel.models import User

MOST_TO_CHOOSE = 12  # of those around and those known; whoever was named comes before them
MOST_UNDER_WAY = 5  # on the record itself; every one stands on a page of its own
ALIVE = [Hope.State.WORKING_ON, Hope.State.DREAMING]

Thing = Service | Organisation


@dataclass
class Candidate:
    """A service or a group that could be asked, and what we know of it."""

    thing: Thing
    organisation: Organisation
    is_around: bool = False
    known_by: list[User] = field(default_factory=list)
    can_be_written_to: bool = False
    can_take_over: bool = False  # somebody there signs in here, and walks with people

    @property
    def whom(self) -> tuple[Organisation, Service | None]:
        """Who is asked, and by which service of theirs."""
        return self.organisation, self.thing if isinstance(self.thing, Service) else None


# --- Who could help -------------------------------------------------------------------------------
def who_could_help(
    resident: Resident, reader: User, chosen: Collection[uuid.UUID] = ()
) -> list[Candidate]:
    """Those named in `chosen`, those around the resident, and those that we know, by a fixed number
    of statements. What left the directory is none of them."""
    known = _known_to_colleagues(reader)
    around = [each.organisation_id for each in resident.around if each.organisation_id]
    ids = list(dict.fromkeys([*chosen, *around, *known]))[: MOST_TO_CHOOSE + len(chosen)]
    services = Service.objects.still_there().filter(organization__isnull=False)
    things: dict[uuid.UUID, Thing] = {
        **services.select_related("organization").in_bulk(ids),
        **Organisation.objects.still_there().in_bulk(ids),
    }
    found = [
        Candidate(
            thing=things[pk],
            organisation=_organisation_of(things[pk]),
            is_around=pk in around,
            known_by=known.get(pk, []),
        )
        for pk in ids
        if pk in things
    ]
    _say_who_can_be_written_to(found)
    _say_who_can_take_over(found, reader)
    return found


def who_may_be_asked(resident: Resident, named: Collection[uuid.UUID] = ()) -> list[Candidate]:
    """Whom a resident may ask themself: those `named` that stand where everybody reads, and those around."""
    open_around = resident.connections.open().filter(organisation__isnull=False)
    around = list(open_around.order_by("since", "pk").values_list("organisation", flat=True))
    ids = list(dict.fromkeys([*named, *around]))[: MOST_TO_CHOOSE + len(named)]
    services = Service.objects.still_there().filter(organization__isnull=False)
    there = Organisation.objects.still_there().filter(
        Q(pk__in=around) | Q(pk__in=public_organisations().values("pk"))
    )
    things: dict[uuid.UUID, Thing] = {
        **services.select_related("organization").in_bulk(ids),
        **there.in_bulk(ids),
    }
    found = [
        Candidate(things[pk], _organisation_of(things[pk]), is_around=pk in around)
        for pk in ids
        if pk in things
    ]
    _say_who_can_be_written_to(found)
    return found


def _organisation_of(thing: Thing) -> Organisation:
    return thing.organization if isinstance(thing, Service) else thing


def _known_to_colleagues(reader: User) -> dict[uuid.UUID, list[User]]:
    """What the reader and the people at their hubs know themselves; the reader's own first."""
    hubs = [each.hub_id for each in memberships(reader) if each.hub_id]
    colleagues = Membership.objects.current().filter(hub__in=hubs).values("user")
    rows = (
        KnownBy.objects.filter(until__isnull=True)
        .filter(Q(user=reader) | Q(user__in=colleagues))
        .select_related("user")
    )
    mine_first = sorted(rows, key=lambda row: (row.user_id != reader.pk, row.user.called))
    found: dict[uuid.UUID, list[User]] = {}
    for row in mine_first:
        pk = row.service_id or row.organization_id
        if pk is not None:
            found.setdefault(pk, []).append(row.user)
    return found


def _say_who_can_be_written_to(found: list[Candidate]) -> None:
    organisations = [each.organisation for each in found]
    by_letter = emails_of([*organisations, *(each.thing for each in found)])
    at_work = Membership.objects.current().filter(organisation__in=organisations)
    with_accounts = set(
        at_work.with_right(Right.ANSWER_ASKS).values_list("organisation_id", flat=True)
    )
    for each in found:
        each.can_be_written_to = (
            each.thing.pk in by_letter
            or each.organisation.pk in by_letter
            or each.organisation.pk in with_accounts
        )


def _say_who_can_take_over(found: list[Candidate], reader: User) -> None:
    at_work = Membership.objects.current().exclude(user=reader).with_right(Right.READ_RECORD)
    theirs = at_work.filter(organisation__in=[each.organisation.pk for each in found])
    with_people = set(theirs.values_list("organisation_id", flat=True))
    for each in found:
        each.can_take_over = each.organisation.pk in with_people


def hopes_to_serve(resident: Resident) -> list[Hope]:
    """What somebody hopes for now; what they are working on first."""
    hopes = resident.hopes.filter(state__in=ALIVE)
    return sorted(hopes.order_by("made_at", "pk"), key=lambda hope: ALIVE.index(hope.state))


# --- What they say of sharing ---------------------------------------------------------------------
def answers_for(
    resident: Resident, organisations: Iterable[uuid.UUID | None]
) -> dict[uuid.UUID | None, dict[str, str]]:
    """What holds of each section with each of these, in one statement; None is everybody who helps."""
    wanted = list(organisations)
    answers: dict[uuid.UUID | None, dict[str, str]] = {
        pk: dict.fromkeys(Section.values, str(Answer.ASK_ME_FIRST)) for pk in wanted
    }
    query = """select o.id, n.section, n.answer from unnest(%s::uuid[]) o (id)
                cross join lateral sharing_now(%s, o.id) n"""
    with database.cursor() as cursor:
        cursor.execute(query, [wanted, resident.pk])
        for pk, section, answer in cursor.fetchall():
            answers[pk][section] = answer
    return answers


def with_all_of_them(answers: dict[uuid.UUID | None, dict[str, str]]) -> dict[str, str]:
    """What holds with several at once: one no is a no, and only all yeses are a yes."""
    together = {}
    for section in Section.values:
        said = {each[section] for each in answers.values()}
        if Answer.NO in said:
            together[section] = str(Answer.NO)
        else:
            together[section] = str(Answer.YES if said == {Answer.YES} else Answer.ASK_ME_FIRST)
    return together


def standing_with(
    resident: Resident,
    *,
    organisation: Organisation | None = None,
    connection: Connection | None = None,
) -> dict[str, tuple[str, SharingDecision | None]]:
    """What holds of each section with one of these, or with everybody, and by which decision."""
    said = resident.sharing.all().select_related("organisation", "connection", "by")
    if connection is not None and connection.user is not None:
        return _standing_around(resident, connection)
    if connection is not None:
        newest = said.filter(connection=connection).order_by("section", "-made_at", "-pk")
        decided = {each.section: each for each in newest.distinct("section")}
        answers = {section: each.answer_today for section, each in decided.items()}
    else:
        with database.cursor() as cursor:
            pk = organisation.pk if organisation else None
            cursor.execute("select * from sharing_now(%s, %s)", [resident.pk, pk])
            found = cursor.fetchall()
        by_id = said.in_bulk([decision for _section, _answer, decision in found])
        decided = {section: by_id[pk] for section, _answer, pk in found}
        answers = {section: answer for section, answer, _pk in found}
    return {
        section: (answers.get(section, str(Answer.ASK_ME_FIRST)), decided.get(section))
        for section in Section.values
    }


def _standing_around(
    resident: Resident, connection: Connection
) -> dict[str, tuple[str, SharingDecision | None]]:
    """What somebody around a resident reads, signing in: everything but a no; and by which decision."""
    with database.cursor() as cursor:
        cursor.execute("select * from noes_for(%s, %s)", [connection.user_id, resident.pk])
        kept = dict(cursor.fetchall())
    said = resident.sharing.all().select_related("organisation", "connection", "by")
    noes = {each.section: each for each in said.filter(pk__in=kept.values())}
    named = said.filter(connection__user=connection.user_id).exclude(answer=Answer.NO)
    newest = named.order_by("section", "-made_at", "-pk").distinct("section")
    opened = {each.section: each for each in newest if each.section not in kept}
    return {
        section: (
            str(Answer.NO if section in kept else Answer.YES),
            noes.get(section) or opened.get(section),
        )
        for section in Section.values
    }


def every_decision(resident: Resident):
    """All that was ever said of sharing, the newest first."""
    said = resident.sharing.all().select_related("organisation", "connection__user", "by")
    return said.newest_first()


def disclosures(resident: Resident):
    """What was told to keep somebody safe, the newest first."""
    return resident.disclosures.select_related("by", "reviewed_by").order_by("-at", "-pk")


def organisations_that_matter(resident: Resident) -> list[Organisation]:
    """Those around a resident, those asked for help, and those something was said of, by name."""
    wanted = (
        Q(pk__in=[each.organisation_id for each in resident.around if each.organisation_id])
        | Q(pk__in=resident.sharing.values("organisation_id"))
        | Q(pk__in=resident.referrals.values("organisation_id"))
    )
    return list(Organisation.objects.filter(wanted).order_by(Lower("name"), "pk"))


# --- How asks went --------------------------------------------------------------------------------
@dataclass
class Told:
    """An ask, and all that was said about it."""

    ask: Referral
    events: list[ReferralEvent] = field(default_factory=list)
    messages: list[ReferralMessage] = field(default_factory=list)


def asks_of(resident: Resident) -> list[Told]:
    """Every ask for somebody, the newest first, with what happened: three statements."""
    asks = Referral.objects.asked_for(resident).with_all().newest_first()
    return _with_what_was_said([Told(ask) for ask in asks])


def ask_of(resident: Resident, referral_id: uuid.UUID) -> Told | None:
    """One ask for somebody, with what happened; None where there is none of that id."""
    ask = Referral.objects.asked_for(resident).with_all().filter(pk=referral_id).first()
    return _with_what_was_said([Told(ask)])[0] if ask else None


def three_way_of(ask: Referral) -> ThreeWayMeeting | None:
    """What the three of a hand-over said, as far as it was written down."""
    return ThreeWayMeeting.objects.filter(referral=ask).first()


def _with_what_was_said(told: list[Told]) -> list[Told]:
    by_id = {each.ask.pk: each for each in told}
    for event in ReferralEvent.objects.filter(referral__in=by_id).in_order():
        by_id[event.referral_id].events.append(event)
    for message in ReferralMessage.objects.filter(referral__in=by_id).order_by("at", "pk"):
        by_id[message.referral_id].messages.append(message)
    return told


# By hand: it stands on the record, which is opened more than any other page.
UNDER_WAY = """
select a.id, concat_ws(', ', nullif(s.name, o.name), o.name), a.state, a.opened_at, a.heard_at, a.meeting,
       -- what was said before the latest move is settled by it
       (select m.party from cases_referralmessage m
         where m.referral_id = a.id
           and m.at > (select max(e.at) from cases_referralevent e where e.referral_id = a.id)
         order by m.at desc, m.id desc limit 1)
  from cases_referral a
  join hubs_organisation o on o.id = a.organisation_id
  left join hubs_service s on s.id = a.service_id
 where a.resident_id = %s
   and (a.state not in ('declined', 'withdrawn', 'completed', 'ended_early')
        or a.state in ('completed', 'ended_early') and a.heard_at is null)
 order by a.made_at desc, a.id desc limit %s
"""


class UnderWay(NamedTuple):
    """An ask that waits for something."""

    pk: uuid.UUID
    to: str
    state: str
    opened_at: datetime.datetime | None
    heard_at: datetime.datetime | None
    meeting: str
    last_said_by: str | None  # the party, since the latest move


def under_way(resident: Resident) -> list[UnderWay]:
    """The latest asks for somebody that are under way, or of which nobody heard what came."""
    with database.cursor() as cursor:
        cursor.execute(UNDER_WAY, [resident.pk, MOST_UNDER_WAY])
        return [UnderWay(*row) for row in cursor.fetchall()]

"""Large made-up data for measuring, by COPY. Nobody did anything, so there is no trail and no row image."""

from __future__ import annotations

import datetime
import random
import tomllib
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import accumulate, chain
from pathlib import Path

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX as NOBODY_KNOWS
from django.db import connection, models, transaction
from django.utils import timezone

from cases.models import (
    Concern,
    Connection,
    Hope,
    Nearness,
    Note,
    Pause,
    Reminder,
    Resident,
    Section,
    Statement,
    Step,
    Strength,
    Voice,
)
from hubs.models import Hub, Membership, Organisation, Place, Role, Team
from relational.kernel.models import User

POOL = tomllib.loads(Path(__file__).with_name("seed.toml").read_text())
RESIDENTS_A_WORKER = 200
NOTES_A_RESIDENT = 10
WORKERS_A_TEAM, TEAMS_A_HUB = 5, 4
MOST_WORKERS = 40_000  # there are no more names of places
DAY = 24 * 60 * 60
FOUNDED = 900 * DAY  # ago
PEOPLE_AROUND = [
    *(Connection.Part.FAMILY, Connection.Part.FRIEND, Connection.Part.NEIGHBOUR),
    *(Connection.Part.PEER, Connection.Part.ADVOCATE),
]
TABLES: list[type[models.Model]] = [
    *(User, Organisation, Place, Hub, Team, Membership),
    *(Resident, Connection, Note, Reminder, Statement, Pause),
    *(Hope, Nearness, Step, Strength, Concern),
]

Tell = Callable[[str, int, int], None]  # what is planted now, how many of them are, and of how many


def first_worker(seed: int) -> str:
    """The address of a seed's first worker: where somebody has it, the seed is planted already."""
    return f"worker1@seed-{seed}.example"


@transaction.atomic
def plant(residents: int, *, notes: int, workers: int, seed: int, tell: Tell) -> None:
    """Plant so many residents, and about so many notes: all of it, or nothing.

    The same numbers plant the same rows on the same day. Only the database's owner can.
    """
    town = _Town(residents, notes, workers, seed)
    with _without_triggers():
        for table, rows, about in town.tables():
            _copy(table, rows, about, tell)
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"analyze {table._meta.db_table}")


@contextmanager
def _without_triggers() -> Iterator[None]:
    """Let rows in without images and guards. Constraints hold as ever, and names are found."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")  # nothing may wait when triggers come back
        for table in TABLES:
            cursor.execute(f"alter table {table._meta.db_table} disable trigger user")
        cursor.execute("alter table cases_resident enable trigger names_are_found")
        yield
        for table in TABLES:
            cursor.execute(f"alter table {table._meta.db_table} enable trigger user")


def _copy(table: type[models.Model], rows: Iterable[dict], about: int, tell: Tell) -> None:
    """Copy rows into a table; a field that they do not name gets its default."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    rest = [field for field in table._meta.concrete_fields if field.column not in first]
    defaults = [field.get_db_prep_save(field.get_default(), connection) for field in rest]
    columns = ", ".join(f'"{name}"' for name in [*first, *(field.column for field in rest)])
    what = str(table._meta.verbose_name_plural)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy {table._meta.db_table} ({columns}) from stdin") as copying,
    ):
        for done, row in enumerate(chain([first], rows), start=1):
            copying.write_row([*row.values(), *defaults])
            if done % 500 == 0:
                tell(what, done, max(about, done))


class _Town:
    """A made-up town, drawn from one stream of chance. Moments are seconds since 1970."""

    def __init__(self, residents: int, notes: int, workers: int, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311, nothing secret: the same again tomorrow
        self.seed = seed
        self.today = timezone.localdate()
        midnight = datetime.datetime.combine(self.today, datetime.time(), datetime.UTC)
        self.now = int(midnight.timestamp())
        self.begun = self.now - FOUNDED
        self.groups = [(group["first"].split(), group["last"].split()) for group in POOL["names"]]
        self.sizes = list(accumulate(len(first) for first, _last in self.groups))
        self.things, self.seldom = POOL["words"]["things"].split(), POOL["words"]["seldom"].split()

        self.council = self._id(self.begun)
        self.groups_around = [self._id(self.begun) for _ in POOL["groups"]]
        self.workers = [self._id(self.begun) for _ in range(workers)]
        self.teams = [self._id(self.begun) for _ in range(0, workers, WORKERS_A_TEAM)]
        self.hubs = [self._id(self.begun) for _ in range(0, len(self.teams), TEAMS_A_HUB)]
        self.places = [self._id(self.begun) for _ in self.hubs]
        self.managers = [self._id(self.begun) for _ in self.hubs]

        # Some walk with more people than others.
        share = list(accumulate(self.chance.uniform(0.6, 1.4) for _ in self.workers))
        self.leads = self.chance.choices(range(workers), cum_weights=share, k=residents)
        self.met = [self.now - self.chance.randint(DAY, FOUNDED) for _ in self.leads]
        self.residents = [self._id(met) for met in self.met]
        self.heard = list(self.met)
        self.talks = self._talks(notes)
        # Made while that is written which they come from.
        self.promises: list[dict] = []
        self.nearnesses: list[dict] = []
        self.steps: list[dict] = []

    def tables(self) -> Iterator[tuple[type[models.Model], Iterable[dict], int]]:
        """Table by table: its rows, and about how many they are."""
        names = self._place_names()
        people = len(self.residents)
        yield Organisation, self._organisations(), 1 + len(self.groups_around)
        yield Place, self._places(names), len(names)
        yield Hub, self._hubs(names), len(names)
        yield Team, self._teams(), len(self.teams)
        yield User, self._users(), len(self.workers)
        yield Membership, self._memberships(), len(self.workers)
        yield Resident, self._residents(), people
        yield Connection, self._connections(), 3 * people
        yield Note, self._notes(), len(self.talks)
        yield Reminder, self.promises, len(self.promises)
        yield Statement, self._statements(), people
        yield Pause, self._rests(), people // 100
        yield Hope, self._hopes(), people // 2
        yield Nearness, self.nearnesses, len(self.nearnesses)
        yield Step, self.steps, len(self.steps)
        yield Strength, self._strengths(), people // 2
        yield Concern, self._concerns(), people // 3

    # --- People at work ---------------------------------------------------------------------------

    def _place_names(self) -> list[str]:
        taken = set(Place.objects.values_list("name", flat=True))
        begins, ends = POOL["place_begins"].split(), POOL["place_ends"].split()
        free = [a + b for a in begins for b in ends if a + b not in taken]
        return self.chance.sample(free, len(self.places))

    def _organisations(self) -> Iterator[dict]:
        """The council, and the groups and services that stand around people."""
        statutory, group = (
            Organisation.Kind.STATUTORY.value,
            Organisation.Kind.COMMUNITY_GROUP.value,
        )
        yield self._row(self.council, self.begun, name=f"Seed Council {self.seed}", kind=statutory)
        for organisation, name in zip(self.groups_around, POOL["groups"], strict=True):
            yield self._row(organisation, self.begun, name=name, kind=group)

    def _places(self, names: list[str]) -> Iterator[dict]:
        for place, name in zip(self.places, names, strict=True):
            yield self._row(place, self.begun, name=name)

    def _hubs(self, names: list[str]) -> Iterator[dict]:
        for hub, place, name in zip(self.hubs, self.places, names, strict=True):
            where = {"place_id": place, "organisation_id": self.council}
            yield self._row(hub, self.begun, name=f"{name} Hub", **where)

    def _teams(self) -> Iterator[dict]:
        for number, team in enumerate(self.teams):
            hub = self.hubs[number // TEAMS_A_HUB]
            yield self._row(team, self.begun, name=f"Team {number % TEAMS_A_HUB + 1}", hub_id=hub)

    def _users(self) -> Iterator[dict]:
        """Workers, and who leads each hub. They sign in by a code: nobody has a password."""
        for kind, users in (("worker", self.workers), ("lead", self.managers)):
            for number, user in enumerate(users, start=1):
                name = " ".join(self._name())
                email = f"{kind}{number}@seed-{self.seed}.example"
                yield self._row(
                    user, self.begun, display_name=name, email=email, password=NOBODY_KNOWS
                )

    def _memberships(self) -> Iterator[dict]:
        for number, worker in enumerate(self.workers):
            yield self._membership(worker, Role.PRACTITIONER, number // WORKERS_A_TEAM)
        for number, manager in enumerate(self.managers):
            yield self._membership(manager, Role.HUB_MANAGER, number * TEAMS_A_HUB)

    def _membership(self, user: uuid.UUID, role: Role, team: int) -> dict:
        return self._row(
            self._id(self.begun),
            self.begun,
            user_id=user,
            organisation_id=self.council,
            hub_id=self.hubs[team // TEAMS_A_HUB],
            team_id=self.teams[team] if role == Role.PRACTITIONER else None,
            role=role.value,
            starts=self.today - datetime.timedelta(days=900),
        )

    # --- Residents --------------------------------------------------------------------------------

    def _residents(self) -> Iterator[dict]:
        """Half of them have told their full name, a few another one, a third when they were born."""
        for resident, met, lead, heard in zip(
            self.residents, self.met, self.leads, self.heard, strict=True
        ):
            hub = self._hub_of(lead)
            first, last = self._name()
            other = self._name()[0] if self.chance.random() < 0.05 else ""
            yield self._row(
                resident,
                met,
                known_as=first if self.chance.random() < 0.85 else f"{first} {last}",
                full_name=f"{first} {last}" if self.chance.random() < 0.5 else "",
                other_names=other,
                date_of_birth=self._born() if self.chance.random() < 0.33 else None,
                hub_id=self.hubs[hub],
                place_id=self.places[hub],
                last_heard_at=_moment(heard),
            )

    def _connections(self) -> Iterator[dict]:
        """Who walks with each, in one of ten a colleague alongside; family, friends and groups."""
        for resident, met, lead in zip(self.residents, self.met, self.leads, strict=True):
            works = {"voice": Connection.Voice.CONTRIBUTES}
            yield self._connection(
                resident, met, Connection.Part.LEAD, user_id=self.workers[lead], **works
            )
            hub = self._hub_of(lead) * WORKERS_A_TEAM * TEAMS_A_HUB
            colleagues = range(hub, min(hub + WORKERS_A_TEAM * TEAMS_A_HUB, len(self.workers)))
            colleague = self.chance.choice(colleagues)
            if colleague != lead and self.chance.random() < 0.1:
                user = {"user_id": self.workers[colleague]}
                yield self._connection(resident, met, Connection.Part.ALONGSIDE, **user, **works)
            for _ in range(self.chance.randint(0, 3)):
                at = self.chance.randint(met, self.now)
                ended = self.chance.random() < 0.1
                yield self._connection(
                    resident,
                    at,
                    self.chance.choice(PEOPLE_AROUND),
                    person=self._name()[0],
                    about=self.chance.choice(POOL["words"]["about"]),
                    closeness=self.chance.choice(["", *Connection.Closeness.values]),
                    until=_moment(self.chance.randint(at, self.now)) if ended else None,
                    how_ended=self.chance.choice(POOL["words"]["ended"]) if ended else "",
                )
            for group in self.chance.sample(self.groups_around, self.chance.randint(0, 2)):
                at = self.chance.randint(met, self.now)
                part = Connection.Part.ALONGSIDE
                yield self._connection(resident, at, part, organisation_id=group)

    def _connection(
        self,
        resident: uuid.UUID,
        at: int,
        part: Connection.Part,
        *,
        user_id: uuid.UUID | None = None,
        organisation_id: uuid.UUID | None = None,
        person: str = "",
        about: str = "",
        closeness: str = "",
        voice: Connection.Voice = Connection.Voice.NEITHER,
        until: datetime.datetime | None = None,
        how_ended: str = "",
    ) -> dict:
        return self._row(
            self._id(at),
            at,
            resident_id=resident,
            user_id=user_id,
            organisation_id=organisation_id,
            person=person,
            part=part.value,
            about=about,
            closeness=closeness,
            voice=voice.value,
            since=_moment(at),
            until=until,
            how_ended=how_ended,
        )

    # --- What was said ----------------------------------------------------------------------------

    def _talks(self, notes: int) -> list[int]:
        """When somebody talked with whom, in order: with many a few times, with a few very often.

        One number each, for there are many: the moment, and in the last 24 bits the resident.
        """
        talks = []
        for resident, met in enumerate(self.met):
            for _ in range(round(self.chance.expovariate(len(self.met) / notes)) if notes else 0):
                at = self.chance.randint(met, self.now)
                self.heard[resident] = max(self.heard[resident], at)
                talks.append(at << 24 | resident)
        return sorted(talks)

    def _notes(self) -> Iterator[dict]:
        """In the order of time, as life fills a table. A fifth hold an agreement, mostly with a day."""
        for talk in self.talks:
            at, resident = talk >> 24, talk & 0xFFFFFF
            agreed = self._sentence("agreed") if self.chance.random() < 0.2 else ""
            note = self._row(
                self._id(at),
                at,
                resident_id=self.residents[resident],
                author_id=self.workers[self.leads[resident]],
                happened_at=_moment(at),
                mode=self.chance.choice(Note.Mode.values),
                their_words=self._sentences("said", 1, 4),
                what_we_heard=self._sentences("heard", 0, 2),
                agreed=agreed,
            )
            yield note
            if agreed and self.chance.random() < 0.75:
                self.promises.append(self._promise(note, at))

    def _promise(self, note: dict, at: int) -> dict:
        """Kept mostly; what is due from today on waits, and a little of what was due before."""
        due = at + self.chance.randint(1, 20) * DAY
        state, settled = Reminder.State.WAITING, None
        if due < self.now and (luck := self.chance.random()) < 0.97:
            state = Reminder.State.DONE if luck < 0.88 else Reminder.State.LET_GO
            settled = _moment(due)
        return self._row(
            self._id(at),
            at,
            resident_id=note["resident_id"],
            note_id=note["id"],
            by_id=note["author_id"],
            what=note["agreed"],
            due=_moment(due).date(),
            state=state.value,
            why="They found it themselves." if state == Reminder.State.LET_GO else "",
            settled_at=settled,
        )

    def _statements(self) -> Iterator[dict]:
        """A third of the people have said what matters, in one section or a few."""
        for resident, met, lead in zip(self.residents, self.met, self.leads, strict=True):
            if self.chance.random() > 0.33:
                continue
            more = self.chance.sample(Section.values[1:], self.chance.randint(0, 3))
            for section in [Section.MOST_IMPORTANT.value, *more]:
                at = self.chance.randint(met, self.now)
                yield self._row(
                    self._id(at),
                    at,
                    resident_id=resident,
                    section=section,
                    number=1,
                    text=self._sentences("matters", 1, 3),
                    language="en",
                    voice=Voice.WITH_SUPPORT.value,
                    supported_by="who walks with them",
                    author_id=self.workers[lead],
                )

    def _rests(self) -> Iterator[dict]:
        for resident, lead in zip(self.residents, self.leads, strict=True):
            if self.chance.random() < 0.01:
                yield self._row(
                    self._id(self.now),
                    self.now,
                    resident_id=resident,
                    by_id=self.workers[lead],
                    reason="They asked for some quiet.",
                    since=self.today,
                    until=self.today + datetime.timedelta(days=self.chance.randint(2, 30)),
                )

    # --- Hopes, strengths, what weighs ------------------------------------------------------------

    def _hopes(self) -> Iterator[dict]:
        """Four in ten hope aloud for something, with steps and numbers on the way."""
        for resident, met, lead in zip(self.residents, self.met, self.leads, strict=True):
            for _ in range(self.chance.randint(1, 2) if self.chance.random() < 0.4 else 0):
                at = self.chance.randint(met, self.now)
                hope = self._row(
                    self._id(at),
                    at,
                    resident_id=resident,
                    text=self._sentence("hopes"),
                    importance=self.chance.choice([None, *range(5, 11)]),
                    state=self.chance.choice(Hope.State.values),
                    state_since=_moment(self.chance.randint(at, self.now)),
                    author_id=self.workers[lead],
                )
                yield hope
                for _ in range(self.chance.randint(0, 4)):
                    self.nearnesses.append(self._nearness(hope, self.chance.randint(at, self.now)))
                for _ in range(self.chance.randint(0, 3)):
                    self.steps.append(self._step(hope, self.chance.randint(at, self.now)))

    def _nearness(self, hope: dict, at: int) -> dict:
        return self._row(
            self._id(at),
            at,
            resident_id=hope["resident_id"],
            hope_id=hope["id"],
            value=self.chance.randint(0, 10),
            said_at=_moment(at),
            by_id=hope["author_id"],
        )

    def _step(self, hope: dict, at: int) -> dict:
        return self._row(
            self._id(at),
            at,
            resident_id=hope["resident_id"],
            hope_id=hope["id"],
            what=self._sentence("steps"),
            state=self.chance.choice(Step.State.values),
            state_since=_moment(at),
            author_id=hope["author_id"],
        )

    def _strengths(self) -> Iterator[dict]:
        for resident, met, lead in zip(self.residents, self.met, self.leads, strict=True):
            for _ in range(self.chance.choice([0, 0, 1, 2])):
                at = self.chance.randint(met, self.now)
                yield self._row(
                    self._id(at),
                    at,
                    resident_id=resident,
                    kind=self.chance.choice(["", *Strength.Kind.values]),
                    text=self._sentence("brings"),
                    theirs=self.chance.random() < 0.7,
                    author_id=self.workers[lead],
                )

    def _concerns(self) -> Iterator[dict]:
        for resident, met, lead in zip(self.residents, self.met, self.leads, strict=True):
            if self.chance.random() < 0.3:
                at = self.chance.randint(met, self.now)
                viewed = self.chance.random() < 0.4
                yield self._row(
                    self._id(at),
                    at,
                    resident_id=resident,
                    their_words=self._sentence("weighs"),
                    workers_view=self._sentence("heard") if viewed else "",
                    viewed_by_id=self.workers[lead] if viewed else None,
                    author_id=self.workers[lead],
                )

    # --- Chance -----------------------------------------------------------------------------------

    def _id(self, at: int) -> uuid.UUID:
        """A UUIDv7 of a moment."""
        chance = self.chance.getrandbits(74)
        time = (at * 1000 + (chance & 0x3FF) % 1000) << 80
        return uuid.UUID(int=time | 7 << 76 | chance >> 62 << 64 | 2 << 62 | chance & (1 << 62) - 1)

    def _row(self, row_id: uuid.UUID, at: int, **fields: object) -> dict:
        return {"id": row_id, "made_at": _moment(at), **fields}

    def _hub_of(self, worker: int) -> int:
        return worker // (WORKERS_A_TEAM * TEAMS_A_HUB)

    def _name(self) -> tuple[str, str]:
        """First and last name, mostly from one corner of the world; one last name in five is rare."""
        firsts, lasts = self._group()
        if self.chance.random() < 0.2:
            rare = (
                self.chance.choice(POOL[f"place_{part}"].split()) for part in ("begins", "ends")
            )
            return self.chance.choice(firsts), "".join(rare)
        if self.chance.random() < 0.1:
            _firsts, lasts = self._group()
        return self.chance.choice(firsts), self.chance.choice(lasts)

    def _group(self) -> tuple[list[str], list[str]]:
        return self.chance.choices(self.groups, cum_weights=self.sizes)[0]

    def _born(self) -> datetime.date:
        return self.today - datetime.timedelta(days=self.chance.randint(18 * 365, 95 * 365))

    def _sentences(self, kind: str, least: int, most: int) -> str:
        return " ".join(self._sentence(kind) for _ in range(self.chance.randint(least, most)))

    def _sentence(self, kind: str) -> str:
        """A sentence about a thing: mostly one that everybody talks of, seldom one that few do."""
        things = self.seldom if self.chance.random() < 0.03 else self.things
        return self.chance.choice(POOL["words"][kind]).format(thing=self.chance.choice(things))


def _moment(at: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(at, datetime.UTC)

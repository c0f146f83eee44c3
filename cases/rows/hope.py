"""Hopes, steps, strengths and what weighs, in words, for both doors of a record."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from cases import timeline
from cases.models import Hope, Step, Strength
from cases.rows.door import Door
from cases.rows.nearer import Nearer
from cases.rows.not_so import Beside
from cases.rows.person import words_in
from cases.rows.promise import promised_for
from relational.kernel.days import day_in_words

State = Hope.State
A_FEW = 3  # hopes, and strengths, on the record itself; all of them are a page away
A_FEW_STEPS = 5
STEP_ICONS = {
    Step.State.NEXT: "onward",
    Step.State.DOING: "walk",
    Step.State.DONE: "tick",
    Step.State.NOT_FOR_ME: "leaf",
}
HOPED_FOR = [State.DREAMING, State.WORKING_ON, State.REACHED, State.RESTING, State.CHANGED_MIND]


@dataclass(frozen=True)
class Said:
    """What was said, as the database tells it (`timeline.hopes_and_strengths`), read behind a door."""

    door: Door
    today: datetime.date
    told: dict

    def of(self, what: str, hope: dict) -> list[dict]:
        """The nearnesses, or the steps, of one hope."""
        return [row for row in self.told[what] or [] if row["hope_id"] == hope["id"]]

    def whose(self, row: dict) -> str:
        """Whose words these are: the resident's own, or written down with them."""
        said = {
            "name": self.door.resident.known_as,
            "who": self._name(row["author_id"]),
            "day": day_in_words(_day(row["made_at"]), self.today),
        }
        if row["author_id"] != str(self.door.resident.user_id):
            return _("Written down by %(who)s, %(day)s") % said
        if self.door.own:
            return _("Your own words, %(day)s") % said
        return _("%(name)s’s own words, %(day)s") % said

    def as_seen_by(self, user_id: str | None) -> str:
        return _("As %(who)s sees it") % {"who": self._name(user_id)}

    def _name(self, user_id: str | None) -> str:
        """The name people use for somebody; whom the reader does not see is somebody."""
        name = (self.told["names"] or {}).get(user_id, "")
        return name.split()[0] if name else _("somebody")


@dataclass(frozen=True)
class StepRow:
    """One step: a resident's and a worker's look the same."""

    id: str
    door: Door
    state: str
    icon: str
    what: str
    who: str
    told: str
    sure: str
    easier: str
    open: bool
    turns: list[tuple[str, str]]

    @classmethod
    def of(cls, step: dict, door: Door, today: datetime.date) -> StepRow:
        state = Step.State(step["state"])
        sure = step["confidence"]
        return cls(
            id=step["id"],
            door=door,
            state=state.value,
            icon=STEP_ICONS[state],
            what=step["what"],
            who=step["who"],
            told=". ".join(said for said in (step["who"], _step_said(step, today)) if said),
            sure=_("How sure: %(number)d out of 10") % {"number": sure} if sure else "",
            easier=step["easier"],
            open=state in (Step.State.NEXT, Step.State.DOING),
            turns=step_turns(state),
        )

    @property
    def change(self) -> str:
        return self.door.to("step", step_id=self.id)

    @property
    def turn(self) -> str:
        return self.door.to("step-turn", step_id=self.id)


def step_turns(now: str) -> list[tuple[str, str]]:
    """Where a step can go from where it is now: anywhere else."""
    words = {
        Step.State.NEXT: _("It comes next"),
        Step.State.DOING: _("Doing it"),
        Step.State.DONE: _("Done"),
        Step.State.NOT_FOR_ME: _("Not for me"),
    }
    return [(state.value, said) for state, said in words.items() if state != now]


def _step_said(step: dict, today: datetime.date) -> str:
    since = _day(step["state_since"])
    if step["state"] == Step.State.DONE:
        return _("Done %(day)s") % {"day": day_in_words(since, today)}
    if step["state"] == Step.State.NOT_FOR_ME:
        return _("(not for me)")
    when = promised_for(datetime.date.fromisoformat(step["when"]), today) if step["when"] else ""
    if step["state"] == Step.State.DOING:
        return ". ".join(said for said in (_("Doing it now"), when) if said)
    return when


@dataclass(frozen=True)
class HopeRow:
    """One hope, how near it feels, and its steps."""

    id: str
    door: Door
    state: str
    text: str
    called: str
    by: str
    now: str
    why: str
    matters: str
    nearer: Nearer | None
    steps: list[StepRow]
    turns: list[tuple[str, str]]

    @classmethod
    def of(cls, hope: dict, said: Said) -> HopeRow:
        door, today = said.door, said.today
        importance = hope["importance"]
        return cls(
            id=hope["id"],
            door=door,
            state=hope["state"],
            text=hope["text"],
            called=Truncator(hope["text"]).chars(60),
            by=said.whose(hope),
            now=_now(hope, door, today),
            why=hope["why"],
            matters=_("How much it matters: %(number)d out of 10") % {"number": importance}
            if importance
            else "",
            nearer=Nearer.of(
                [(_day(near["said_at"]), near["value"]) for near in said.of("nearnesses", hope)],
                today,
            ),
            steps=[StepRow.of(step, door, today) for step in said.of("steps", hope)],
            turns=hope_turns(hope["state"], door),
        )

    @property
    def alive(self) -> bool:
        """Whether somebody dreams of it, or works on it."""
        return self.state in (State.DREAMING, State.WORKING_ON)

    @property
    def few_steps(self) -> list[StepRow]:
        """The last steps, for a short look at the hope; not those that are for nobody."""
        return [row for row in self.steps if row.state != Step.State.NOT_FOR_ME][-A_FEW_STEPS:]

    @property
    def change(self) -> str:
        return self.door.to("hope", hope_id=self.id)

    @property
    def near(self) -> str:
        return self.door.to("hope-near", hope_id=self.id)

    @property
    def turn(self) -> str:
        return self.door.to("hope-turn", hope_id=self.id)

    @property
    def add_step(self) -> str:
        return self.door.to("step-new", hope_id=self.id)


def hope_turns(now: str, door: Door) -> list[tuple[str, str]]:
    """Where a hope can go from where it is now: anywhere else."""
    if door.own:
        words = {
            State.DREAMING: _("I dream of it"),
            State.WORKING_ON: _("I am working on it"),
            State.REACHED: _("I got there"),
            State.RESTING: _("Let it rest"),
            State.CHANGED_MIND: _("I changed my mind"),
        }
    else:
        said = {"name": door.resident.known_as}
        words = {
            State.DREAMING: _("%(name)s dreams of it") % said,
            State.WORKING_ON: _("%(name)s is working on it") % said,
            State.REACHED: _("%(name)s got there") % said,
            State.RESTING: _("Let it rest"),
            State.CHANGED_MIND: _("%(name)s changed their mind") % said,
        }
    return [(state.value, words[state]) for state in HOPED_FOR if state != now]


def turned(state: str, door: Door) -> str:
    """What is said when a hope has come to a state."""
    said = {"name": door.resident.known_as}
    if state == State.REACHED:
        if door.own:
            return _("You got there. Well done! We are glad with you.")
        return _("%(name)s got there. That is worth a cup of tea together.") % said
    if state == State.CHANGED_MIND:
        if door.own:
            return _("That’s fine. It stays here as something you once hoped for.")
        return _("That’s fine. It stays here as something %(name)s once hoped for.") % said
    if state == State.RESTING:
        return _("It rests now. It can be picked up again at any time.")
    if state == State.WORKING_ON:
        return _("Good. One small step is enough to begin.")
    return _("A dream needs no plan. It is good that it is said.")


def _now(hope: dict, door: Door, today: datetime.date) -> str:
    """Where a hope is now, in one line."""
    said = {
        "name": door.resident.known_as,
        "day": day_in_words(_day(hope["state_since"]), today),
    }
    state = State(hope["state"])
    if door.own:
        return {
            State.DREAMING: _("You dream of it."),
            State.WORKING_ON: _("You are working on it."),
            State.REACHED: _("You got there, %(day)s. Well done!"),
            State.RESTING: _("It rests since %(day)s."),
            State.CHANGED_MIND: _("You once hoped for this. You changed your mind, %(day)s."),
        }[state] % said
    return {
        State.DREAMING: _("%(name)s dreams of it."),
        State.WORKING_ON: _("%(name)s is working on it."),
        State.REACHED: _("%(name)s got there, %(day)s. Well done!"),
        State.RESTING: _("It rests since %(day)s."),
        State.CHANGED_MIND: _("%(name)s once hoped for this, and changed their mind, %(day)s."),
    }[state] % said


@dataclass(frozen=True)
class StrengthRow:
    """Something somebody brings: in their words, or as a worker sees it.

    `gone`: it is no longer so; `said_since`: it was said otherwise since.
    """

    id: str
    door: Door
    text: str
    kind: str
    theirs: bool
    by: str
    gone: bool
    said_since: bool

    @classmethod
    def of(cls, strength: dict, said: Said) -> StrengthRow:
        theirs = strength["theirs"]
        return cls(
            id=strength["id"],
            door=said.door,
            text=strength["text"],
            kind=capfirst(dict(Strength.Kind.choices).get(strength["kind"], "")),
            theirs=theirs,
            by=said.whose(strength) if theirs else said.as_seen_by(strength["author_id"]),
            gone=strength["no_longer_since"] is not None,
            said_since=strength["later"],
        )

    @property
    def stands(self) -> bool:
        return not self.gone and not self.said_since

    @property
    def change(self) -> str:
        return self.door.to("strength", strength_id=self.id)


@dataclass(frozen=True)
class WeightRow:
    """Something that weighs on somebody: their words, and apart from them what a worker sees."""

    id: str
    door: Door
    text: str
    by: str
    view: str
    viewed_by: str
    gone: bool
    said_since: bool
    beside: Beside

    @classmethod
    def of(cls, concern: dict, said: Said) -> WeightRow:
        return cls(
            id=concern["id"],
            door=said.door,
            text=concern["their_words"],
            by=said.whose(concern),
            view=concern["workers_view"],
            viewed_by=said.as_seen_by(concern["viewed_by_id"]),
            gone=concern["no_longer_since"] is not None,
            said_since=concern["later"],
            beside=Beside.of(
                said.door.resident, "concern", [uuid.UUID(concern["id"])], own=said.door.own
            ),
        )

    @property
    def stands(self) -> bool:
        return not self.gone and not self.said_since

    @property
    def change(self) -> str:
        return self.door.to("concern", concern_id=self.id)


def _day(moment: str) -> datetime.date:
    return timezone.localdate(datetime.datetime.fromisoformat(moment))


@dataclass(frozen=True)
class Hoped:
    """What somebody hopes for, brings and carries, as it is read behind a door.

    `hopes` are dreamt of or worked on, `hopes_then` reached, resting, or once hoped for; `brought`
    and `weighed` are what nobody says any longer.
    """

    door: Door
    language: str
    hopes: list[HopeRow]
    hopes_then: list[HopeRow]
    brings: list[StrengthRow]
    weighs: list[WeightRow]
    brought: list[StrengthRow]
    weighed: list[WeightRow]

    @property
    def new_hope(self) -> str:
        return self.door.to("hope-new")

    @property
    def new_strength(self) -> str:
        return self.door.to("strength-new")

    @property
    def new_weight(self) -> str:
        return self.door.to("concern-new")

    @property
    def few(self) -> list[HopeRow]:
        """The first hopes, and what was reached, for a short look."""
        reached = [row for row in self.hopes_then if row.state == State.REACHED]
        return [*self.hopes, *reached][:A_FEW]

    @property
    def few_strengths(self) -> list[StrengthRow]:
        return self.brings[:A_FEW]

    @property
    def own_steps(self) -> list[StepRow]:
        """The resident's own steps that are not done: those nobody else is named for."""
        mine = {"", self.door.resident.known_as.casefold()}
        steps = [step for hope in self.hopes for step in hope.steps]
        return [step for step in steps if step.open and step.who.casefold() in mine]

    @property
    def nothing(self) -> bool:
        return not (self.hopes or self.hopes_then or self.brings or self.weighs)


def hoped(door: Door) -> Hoped:
    """What somebody hopes for, brings and carries, read in one statement."""
    told = timeline.hopes_and_strengths(door.resident)
    said = Said(door, timezone.localdate(), told)
    hopes = [HopeRow.of(row, said) for row in told["hoped"] or []]
    brings = [StrengthRow.of(row, said) for row in told["brings"] or []]
    weighs = [WeightRow.of(row, said) for row in told["weighs"] or []]
    return Hoped(
        door=door,
        language=words_in(door.resident),
        hopes=[row for row in hopes if row.alive],
        hopes_then=[row for row in hopes if not row.alive],
        brings=[row for row in brings if row.stands],
        weighs=[row for row in weighs if row.stands],
        brought=[row for row in brings if not row.stands],
        weighed=[row for row in weighs if not row.stands],
    )

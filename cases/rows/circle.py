"""The circle around somebody: as a picture, and the same in words."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import Connection, Resident
from cases.rows import drawing
from cases.rows.drawing import (
    CENTRE,
    IN_THE_MIDDLE,
    MIDDLE,
    NODE,
    RINGS,
    TALLER,
    WIDTH,
    Spot,
    Wish,
    cut,
    place,
)
from hubs.access import Right, allows
from hubs.models import Organisation
from relational.kernel.days import day_in_full
from relational.kernel.models import User

MOST_DRAWN = 10  # the nearest; a picture of more is a crowd
Part, Voice, Closeness = Connection.Part, Connection.Voice, Connection.Closeness
# Which ring somebody stands on; nobody said how close the others are.
RING = {Closeness.CLOSE: 0, Closeness.STEADY: 1}
NEARNESS = [Closeness.CLOSE, Closeness.STEADY, Closeness.STRAINED, ""]
NEAR = RINGS[0] + NODE  # how far out the ground of those who are close reaches
MARGIN = 6
UNSAID = "unsaid"  # the line to whom nobody said how close they are


@dataclass(frozen=True)
class AroundRow:
    """Somebody or something around a resident, in words."""

    name: str
    short: str  # for its face
    kind: str  # of face: person, staff, group or service
    what: str
    how: str
    is_me: bool = False
    change: str = ""  # the addresses of what the reader may do; empty where they may not
    end: str = ""
    lead: str = ""
    step_back: str = ""  # where the resident asks for it


@dataclass(frozen=True)
class WasRow:
    """Somebody or something that was around a resident."""

    name: str
    short: str
    kind: str
    what: str
    when: str
    how: str
    view: str  # what the resident said to it when it began


@dataclass(frozen=True)
class Node:
    """One in the picture: a shape, a line to the middle, a label of two lines."""

    kind: str
    line: str
    path: str  # of the line
    x: str
    y: str
    shape: str  # the path of a house; empty for a circle and a square
    corner_x: str
    corner_y: str
    initials: str
    initials_y: str
    name: str
    role: str
    label_x: str
    name_y: str
    role_y: str


@dataclass(frozen=True)
class Picture:
    """The drawn circle, as numbers that a template writes down."""

    view: str
    middle: str
    centre: str  # what stands in the middle
    rings: list[tuple[str, str]]
    near: tuple[str, str]
    nodes: list[Node]
    lines: list[tuple[str, str]]  # the kinds of lines it has, each with its word
    kinds: list[tuple[str, str]]


@dataclass(frozen=True)
class Circle:
    """What the part with the circle shows."""

    rows: list[AroundRow]
    picture: Picture | None
    drawn: int
    more: int  # how many more than are drawn
    add: str
    page: str


def circle_rows(resident: Resident, reader: User, *, everybody: bool = False) -> Circle:
    """The circle as staff read it, from a resident who was opened: it asks nothing more.

    The picture has the nearest ten; and so has the list, unless it is to name `everybody`.
    """
    around = _by_name(resident.around)
    drawn = _nearest(around)
    rights = _Rights(resident, reader)
    return Circle(
        rows=[rights.row(each) for each in (around if everybody else drawn)],
        picture=_picture(drawn, resident.known_as, resident),
        drawn=len(drawn),
        more=len(around) - len(drawn),
        add=reverse("cases:circle-add", args=[resident.pk]) if rights.may_write else "",
        page=reverse("cases:circle", args=[resident.pk]),
    )


def my_circle(connections: Iterable[Connection], *, everybody: bool = False) -> Circle:
    """The circle as the resident reads it: the same people, said to them."""
    around = _by_name(connections)
    drawn = _nearest(around)
    return Circle(
        rows=[_said_to_them(each, everybody) for each in (around if everybody else drawn)],
        picture=_picture(drawn, _("Me"), None),
        drawn=len(drawn),
        more=len(around) - len(drawn),
        add="",
        page=reverse("cases:my-people"),
    )


def leads_of(resident: Resident) -> Connection | None:
    """Who leads in the circle of a resident who was opened, if anybody does."""
    return next((each for each in resident.around if each.part == Part.LEAD), None)


def was_rows(ended: Iterable[Connection], resident: Resident | None = None) -> list[WasRow]:
    """Who and what was around a resident, when, and how it ended; or around oneself."""
    return [
        WasRow(
            name=_full_name(each),
            short=_without_the(each.called),
            kind=_kind(each),
            what=_what(each, resident) if resident else _what_to_them(each),
            when=_when(each),
            how=each.how_ended,
            view=each.resident_view,
        )
        for each in ended
    ]


def _when(each: Connection) -> str:
    first = day_in_full(timezone.localdate(each.since))
    last = day_in_full(timezone.localdate(each.until))
    if first == last:
        return last
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


class _Rights:
    """Rows as a worker reads them, with the doors that are theirs."""

    def __init__(self, resident: Resident, reader: User) -> None:
        self.resident = resident
        self.reader = reader
        self.may_write = allows(reader, Right.WRITE_RECORD, resident.written_from)
        self.may_end = self.may_write or allows(reader, Right.LET_LEAD_LEAVE, resident.seen_from)
        self.led = leads_of(resident) is not None

    def row(self, each: Connection) -> AroundRow:
        ids = [self.resident.pk, each.pk]
        changes_lead = each.part == Part.LEAD or (each.user_id and not self.led)
        return AroundRow(
            name=_full_name(each),
            short=_without_the(each.called),
            kind=_kind(each),
            what=_sentences(_what(each, self.resident), each.get_closeness_display()),
            how=_how(each, self.resident),
            is_me=each.user_id == self.reader.pk,
            change=reverse("cases:connection", args=ids) if self.may_write else "",
            end=reverse("cases:connection-end", args=ids) if self.may_end else "",
            lead=reverse("cases:connection-lead", args=ids)
            if self.may_end and changes_lead
            else "",
        )


def _said_to_them(each: Connection, may_ask: bool) -> AroundRow:
    return AroundRow(
        name=each.called,
        short=_without_the(each.called),
        kind=_kind(each),
        what=_sentences(_what_to_them(each), _closeness_to_them(each)),
        how=_how_to_them(each),
        step_back=reverse("cases:my-step-back", args=[each.pk]) if may_ask else "",
    )


def _by_name(connections: Iterable[Connection]) -> list[Connection]:
    return sorted(connections, key=lambda each: (each.called.casefold(), each.pk))


def _nearest(around: list[Connection]) -> list[Connection]:
    """Those to draw, by name: whoever leads first, and then the nearest."""
    by_nearness = sorted(
        around, key=lambda each: (each.part != Part.LEAD, NEARNESS.index(each.closeness))
    )
    nearest = {each.pk for each in by_nearness[:MOST_DRAWN]}
    return [each for each in around if each.pk in nearest]


def _full_name(each: Connection) -> str:
    return each.user.display_name if each.user is not None else each.called


def _kind(each: Connection) -> str:
    if each.user is not None:
        return "staff"
    if each.organisation is None:
        return "person"
    is_group = each.organisation.kind == Organisation.Kind.COMMUNITY_GROUP
    return "group" if is_group else "service"


def _what(each: Connection, resident: Resident) -> str:
    if each.part == Part.LEAD:
        return _("walks with %(name)s") % {"name": resident.known_as}
    if each.about:
        return each.about
    return each.organisation.get_kind_display() if each.organisation else each.get_part_display()


def _what_to_them(each: Connection) -> str:
    if each.part == Part.LEAD:
        return _("walks with you")
    if each.about:
        return each.about
    if each.organisation:
        return each.organisation.get_kind_display()
    return {
        Part.ALONGSIDE: _("helps you too"),
        Part.SPECIALIST: _("helps you with one thing"),
        Part.CONNECTOR: _("knows who can help"),
        Part.PEER: _("has been there too"),
        Part.FAMILY: _("family"),
        Part.FRIEND: _("friend"),
        Part.NEIGHBOUR: _("neighbour"),
        Part.ADVOCATE: _("speaks up with you"),
    }[Part(each.part)]


def _how(each: Connection, resident: Resident) -> str:
    said = {"name": resident.known_as}
    chosen = {
        True: _("%(name)s chose them.") % said,
        False: _("%(name)s did not choose them.") % said,
        None: "",
    }[each.chosen_by_resident]
    since = _("Since %(month)s.") % {"month": _month(each.since)}
    if each.organisation is not None:
        return _together(_sentence(each.organisation.about), chosen)
    if each.user is None:
        return chosen
    reads = {
        Voice.CONTRIBUTES: _("Reads and writes here."),
        Voice.READS: _("Reads here, and does not write."),
        Voice.NEITHER: _("Reads nothing here."),
    }[Voice(each.voice)]
    depth = _("%(worker)s’s own word for it: %(depth)s.") % {
        "worker": each.user.called,
        "depth": each.get_depth_display(),
    }
    view = _("%(name)s says to it: “%(words)s”") % {**said, "words": each.resident_view}
    return _together(
        since, reads, chosen, depth if each.depth else "", view if each.resident_view else ""
    )


def _closeness_to_them(each: Connection) -> str:
    if each.closeness == Closeness.STRAINED:
        return _("not easy")
    return each.get_closeness_display()


def _how_to_them(each: Connection) -> str:
    chosen = {True: _("You chose them."), False: _("You did not choose them."), None: ""}
    reads = {
        Voice.CONTRIBUTES: _("Reads your page, and writes to it."),
        Voice.READS: _("Reads your page."),
        Voice.NEITHER: _("Cannot read your page."),
    }[Voice(each.voice)]
    if each.organisation is not None:
        reads = _sentence(each.organisation.about)
    view = _("You said: “%(words)s”") % {"words": each.resident_view} if each.resident_view else ""
    return _together(reads, chosen[each.chosen_by_resident], view)


def _month(moment: datetime.datetime) -> str:
    return date_format(timezone.localdate(moment), "F Y")


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def _sentences(what: str, *more: str) -> str:
    """What somebody is, and what else is short to say: "sister. Close."""
    return _together(_sentence(what), *(_sentence(capfirst(each)) for each in more))


def _together(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _picture(drawn: list[Connection], centre: str, resident: Resident | None) -> Picture | None:
    """The circle drawn: whoever leads at the top, the others around."""
    if not drawn:
        return None
    order = sorted(drawn, key=lambda each: each.part != Part.LEAD)
    labels = [(cut(_without_the(each.called)), cut(_role(each, resident))) for each in order]
    rings = [RING.get(each.closeness, 2) for each in order]
    spots = place(tuple(Wish.of(ring, *label) for ring, label in zip(rings, labels, strict=True)))
    taller = TALLER[len(order)]
    outermost = RINGS[max(rings)] * taller
    boxes = [box for spot in spots for box in (spot.node, spot.label)]
    top = min(-outermost, *(box.top for box in boxes)) - MARGIN
    bottom = max(outermost, *(box.bottom for box in boxes)) + MARGIN
    lines = {_line(each) for each in order}
    kinds = {_kind(each) for each in order}
    return Picture(
        view=f"0 {top:.0f} {WIDTH} {bottom - top:.0f}",
        middle=_number(MIDDLE),
        centre=cut(centre, IN_THE_MIDDLE),
        rings=[(_number(RINGS[ring]), _number(RINGS[ring] * taller)) for ring in sorted({*rings})],
        near=(_number(NEAR), _number(NEAR * taller)),
        nodes=[
            _node(each, name, role, spot)
            for each, (name, role), spot in zip(order, labels, spots, strict=True)
        ],
        lines=[(line, word) for line, word in _words_for_lines(resident is None) if line in lines],
        kinds=[(kind, word) for kind, word in _words_for_kinds() if kind in kinds],
    )


def _role(each: Connection, resident: Resident | None) -> str:
    """The second line of a label; who leads walks along, where the name is too long for it."""
    said = _what(each, resident) if resident else _what_to_them(each)
    if each.part == Part.LEAD and len(said) > drawing.LETTERS:
        return _("walks along")
    return said


def _words_for_lines(own: bool) -> list[tuple[str, str]]:
    return [
        (Closeness.CLOSE, _("close")),
        (Closeness.STEADY, _("steady")),
        (Closeness.STRAINED, _("not easy") if own else _("strained")),
        (UNSAID, _("not said")),
    ]


def _words_for_kinds() -> list[tuple[str, str]]:
    return [
        ("person", _("person")),
        ("staff", _("works here")),
        ("group", _("group")),
        ("service", _("service")),
    ]


def _line(each: Connection) -> str:
    return each.closeness or UNSAID


def _without_the(name: str) -> str:
    """ "The Old Bus Club" is known by its other words, where there is little room."""
    return name.removeprefix(_("The") + " ")


def _node(each: Connection, name: str, role: str, spot: Spot) -> Node:
    kind, x, y = _kind(each), spot.x, spot.y
    house = f"M{x - 23:.1f} {y + 23:.1f}v-27l23 -20 23 20v27z"
    return Node(
        kind=kind,
        line=_line(each),
        path=_path(_line(each), x, y),
        x=_number(x),
        y=_number(y),
        shape=house if kind == "group" else "",
        corner_x=_number(x - 23),
        corner_y=_number(y - 23),
        initials=_without_the(each.called)[:2],
        initials_y=_number(y + (8 if kind == "group" else 5)),
        name=name,
        role=role,
        label_x=_number(spot.label_x),
        name_y=_number(spot.label.top + 12),
        role_y=_number(spot.label.top + 27),
    )


def _path(line: str, x: float, y: float) -> str:
    """From the middle's edge to somebody's; a strained one goes in a zigzag."""
    across, down = x - MIDDLE, y
    length = math.hypot(across, down)
    along, aside = (across / length, down / length), (-down / length, across / length)
    first, last = CENTRE + 4.0, length - NODE - 4
    turns = max(4, round((last - first) / 8)) if line == Closeness.STRAINED else 1
    points = []
    for turn in range(turns + 1):
        way = first + (last - first) * turn / turns
        off = 0 if turn in (0, turns) else 6 if turn % 2 else -6
        points.append(
            f"{MIDDLE + along[0] * way + aside[0] * off:.1f} {along[1] * way + aside[1] * off:.1f}"
        )
    return "M" + "L".join(points)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")

"""THE LAW: which role may do what, and how far it reaches. Code and database read this one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Protocol

from django.core.exceptions import PermissionDenied

from relational.kernel.models import User

if TYPE_CHECKING:
    from hubs.models import Membership


class Reach(IntEnum):
    """How far a right reaches, from the nearest to the farthest."""

    OWN = 1  # what I am connected with myself
    TEAM = 2  # what the people of my team are connected with
    HUB = 3
    ORGANISATION = 4
    EVERYWHERE = 5


class Right(StrEnum):
    """Something that may be done."""

    MEET = "meet"  # begin a record with somebody
    READ_RECORD = "read_record"
    WRITE_RECORD = "write_record"  # conversations, promises, rests, how to reach somebody
    READ_TRAIL = "read_trail"  # the trail and the looks
    ANSWER_REQUESTS = "answer_requests"  # what residents ask by law about what is kept of them
    RUN_TEAM = "run_team"  # people at work: who joins, in which role
    READ_REFLECTIONS = "read_reflections"  # those that their authors shared
    LET_LEAD_LEAVE = "let_lead_leave"  # without somebody who walks with the person from now on
    REVIEW_WITHHOLDING = "review_withholding"  # what a resident does not see of their record
    NAME_ORGANISATION = "name_organisation"  # a group or service that stood on no list yet
    REVIEW = "review"  # sitting down together: one's own; a manager's with whom they lead
    NAME_BLOCKER = "name_blocker"  # what stops the right thing, and where it was seen
    KEEP_DIRECTORY = "keep_directory"  # correct what it says of a group or service
    OFFER = "offer"  # say what an organisation or a group gives
    KEEP_FEEDS = "keep_feeds"  # directories of others that are read here
    BRING_HELP_IN = "bring_help_in"  # ask a service or a group about somebody
    ANSWER_ASKS = "answer_asks"  # for the service or group that is asked
    KEEP_HOOKS = "keep_hooks"  # other systems that are told what happens
    ASK_IN = "ask_in"  # about somebody outside one's circle: a question, or a record for a day
    ANSWER_WHY = "answer_why"  # to residents, why somebody looked
    USE_PROGRAMS = "use_programs"  # a token, by which a program does what its holder may


_WALKS_WITH_PEOPLE = {
    Right.MEET: Reach.HUB,
    Right.READ_RECORD: Reach.OWN,
    Right.WRITE_RECORD: Reach.OWN,
    Right.READ_REFLECTIONS: Reach.TEAM,
    Right.NAME_ORGANISATION: Reach.EVERYWHERE,
    Right.REVIEW: Reach.OWN,
    Right.NAME_BLOCKER: Reach.EVERYWHERE,
    Right.KEEP_DIRECTORY: Reach.EVERYWHERE,
    Right.OFFER: Reach.ORGANISATION,
    Right.BRING_HELP_IN: Reach.OWN,
    Right.ASK_IN: Reach.EVERYWHERE,
}

LAW: dict[str, dict[Right, Reach]] = {
    "practitioner": _WALKS_WITH_PEOPLE,
    "connector": _WALKS_WITH_PEOPLE,
    "peer": _WALKS_WITH_PEOPLE,
    "hub_manager": {
        Right.MEET: Reach.HUB,
        Right.READ_RECORD: Reach.HUB,
        Right.WRITE_RECORD: Reach.OWN,
        Right.RUN_TEAM: Reach.HUB,
        Right.READ_REFLECTIONS: Reach.HUB,
        Right.LET_LEAD_LEAVE: Reach.HUB,
        Right.REVIEW_WITHHOLDING: Reach.HUB,
        Right.NAME_ORGANISATION: Reach.EVERYWHERE,
        Right.REVIEW: Reach.HUB,
        Right.NAME_BLOCKER: Reach.EVERYWHERE,
        Right.KEEP_DIRECTORY: Reach.EVERYWHERE,
        Right.OFFER: Reach.ORGANISATION,
        Right.BRING_HELP_IN: Reach.OWN,
        Right.ASK_IN: Reach.EVERYWHERE,
    },
    "receiver": {Right.ANSWER_ASKS: Reach.ORGANISATION},
    "senior_manager": {},
    "commissioner": {},
    "policy_partner": {},
    "privacy_officer": {
        Right.READ_TRAIL: Reach.EVERYWHERE,
        Right.ANSWER_WHY: Reach.EVERYWHERE,
        Right.ANSWER_REQUESTS: Reach.EVERYWHERE,
    },
    "administrator": {
        Right.RUN_TEAM: Reach.EVERYWHERE,
        Right.KEEP_DIRECTORY: Reach.EVERYWHERE,
        Right.OFFER: Reach.EVERYWHERE,
        Right.KEEP_FEEDS: Reach.EVERYWHERE,
        Right.KEEP_HOOKS: Reach.EVERYWHERE,
    },
}
for _rights in LAW.values():  # whoever works here
    _rights[Right.USE_PROGRAMS] = Reach.OWN


class Refused(PermissionDenied):
    """The law says no."""


class Thing(Protocol):
    """Something a right is asked about."""

    def nearness(self, user: User, right: Right) -> Reach:
        """By how short a reach the user is connected with it, for what they want to do."""


@dataclass(frozen=True)
class Standing:
    """In what role somebody acts, and for which organisation: what trail and looks say of them."""

    role: str
    organisation: str


def memberships(user: User) -> list[Membership]:
    """Where somebody works today, read once for each user object (a request has its own)."""
    if "_memberships" not in user.__dict__:
        user.__dict__["_memberships"] = list(
            user.memberships.current()
            .select_related("organisation", "hub", "hub__place", "team")
            .order_by("starts", "pk")
        )
    return user.__dict__["_memberships"]


def standing(user: User) -> Standing:
    """Somebody's role and organisation; who works nowhere here is a resident."""
    for membership in memberships(user):
        return Standing(membership.role, membership.organisation.name)
    return Standing("resident", "")


def reach(user: User, right: Right) -> Reach | None:
    """How far a right of this user reaches, or None where no role of theirs has it."""
    reaches = [
        LAW[membership.role][right]
        for membership in memberships(user)
        if right in LAW[membership.role]
    ]
    return max(reaches, default=None)


def allows(user: User, right: Right, near: Reach) -> bool:
    """Whether the law lets this user do something to what is this near to them."""
    reaches = reach(user, right)
    return reaches is not None and near <= reaches


def may(user: User, right: Right, about: Thing | None = None) -> bool:
    """Whether the law lets this user do something, to `about` where it names a thing."""
    if about is None:
        return reach(user, right) is not None
    return allows(user, right, about.nearness(user, right))


def roles_with(right: Right) -> list[str]:
    """The roles that have a right, however far it reaches."""
    return [role for role, rights in LAW.items() if right in rights]


def require_to_give(by: User, role: str) -> None:
    """Raise Refused where a role could do more than `by` can.

    Nobody but who runs teams everywhere hands out rights they lack.
    """
    if reach(by, Right.RUN_TEAM) == Reach.EVERYWHERE:
        return
    for right, how_far in LAW[role].items():
        if (reach(by, right) or 0) < how_far:
            raise Refused(right)


def require(by: User, right: Right, about: Thing | None = None) -> None:
    """Raise Refused unless the law lets `by` do this."""
    if not may(by, right, about):
        raise Refused(right)


def publish(cursor) -> None:
    """Write the law into the database, as the function `law()` that row security reads."""
    rows = ", ".join(
        f"('{role}', '{right}', {int(reach)})"
        for role, rights in LAW.items()
        for right, reach in rights.items()
    )
    body = f"values {rows}"
    cursor.execute(
        'create or replace function law() returns table (role text, "right" text, reach int) '
        f"language sql immutable as $$ {body} $$"
    )

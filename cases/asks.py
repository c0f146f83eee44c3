"""What is asked, read for both sides: by a link, by who is asked, and by who asks."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from django.db import connection as database
from django.db import models
from django.db.models import F, Func, JSONField, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.utils import timezone

from cases import access
from cases.ask_letters import digest_of
from cases.models import Referral, ReferralEvent, ReferralMessage, ThreeWayMeeting
from cases.models.referral import FINAL, ReferralQuerySet, State
from relational.kernel.models import User

LATELY = datetime.timedelta(days=30)
MOST = 500  # rows of a list: the newest


def led_to(token: str) -> tuple[uuid.UUID, uuid.UUID] | None:
    """The link with this token, also one that has run out, and the ask it is for."""
    with database.cursor() as cursor:
        cursor.execute("select id, referral_id from link_of(%s)", [digest_of(token)])
        return cursor.fetchone()


def asked_of(user: User) -> ReferralQuerySet:
    """What others ask of the organisations that somebody answers for."""
    answers = RawSQL("select answers_for(%s)", [user.pk])
    theirs = Referral.objects.filter(organisation__in=answers, sent_at__isnull=False)
    return theirs.exclude(asked_by=user)


def received(user: User) -> list[Referral]:
    """The newest of them, without what is over for long; each as it is `shown` to its reader."""
    shown = Func(F("pk"), function="ask_as_shown", output_field=JSONField())
    still = ~Q(state__in=[*FINAL, State.EXPIRED]) | _lately()
    return list(_listed(asked_of(user)).filter(still).annotate(shown=shown)[:MOST])


def to_take_over(user: User) -> list[ThreeWayMeeting]:
    """The hand-overs under way in which somebody takes over; each as its ask is `shown` to them."""
    shown = Func(F("referral_id"), function="ask_as_shown", output_field=JSONField())
    mine = ThreeWayMeeting.objects.taken_over_by(user).under_way()
    return list(mine.select_related("referral").annotate(shown=shown).order_by("made_at", "pk"))


def taken_over(user: User) -> models.QuerySet[ThreeWayMeeting]:
    """The hand-overs in which somebody takes over, as far as the ask is theirs to read."""
    mine = ThreeWayMeeting.objects.taken_over_by(user)
    return mine.select_related("referral__organisation", "referral__service")


def takes_over(user: User, referral: Referral) -> bool:
    return taken_over(user).filter(referral=referral).exists()


def sent(user: User) -> list[Referral]:
    """The newest of what was asked for those whom somebody walks with, until the loop is closed."""
    for_mine = Referral.objects.filter(resident__in=access.nearest(user).exclude(user=user))
    closed = Q(state=State.WITHDRAWN) | (
        Q(state__in=FINAL, heard_at__isnull=False)
        & (Q(hope__isnull=True) | Q(hope_looked_at__isnull=False))
    )
    return list(_listed(for_mine).select_related("resident").filter(~closed | _lately())[:MOST])


def so_far(referral: Referral) -> list[ReferralEvent | ReferralMessage]:
    """What happened since it was first sent, and what was said, in the order of time."""
    before = (State.DRAFT, State.AWAITING_AGREEMENT)
    moves: Iterable = referral.events.exclude(after__in=before).in_order()
    return sorted([*moves, *referral.messages.all()], key=lambda happened: happened.at)


def _listed(asks: ReferralQuerySet) -> ReferralQuerySet:
    """With the day of the last move (`moved_at`), and whose words are the last (`last_said`)."""
    moves = ReferralEvent.objects.filter(referral=OuterRef("pk")).order_by("-number")
    messages = ReferralMessage.objects.filter(referral=OuterRef("pk")).order_by("-at", "-pk")
    return (
        asks.annotate(
            moved_at=Subquery(moves.values("at")[:1]),
            last_said=Subquery(messages.values("party")[:1]),
        )
        .with_all()
        .newest_first()
    )


def _lately() -> Q:
    return Q(moved_at__gte=timezone.now() - LATELY)

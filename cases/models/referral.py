"""Asking another service in: its moves, what happened, what was asked back, and the links."""

from __future__ import annotations

import uuid

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.models.hope import Hope
from cases.models.resident import Resident
from cases.models.what_matters import Section
from hubs.access import Reach, Right
from hubs.models import Organisation, Service
from relational.kernel.base import Row
from relational.kernel.models import User


class State(models.TextChoices):
    DRAFT = "draft", _("kept for later")
    AWAITING_AGREEMENT = "awaiting_agreement", _("waits for them to agree")
    SENT = "sent", _("waits for an answer")
    ACCEPTED = "accepted", _("they said yes")
    DECLINED = "declined", _("they said no")
    IN_PROGRESS = "in_progress", _("they have begun")
    ON_HOLD = "on_hold", _("it rests")
    COMPLETED = "completed", _("done")
    ENDED_EARLY = "ended_early", _("ended early")
    WITHDRAWN = "withdrawn", _("taken back")
    EXPIRED = "expired", _("nobody answered")


class Party(models.TextChoices):
    """On whose side of an ask somebody acts."""

    ASKS = "asks", _("who asks")
    ANSWERS = "answers", _("who is asked")
    CLOCK = "clock", _("time")


# From where to where, and who goes there. Code, forms, the API and the database's trigger read it.
_ASKS, _ANSWERS = Party.ASKS, Party.ANSWERS
_ENDS = {State.COMPLETED: _ANSWERS, State.ENDED_EARLY: _ANSWERS, State.WITHDRAWN: _ASKS}
MOVES: dict[str, dict[State, Party]] = {
    State.DRAFT: {
        State.AWAITING_AGREEMENT: _ASKS,
        State.SENT: _ASKS,
        State.WITHDRAWN: _ASKS,
    },
    State.AWAITING_AGREEMENT: {State.SENT: _ASKS, State.DRAFT: _ASKS, State.WITHDRAWN: _ASKS},
    State.SENT: {
        State.ACCEPTED: _ANSWERS,
        State.DECLINED: _ANSWERS,
        State.WITHDRAWN: _ASKS,
        State.EXPIRED: Party.CLOCK,
    },
    State.EXPIRED: {State.SENT: _ASKS, State.WITHDRAWN: _ASKS},
    State.ACCEPTED: {State.IN_PROGRESS: _ANSWERS, State.ON_HOLD: _ANSWERS, **_ENDS},
    State.IN_PROGRESS: {State.ON_HOLD: _ANSWERS, **_ENDS},
    State.ON_HOLD: {State.IN_PROGRESS: _ANSWERS, **_ENDS},
}
FINAL = (State.DECLINED, State.WITHDRAWN, State.COMPLETED, State.ENDED_EARLY)
# What the service may read: nothing before it is sent, nothing after it is over.
OPEN_TO_THE_SERVICE = (State.SENT, State.ACCEPTED, State.IN_PROGRESS, State.ON_HOLD)

SAID_YES = (
    *(State.ACCEPTED, State.IN_PROGRESS, State.ON_HOLD),
    *(State.COMPLETED, State.ENDED_EARLY),
)


class Reason(models.TextChoices):
    """Why somebody said no, paused, ended early, or took an ask back."""

    FULL = "full", _("no room now")
    NOT_FOR_US = "not_for_us", _("not what we do")
    SOMEBODY_ELSE = "somebody_else", _("somebody else is better placed")
    TOO_FAR = "too_far", _("too far away")
    COULD_NOT_REACH = "could_not_reach", _("could not reach them")
    THEY_ASKED = "they_asked", _("they asked for it")
    NOT_A_GOOD_TIME = "not_a_good_time", _("not a good time for them")
    MOVED_AWAY = "moved_away", _("they moved away")
    NO_LONGER_NEEDED = "no_longer_needed", _("no longer needed")
    SHARING_ENDED = "sharing_ended", _("they no longer share this")
    OTHER = "other", _("something else")


REASONS: dict[str, tuple[Reason, ...]] = {
    State.DECLINED: (
        Reason.FULL,
        Reason.NOT_FOR_US,
        Reason.SOMEBODY_ELSE,
        Reason.TOO_FAR,
        Reason.COULD_NOT_REACH,
        Reason.OTHER,
    ),
    State.ON_HOLD: (
        Reason.THEY_ASKED,
        Reason.NOT_A_GOOD_TIME,
        Reason.COULD_NOT_REACH,
        Reason.FULL,
        Reason.OTHER,
    ),
    State.ENDED_EARLY: (
        Reason.THEY_ASKED,
        Reason.COULD_NOT_REACH,
        Reason.MOVED_AWAY,
        Reason.SOMEBODY_ELSE,
        Reason.OTHER,
    ),
    State.WITHDRAWN: (
        Reason.NO_LONGER_NEEDED,
        Reason.THEY_ASKED,
        Reason.SOMEBODY_ELSE,
        Reason.SHARING_ENDED,
        Reason.OTHER,
    ),
}


class ReferralQuerySet(models.QuerySet["Referral"]):
    def hold(self, pk: uuid.UUID) -> Referral:
        """Lock an ask for a verb."""
        return (
            self.select_related("organisation", "service")
            .select_for_update(of=["self"], no_key=True)
            .get(pk=pk)
        )

    def with_all(self) -> ReferralQuerySet:
        """Without who asked: not everybody who reads an ask may see them."""
        return self.select_related("organisation", "service", "hope")

    def still_open(self) -> ReferralQuerySet:
        """Those that are not over, sent or not."""
        return self.exclude(state__in=FINAL)

    def waiting_for_an_answer(self) -> ReferralQuerySet:
        return self.filter(state=State.SENT)

    def waiting_for_agreement(self) -> ReferralQuerySet:
        return self.filter(state=State.AWAITING_AGREEMENT)

    def of(self, user: User) -> ReferralQuerySet:
        """What somebody asked, and what the organisations they answer for are asked."""
        answers = RawSQL("select answers_for(%s)", [user.pk])
        return self.filter(Q(asked_by=user) | Q(organisation__in=answers, sent_at__isnull=False))

    def asked_for(self, resident: Resident) -> ReferralQuerySet:
        return self.filter(resident=resident)

    def said_yes_to(self) -> ReferralQuerySet:
        """Those that somebody said yes to, and that nobody took back."""
        return self.filter(state__in=SAID_YES)

    def with_a_service(self) -> ReferralQuerySet:
        """Those that were sent, and are not over."""
        return self.filter(state__in=OPEN_TO_THE_SERVICE)

    def handing_over(self) -> ReferralQuerySet:
        """Those under way by which somebody else is to walk with a resident."""
        under_way = self.with_a_service().exclude(state=State.SENT)
        return under_way.filter(kind=Referral.Kind.HAND_OVER)

    def to_be_heard_of(self, user: User) -> ReferralQuerySet:
        """Those of which somebody was asked whether it helped, and nobody has heard yet."""
        asked = AskNudge.objects.filter(
            referral=OuterRef("pk"), to=user, kind__startswith="ask_did_it_help"
        )
        return self.said_yes_to().filter(Exists(asked), heard_at__isnull=True)

    def newest_first(self) -> ReferralQuerySet:
        return self.order_by("-made_at", "-pk")


_SENT_STAYS = """
    if old.state not in ('draft', 'awaiting_agreement')
       and (new.resident_id, new.kind, new.asked_by_id, new.organisation_id, new.service_id,
            new.what_for, new.how_best, new.urgency, new.sections, new.hope_id, new.override,
            new.override_why, new.asked_together, new.tried_before_id)
           is distinct from
           (old.resident_id, old.kind, old.asked_by_id, old.organisation_id, old.service_id,
            old.what_for, old.how_best, old.urgency, old.sections, old.hope_id, old.override,
            old.override_why, old.asked_together, old.tried_before_id) then
        raise exception 'what was sent is not changed' using errcode = 'check_violation';
    end if;
    return new;
"""


@pghistory.track(
    model_name="ReferralImage", obj_field=pghistory.ObjForeignKey(related_name="images")
)
class Referral(Row):
    """Help that is asked in. Who walks with the resident goes on walking with them."""

    class Kind(models.TextChoices):
        PULL_IN = "pull_in", _("come alongside")
        INTRODUCE = "introduce", _("be introduced")
        REFER = "refer", _("do something they do")
        HAND_OVER = "hand_over", _("take over the walking")
        ON_BEHALF = "on_behalf", _("passed on for somebody else")
        SELF = "self", _("the resident asks")

    class Urgency(models.TextChoices):
        ROUTINE = "routine", _("in the next few weeks")
        URGENT = "urgent", _("this week")

    class Override(models.TextChoices):
        """On what ground something is shared that was not agreed."""

        SAFETY = "safety", _("to keep somebody safe")
        BEST_INTERESTS = "best_interests", _("in their best interests")
        BY_LAW = "by_law", _("the law asks for it")

    class Outcome(models.TextChoices):
        """What came of it, as far as the resident said."""

        HELPED = "helped", _("it helped")
        PARTLY = "partly", _("it helped a little")
        DID_NOT = "did_not", _("it did not help")
        COULD_NOT_ASK = "could_not_ask", _("they could not be asked")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="referrals")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PULL_IN)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="asked"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(
        Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    hope = models.ForeignKey(
        Hope, on_delete=models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    what_for = models.CharField(_("what it is for"), max_length=2_000, blank=True)  # their words
    how_best = models.CharField(_("how best to get on with them"), max_length=2_000, blank=True)
    urgency = models.CharField(max_length=7, choices=Urgency, default=Urgency.ROUTINE)
    sections = ArrayField(
        models.CharField(max_length=24, choices=Section), default=list, blank=True
    )
    override = models.CharField(max_length=14, choices=Override, blank=True)
    override_why = models.CharField(_("why"), max_length=500, blank=True)
    state = models.CharField(max_length=18, choices=State, default=State.DRAFT)
    sent_at = models.DateTimeField(null=True)  # the latest time
    opened_at = models.DateTimeField(null=True)  # by the service, since then
    # Several were asked together, and the first yes takes the others back.
    asked_together = models.UUIDField(null=True, blank=True)
    tried_before = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="tried_next"
    )
    meeting = models.CharField(_("when and where"), max_length=300, blank=True)
    meets = models.CharField(_("who they will meet"), max_length=160, blank=True)
    outcome = models.CharField(max_length=13, choices=Outcome, blank=True)
    heard = models.CharField(_("what they say"), max_length=2_000, blank=True)
    heard_at = models.DateTimeField(null=True)
    hope_looked_at = models.DateTimeField(null=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(override="") | ~Q(override_why=""), name="an_override_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "awaiting_agreement", "withdrawn"])
                | Q(sent_at__isnull=False),
                name="what_was_sent_says_when",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", heard_at__isnull=True)
                | ~Q(outcome="") & Q(heard_at__isnull=False),
                name="what_was_heard_says_when",
            ),
            models.CheckConstraint(
                condition=Q(tried_before__isnull=True) | ~Q(tried_before=F("id")),
                name="an_ask_does_not_follow_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["resident", "made_at"], name="referrals_of_resident"),
            models.Index(fields=["organisation", "state"], name="referrals_to_organisation"),
            models.Index(fields=["asked_by", "state"], name="referrals_asked_by"),
            models.Index(
                fields=["sent_at"], name="referrals_unanswered", condition=Q(state="sent")
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="moves",
                field="state",
                transitions=[(before, after) for before, to in MOVES.items() for after in to],
            ),
            pgtrigger.Protect(
                name="begins_as_a_draft",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__state__df="draft"),
            ),
            pgtrigger.Trigger(
                name="sent_stays",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=_SENT_STAYS,
            ),
        ]

    def nearness(self, user: User, right: Right) -> Reach:
        """Near for who answers for the organisation; else as near as the resident."""
        if right == Right.ANSWER_ASKS:
            return self.organisation.nearness(user, right)
        return self.resident.nearness(user, right)

    @property
    def to(self) -> str:
        """Who is asked, by the name of the service where one is named."""
        return self.service.name if self.service else self.organisation.name

    @property
    def is_final(self) -> bool:
        return self.state in FINAL

    @property
    def loop_closed(self) -> bool:
        """Over, and the resident was heard, and the hope it served looked at again."""
        looked = self.hope_id is None or self.hope_looked_at is not None
        return self.is_final and self.heard_at is not None and looked

    def may_move(self, to: str, party: str) -> bool:
        """Whether this side may take it there from where it is."""
        return MOVES.get(self.state, {}).get(State(to)) == party

    def move_to(self, to: str, party: str) -> str:
        """Take it to another state. Returns the one before.

        Raises ValidationError where this side may not, in a sentence for who tried.
        """
        if not self.may_move(to, party):
            raise ValidationError(
                _now("This has changed meanwhile: %(state)s. Look at it again.")
                % {"state": self.get_state_display()},
                code="moved",
            )
        before, self.state = self.state, to
        return before


class ReferralEventQuerySet(models.QuerySet["ReferralEvent"]):
    def in_order(self) -> ReferralEventQuerySet:
        return self.order_by("number")


def _in_the_table() -> Q:
    """A beginning, or a move of the table by the side that may make it."""
    moves = Q(before="", after=State.DRAFT, party=Party.ASKS)
    for before, to in MOVES.items():
        for after, party in to.items():
            moves |= Q(before=before, after=after, party=party)
    return moves


class ReferralEvent(Row):
    """One move of an ask. Never changed; played again they lead to where it stands."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="events")
    number = models.PositiveIntegerField()  # its place, from 1
    before = models.CharField(max_length=18, choices=State, blank=True)  # empty: it was begun
    after = models.CharField(max_length=18, choices=State)
    party = models.CharField(max_length=7, choices=Party)
    reason = models.CharField(max_length=16, choices=Reason, blank=True)
    words = models.CharField(max_length=2_000, blank=True)
    # Who could help instead, in the words of who says no.
    suggestion = models.CharField(max_length=300, blank=True, db_default="")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )  # empty: by a link, or by time
    by_name = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = ReferralEventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral", "number"], name="one_move_a_number"),
            models.CheckConstraint(condition=_in_the_table(), name="moves_of_the_table"),
            models.CheckConstraint(
                condition=~Q(after__in=["declined", "on_hold", "withdrawn", "ended_early"])
                | (~Q(reason="") & ~Q(words="")),
                name="a_no_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(after="completed") | ~Q(words=""), name="done_says_what"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class ReferralMessage(Row):
    """A question of who is asked, or what who asks says to it. It moves nothing."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="messages")
    party = models.CharField(max_length=7, choices=Party)
    text = models.CharField(max_length=2_000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by_name = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["referral", "at"], name="messages_of_referral")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class ReplyLinkQuerySet(models.QuerySet["ReplyLink"]):
    def live(self) -> ReplyLinkQuerySet:
        return self.filter(ends_at__gt=timezone.now())


class ReplyLink(Row):
    """The door of somebody without an account to one ask. What is kept is the token's SHA-256."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    address = models.CharField(max_length=254)  # where it was sent to
    letter_id = models.UUIDField()  # that brought it
    ends_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)  # somebody pressed “Show me”

    objects = ReplyLinkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["referral"], name="links_of_referral")]


class AskNudge(Row):
    """Somebody to be reminded of an ask: found by the clock once, told of when their day has room.

    The database's own functions keep it (see migration `ask_clock`). A letter can stand for several.
    """

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="nudges")
    kind = models.CharField(max_length=40)
    since = models.DateTimeField()  # of which sending, which yes, or which last day it speaks
    # Empty: who is asked, at their own address.
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)  # told, or no longer needed
    letter_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "kind", "since", "to"],
                nulls_distinct=False,
                name="reminded_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["made_at"], name="nudges_waiting", condition=Q(settled_at__isnull=True)
            ),
            models.Index(fields=["letter_id"], name="nudges_of_letter"),
            models.Index(fields=["settled_at"], name="nudges_settled"),
        ]

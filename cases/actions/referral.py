"""Asking help in, and answering: every move of an ask, by who asks, who is asked, and in which words.

Who is asked acts with an account, or by a link (`by` is then its ReplyLink). Each move is one row of
the log and one letter to everybody whom it concerns, in one transaction.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection as database
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cases.actions.sharing import answers_now, decide
from cases.models import (
    Hope,
    Referral,
    ReferralEvent,
    ReferralMessage,
    ReplyLink,
    Resident,
    ThreeWayMeeting,
)
from cases.models.referral import OPEN_TO_THE_SERVICE, REASONS, Party, Reason, State
from cases.models.sharing import Answer
from hubs.access import Refused, Right, may, require, standing
from hubs.actions import hook
from hubs.actions.directory import touch
from hubs.models import Membership, Organisation, Service, email_of
from relational.kernel import audit, outbox
from relational.kernel.base import id_for, insert_once, new_id
from relational.kernel.models import User

Answerer = User | ReplyLink
BY_LINK = "by link"  # the role that the trail shows


# --- Who asks -------------------------------------------------------------------------------------
@transaction.atomic
def draft(
    resident: Resident,
    *,
    by: User,
    organisation: Organisation,
    service: Service | None = None,
    kind: str = Referral.Kind.PULL_IN,
    what_for: str,
    how_best: str = "",
    urgency: str = Referral.Urgency.ROUTINE,
    sections: Iterable[str] = (),
    hope: Hope | None = None,
    override: str = "",
    override_why: str = "",
    asked_together: uuid.UUID | None = None,
    tried_before: Referral | None = None,
    key: uuid.UUID | None = None,
) -> Referral:
    """Begin to ask an organisation, or one of its services, for help with somebody.

    Nobody is written to yet. The same `key` twice is the same ask. A resident asks for themself, and
    nobody else does so in their name. Raises Refused (no right), or ValidationError where it does not
    say what for, shares without agreement and gives no reason, asks to take over where nobody could,
    or the resident has stopped for now.
    """
    resident = Resident.objects.hold(resident.pk)
    if kind == Referral.Kind.SELF:
        _require_oneself(by, resident)
    else:
        require(by, Right.BRING_HELP_IN, resident)
    _check_can_take_over(kind, organisation, by)
    referral, is_new = insert_once(
        Referral(
            id=id_for(by.pk, key or new_id()),
            resident=resident,
            asked_by=by,
            organisation=organisation,
            service=service,
            asked_together=asked_together,
            tried_before=tried_before,
            **_about(
                resident,
                kind=kind,
                what_for=what_for,
                how_best=how_best,
                urgency=urgency,
                sections=sections,
                hope=hope,
                override=override,
                override_why=override_why,
            ),
        ),
        said=["resident_id", "organisation_id", "service_id", "what_for"],
    )
    if is_new:
        _log(referral, "", Party.ASKS, by)
    return referral


@transaction.atomic
def change(referral: Referral, *, by: User, **about: Any) -> Referral:
    """Say something else in an ask that was not sent. Raises as `draft` does, and where it was sent."""
    referral = _mine(referral, by)
    if referral.state not in (State.DRAFT, State.AWAITING_AGREEMENT):
        raise ValidationError(_("This was sent meanwhile, so nothing was changed."))
    for name, value in _about(referral.resident, **about).items():
        setattr(referral, name, value)
    _check_can_take_over(referral.kind, referral.organisation, by)
    referral.save(update_fields=list(about))
    return referral


def _about(resident: Resident, **about: Any) -> dict[str, Any]:
    """What an ask says, checked and tidied."""
    for name in ("what_for", "how_best", "override_why"):
        if name in about:
            about[name] = about[name].strip()
    if "what_for" in about and not about["what_for"]:
        raise ValidationError({"what_for": _("Write what it is for, in their words.")})
    if about.get("override") and not about.get("override_why"):
        raise ValidationError({"override_why": _("Say why.")})
    hope = about.get("hope")
    if hope is not None and hope.resident_id != resident.pk:
        raise ValidationError({"hope": _("Choose one of their hopes.")})
    if "sections" in about:
        about["sections"] = sorted(set(about["sections"]))
    return about


def who_could_take_over(organisation: Organisation, apart_from: set[uuid.UUID]) -> list[User]:
    """Who works for an organisation, signs in here and may walk with people; by name."""
    at_work = Membership.objects.current().filter(organisation=organisation)
    ids = at_work.with_right(Right.READ_RECORD).user_ids() - apart_from
    return list(User.objects.filter(pk__in=ids).order_by("display_name", "pk"))


def _check_can_take_over(kind: str, organisation: Organisation, by: User) -> None:
    """Raise ValidationError for a hand-over to where nobody could walk with somebody from then on."""
    if kind == Referral.Kind.HAND_OVER and not who_could_take_over(organisation, {by.pk}):
        raise ValidationError(
            {
                "kind": _(
                    "Nobody of %(name)s signs in here and walks with people, so nobody there can "
                    "take over. Ask them to come alongside, or let somebody who leads a hub "
                    "invite them first."
                )
                % {"name": organisation.name}
            }
        )


@transaction.atomic
def wait_for_agreement(referral: Referral, *, by: User) -> Referral:
    """Ask the resident first. Raises Refused, or ValidationError where it was sent."""
    referral = _mine(referral, by)
    _move(referral, State.AWAITING_AGREEMENT, Party.ASKS, by)
    return referral


@transaction.atomic
def send(referral: Referral, *, by: User) -> Referral:
    """Send an ask, or send it again after nobody answered.

    Raises Refused, or ValidationError where they left the directory, a part of the page is not
    shared with them or is kept from who sends it, they cannot be written to, or it has been sent.
    """
    return _send(_mine(referral, by), by)


@transaction.atomic
def agree(referral: Referral, *, by: User, seen: str) -> Referral:
    """Agree, as the resident, to an ask that waits for it: it shares what it says, and is sent.

    `seen` is the `fingerprint` of what they read. Raises Refused where it is not about them, or
    ValidationError as `send` does, and where it says something else since they read it.
    """
    referral = _about_oneself(referral, by)
    if referral.state != State.AWAITING_AGREEMENT or fingerprint(referral) != seen:
        raise ValidationError(_("This has changed since you read it. Please read it again."))
    if referral.sections:
        decide(
            referral.resident,
            referral.sections,
            Answer.YES,
            by=by,
            organisation=referral.organisation,
        )
    return _send(referral, by)


def fingerprint(referral: Referral) -> str:
    """A mark of what somebody agrees to: another wording, another part or somebody else is another."""
    said = [referral.organisation_id, referral.service_id, referral.kind, referral.urgency]
    said += [referral.what_for, referral.how_best, *referral.sections]
    return hashlib.sha256("\n".join(map(str, said)).encode()).hexdigest()


def _send(referral: Referral, by: User) -> Referral:
    if (referral.service or referral.organisation).gone_since is not None:
        gone = _("%(who)s is no longer in the directory. Ask somebody else.")
        raise ValidationError({"organisation": gone % {"who": referral.to}})
    if referral.resident.kept_from(by).intersection(referral.sections):
        raise ValidationError(
            {"sections": _("A part of this is kept from you, so it is not yours to share.")}
        )
    answers = answers_now(referral.resident, referral.organisation)
    if not referral.override and any(answers[each] != Answer.YES for each in referral.sections):
        raise ValidationError(
            {"sections": _("They have not said yes to all of this. Ask them, or leave it out.")}
        )
    if not (email_of(referral.organisation, referral.service) or _receivers(referral)):
        raise ValidationError(
            {"organisation": _("No e-mail address of theirs is known here. Ring them.")}
        )
    _check_can_take_over(referral.kind, referral.organisation, by)
    referral.sent_at, referral.opened_at = timezone.now(), None
    event = _move(referral, State.SENT, Party.ASKS, by, also=["sent_at", "opened_at"])
    _tell_service(referral, event, "ask_arrived")
    return referral


@transaction.atomic
def withdraw(referral: Referral, *, by: User, reason: str, words: str) -> Referral:
    """Take an ask back. Raises Refused, or ValidationError: without a reason, or when it is over."""
    referral = _mine(referral, by)
    was_sent = referral.sent_at is not None
    event = _move(referral, State.WITHDRAWN, Party.ASKS, by, reason=reason, words=words)
    if was_sent:
        _tell_service(referral, event, "ask_taken_back")
        _tell_resident(referral, event)
    return referral


@transaction.atomic
def stop(referral: Referral, *, by: User, words: str = "") -> Referral:
    """Take an ask back by the resident's own word, whoever asked. Who asked and walks with them is told.

    Raises Refused where it is not about them, or ValidationError when it is over.
    """
    referral = _about_oneself(referral, by)
    was_sent = referral.sent_at is not None
    with translation.override(settings.LANGUAGE_CODE):
        wanted = _("%(name)s wanted it so.") % {"name": referral.resident.known_as}
    event = _move(
        referral,
        State.WITHDRAWN,
        Party.ASKS,
        by,
        reason=Reason.THEY_ASKED,
        words=words.strip() or wanted,
    )
    if was_sent:
        _tell_service(referral, event, "ask_taken_back")
    _tell_who_walks(referral, "ask_stopped", event.pk)
    return referral


def take_back_at_goodbye(resident: Resident, *, by: User, reason: str, words: str) -> None:
    """Take back all that is still open. For verbs that hold the record and asked the law."""
    for pk in resident.referrals.all().still_open().order_by("pk").values_list("pk", flat=True):
        referral = Referral.objects.hold(pk)
        referral.resident = resident
        event = _move(referral, State.WITHDRAWN, Party.ASKS, by, reason=reason, words=words)
        if referral.sent_at is not None:
            _tell_service(referral, event, "ask_taken_back")


@transaction.atomic
def hear(
    referral: Referral, *, by: User, outcome: str, heard: str, hope_looked_at: bool = False
) -> Referral:
    """Write down what the resident says came of it, or why they could not be asked.

    The resident may say it themself, also without a word more; who asked and who walks with them is
    then written to, once. The loop is closed when the ask is
    over and the hope it served was looked at again. Raises Refused, or ValidationError where one of
    the two is missing.
    """
    referral, is_their_own = _to_hear(referral, by)
    if outcome not in Referral.Outcome.values:
        raise ValidationError({"outcome": _("Choose what came of it.")})
    if not heard.strip() and not is_their_own:
        raise ValidationError({"heard": _("Write what they say, or why they could not be asked.")})
    if referral.sent_at is None:
        raise ValidationError(_("Nobody was asked yet."))
    referral.outcome, referral.heard, referral.heard_at = outcome, heard.strip(), timezone.now()
    if hope_looked_at and referral.hope_looked_at is None:
        referral.hope_looked_at = timezone.now()
    referral.save(update_fields=["outcome", "heard", "heard_at", "hope_looked_at"])
    _record(referral, "referral.heard", by)
    if is_their_own:
        _tell_who_walks(referral, "ask_heard", referral.pk)
    return referral


# --- Who is asked ---------------------------------------------------------------------------------
@transaction.atomic
def open_it(link: ReplyLink) -> None:
    """Note that somebody pressed “Show me” on the page of a link."""
    referral = _theirs(link.referral, link)
    now = timezone.now()
    ReplyLink.objects.filter(pk=link.pk, opened_at__isnull=True).update(opened_at=now)
    if referral.opened_at is None:
        referral.opened_at = now
        referral.save(update_fields=["opened_at"])
    _record(referral, "referral.opened", link)


@transaction.atomic
def look(referral: Referral, *, by: User) -> None:
    """Note that somebody with an account opened what they are asked. Raises Refused."""
    referral = _theirs(referral, by)
    if referral.opened_at is None:
        referral.opened_at = timezone.now()
        referral.save(update_fields=["opened_at"])
    _record(referral, "referral.opened", by)


@transaction.atomic
def accept(referral: Referral, *, by: Answerer, meeting: str, meets: str) -> Referral:
    """Say yes: when and where, and whom they will meet.

    Where several were asked together, the others are thanked and taken back. Raises Refused, or
    ValidationError where something is missing or it has been answered.
    """
    if referral.asked_together:  # two who say yes at once wait here, not crosswise
        with database.cursor() as cursor:
            key = str(referral.asked_together)
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    referral = _theirs(referral, by)
    _refuse_unshared(referral)
    referral.meeting, referral.meets = meeting.strip(), meets.strip()
    if not referral.meeting:
        raise ValidationError({"meeting": _("Say when, and where.")})
    event = _move(
        referral,
        State.ACCEPTED,
        Party.ANSWERS,
        by,
        words=referral.meeting,
        also=["meeting", "meets"],
    )
    if referral.asked_together:
        with database.cursor() as cursor:
            said = _("Somebody else said yes first. Thank you.")
            cursor.execute("select take_back_the_others(%s, %s)", [referral.pk, said])
    _tell_asker(referral, event)
    return referral


@transaction.atomic
def answer(
    referral: Referral,
    to: str,
    *,
    by: Answerer,
    reason: str = "",
    words: str = "",
    suggestion: str = "",
) -> Referral:
    """Decline, begin, rest, complete or end early.

    A no, a rest and an early end say why, by a code and a sentence, and may suggest who else could
    help; what is done says what was done. Raises Refused, or ValidationError where that is missing
    or it does not go there from here; a hand-over is done by two signatures (see three_way).
    """
    referral = _theirs(referral, by)
    _refuse_unshared(referral)
    if to == State.COMPLETED and referral.kind == Referral.Kind.HAND_OVER:
        raise ValidationError(what_is_missing(referral))
    event = _move(
        referral, to, Party.ANSWERS, by, reason=reason, words=words, suggestion=suggestion
    )
    _tell_asker(referral, event)
    return referral


def finish(referral: Referral, *, by: User, words: str) -> None:
    """Say that a hand-over is done. For the verb that holds it, once both have signed."""
    event = _move(referral, State.COMPLETED, Party.ANSWERS, by, words=words)
    _tell_resident(referral, event)


def what_is_missing(referral: Referral) -> str:
    """Why a hand-over is not done."""
    meeting = ThreeWayMeeting.objects.filter(referral=referral).first()
    if meeting is None:
        return _(
            "This is done once the three of you have met, and both who hands over and who takes "
            "over have signed. Nobody has written the meeting down yet."
        )
    unsigned = [
        name
        for name, signed_at in (
            (meeting.giver_name, meeting.giver_signed_at),
            (meeting.taker_name, meeting.taker_signed_at),
        )
        if signed_at is None
    ]
    names = _(" and ").join(unsigned)
    return _("This is done once both have signed. It waits for %(names)s.") % {"names": names}


@transaction.atomic
def say_room(referral: Referral, room: str, *, by: Answerer) -> None:
    """Say in the directory whether who is asked has room now: the service, or the organisation.

    Raises Refused.
    """
    referral = _theirs(referral, by)
    thing = referral.service or referral.organisation
    thing.capacity, thing.capacity_date = room, timezone.localdate()
    thing.save(update_fields=["capacity", "capacity_date"])
    touch(thing)
    user = by if isinstance(by, User) else None
    audit.record(
        user,
        f"{thing._meta.model_name}.room",
        thing,
        role=standing(user).role if user else BY_LINK,
        named="" if user else referral.organisation.name,
    )


@transaction.atomic
def send_fresh_link(link: ReplyLink) -> bool:
    """Write a fresh link to the address that is known of who is asked; once a day for each ask.

    Returns whether there is such an address.
    """
    referral = Referral.objects.hold(link.referral_id)
    if not email_of(referral.organisation, referral.service):
        return False
    key = f"ask_link:{referral.pk}:{timezone.localdate()}"
    outbox.post("ask_link", to=None, about=referral, dedupe_key=key)
    _record(referral, "referral.link_wanted", link)
    return True


# --- Between the two ------------------------------------------------------------------------------
@transaction.atomic
def say(
    referral: Referral, text: str, *, by: Answerer, key: uuid.UUID | None = None
) -> ReferralMessage:
    """Ask something back, or answer that. It moves nothing.

    The same `key` twice is the same message. Raises Refused, or ValidationError.
    """
    asks = isinstance(by, User) and not may(by, Right.ANSWER_ASKS, referral)
    referral = _mine(referral, by) if asks else _theirs(referral, by)
    if not text.strip():
        raise ValidationError({"text": _("Write something first.")})
    if referral.state not in OPEN_TO_THE_SERVICE:
        raise ValidationError(_("This is over, so nothing was sent."))
    if not asks:
        _refuse_unshared(referral)
    message, is_new = insert_once(
        ReferralMessage(
            id=id_for(referral.pk, key or new_id()),
            referral=referral,
            party=Party.ASKS if asks else Party.ANSWERS,
            text=text.strip(),
            by=by if isinstance(by, User) else None,
            by_name=_name(referral, by),
        ),
        said=["referral_id", "party", "text"],
    )
    if not is_new:
        return message
    _record(referral, "referral.message", by)
    if asks:
        _tell_service(referral, message, "ask_said")
    else:
        for user_id in _concerned(referral, walking=True):
            once = f"ask_question:{message.pk}:{user_id}"
            outbox.post("ask_question", to=user_id, about=referral, dedupe_key=once)
        if referral.kind == Referral.Kind.SELF:
            _tell_resident(referral, message)
    return message


# --- In the same words for all --------------------------------------------------------------------
def _mine(referral: Referral, by: User | ReplyLink) -> Referral:
    """The ask, held, for who may ask for this resident, also themself. Raises Refused."""
    if not isinstance(by, User):
        raise Refused(Right.BRING_HELP_IN)
    resident = _held(referral)
    referral = Referral.objects.hold(referral.pk)
    if referral.kind != Referral.Kind.SELF or resident.user_id != by.pk:
        require(by, Right.BRING_HELP_IN, resident)
    referral.resident = resident
    return referral


def _about_oneself(referral: Referral, by: User) -> Referral:
    """The ask, held, for the resident it is about, whoever asked. Raises Refused."""
    resident = _held(referral)
    _require_oneself(by, resident)
    referral = Referral.objects.hold(referral.pk)
    referral.resident = resident
    return referral


def _require_oneself(by: User, resident: Resident) -> None:
    """Raise Refused for anybody but the resident, or ValidationError where they stopped for now."""
    if resident.user_id != by.pk:
        raise Refused(Right.BRING_HELP_IN)
    if resident.state == Resident.State.ENDED:
        raise ValidationError(_("You stopped for now. Come back first: one tap on your page."))


def _to_hear(referral: Referral, by: User) -> tuple[Referral, bool]:
    """The ask, held, for who may ask for this resident, or the resident; and whether it is they."""
    if _held(referral).user_id != by.pk:
        return _mine(referral, by), False
    return Referral.objects.hold(referral.pk), True


def _held(referral: Referral) -> Resident:
    """The resident, held. Raises Refused for who is asked, and does not see them."""
    try:
        return Resident.objects.hold(referral.resident_id)
    except Resident.DoesNotExist:
        raise Refused(Right.BRING_HELP_IN) from None


def _theirs(referral: Referral, by: Answerer) -> Referral:
    """The ask, held, for who answers it: nobody answers their own. Raises Refused."""
    referral = Referral.objects.hold(referral.pk)
    if isinstance(by, ReplyLink):
        if by.referral_id != referral.pk or by.ends_at <= timezone.now():
            raise Refused(Right.ANSWER_ASKS)
        return referral
    require(by, Right.ANSWER_ASKS, referral)
    if referral.asked_by_id == by.pk:
        raise Refused(Right.ANSWER_ASKS)
    return referral


def _refuse_unshared(referral: Referral) -> None:
    """Nobody answers what they may not read any more. Raises ValidationError."""
    with database.cursor() as cursor:
        cursor.execute("select ask_as_shown(%s)->>'closed' = 'not_shared'", [referral.pk])
        (closed,) = cursor.fetchone()
    if closed:
        raise ValidationError(
            _("What was shared with you changed meanwhile, so nothing was sent."), code="closed"
        )


def _move(
    referral: Referral,
    to: str,
    party: str,
    by: Answerer,
    *,
    reason: str = "",
    words: str = "",
    suggestion: str = "",
    also: Iterable[str] = (),
) -> ReferralEvent:
    words = words.strip()
    if to in REASONS and reason not in REASONS[to]:
        raise ValidationError({"reason": _("Choose why.")})
    if to in REASONS and not words:
        raise ValidationError({"words": _("Say it in a sentence.")})
    if to == State.COMPLETED and not words:
        raise ValidationError({"words": _("Say what was done.")})
    before = referral.move_to(to, party)
    referral.save(update_fields=["state", *also])
    reason = reason if to in REASONS else ""
    suggestion = suggestion.strip()
    return _log(referral, before, party, by, reason=reason, words=words, suggestion=suggestion)


def _log(referral: Referral, before: str, party: str, by: Answerer, **said: str) -> ReferralEvent:
    event = ReferralEvent.objects.create(
        referral=referral,
        number=referral.events.count() + 1,
        before=before,
        after=referral.state,
        party=party,
        **said,
        by=by if isinstance(by, User) else None,
        by_name=_name(referral, by),
    )
    _record(referral, f"referral.{referral.state}", by)
    transaction.on_commit(lambda: outbox.nudge(hook.TASK))
    return event


def _record(referral: Referral, verb: str, by: Answerer) -> None:
    user = by if isinstance(by, User) else None
    audit.record(
        user,
        verb,
        referral,
        role=standing(user).role if user else BY_LINK,
        resident_id=referral.resident_id,
        named="" if user else referral.organisation.name,
    )


def _name(referral: Referral, by: Answerer) -> str:
    """The name that stands beside a move: of who asks for themself what they are called."""
    if not isinstance(by, User):
        return referral.organisation.name
    if referral.kind == Referral.Kind.SELF and by.pk == referral.asked_by_id:
        return referral.resident.known_as
    return by.display_name


def _receivers(referral: Referral) -> list[uuid.UUID]:
    """Who signs in here and answers for the organisation; a resident may write to them unseen."""
    at_work = Membership.objects.current().filter(organisation=referral.organisation)
    return sorted(at_work.with_right(Right.ANSWER_ASKS).user_ids())


def _tell_service(referral: Referral, about: ReferralEvent | ReferralMessage, kind: str) -> None:
    """Write to who is asked: to their accounts, and, with a fresh link, to their own address."""
    for receiver in _receivers(referral):
        key = f"{kind}:{about.pk}:{receiver}"
        outbox.post(kind, to=receiver, about=referral, dedupe_key=key)
    if email_of(referral.organisation, referral.service):
        key = f"{kind}:{about.pk}:service"
        outbox.post(kind, to=None, about=referral, dedupe_key=key)


def _tell_asker(referral: Referral, event: ReferralEvent) -> None:
    """Write to who asked, to who walks with the resident now, and to the resident."""
    _tell_who_walks(referral, "ask_answered", event.pk)
    _tell_resident(referral, event)


def _tell_who_walks(referral: Referral, kind: str, cause: uuid.UUID) -> None:
    for user_id in _concerned(referral, walking=True):
        outbox.post(kind, to=user_id, about=referral, dedupe_key=f"{kind}:{cause}:{user_id}")


def _tell_resident(referral: Referral, event: ReferralEvent | ReferralMessage) -> None:
    for user_id in _concerned(referral, walking=False):
        key = f"ask_moved:{event.pk}:{user_id}"
        outbox.post("ask_moved", to=user_id, about=referral, dedupe_key=key)


def _concerned(referral: Referral, *, walking: bool) -> list[uuid.UUID]:
    """Who walks with the resident, or the resident: whom a guest does not see."""
    with database.cursor() as cursor:
        query = "select user_id from concerned_by_ask(%s) where walking = %s order by user_id"
        cursor.execute(query, [referral.pk, walking])
        return [user_id for (user_id,) in cursor.fetchall()]

"""The letters about help that is asked in: to the service, with a fresh link; to who asked; to the resident.

Subjects and words name nobody. Each function runs with the eyes of the letter's reader.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import secrets
from typing import Any

from django.conf import settings
from django.db import connection as database
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.actions import three_way
from cases.letters import address_of
from cases.models import Referral, ReplyLink, ThreeWayMeeting
from cases.models.referral import OPEN_TO_THE_SERVICE, State
from hubs.models import Hub, email_of
from relational.kernel import outbox
from relational.kernel.models import Letter
from relational.kernel.outbox import Kind, Message

A_LINK_HOLDS = datetime.timedelta(days=8)
TO_SERVICE = ("ask_arrived", "ask_said", "ask_taken_back", "ask_expired_service")
WANTED = "ask_link"  # somebody stands before a link that has run out, and waits
TO_ASKER = (
    *("ask_answered", "ask_question", "ask_closed", "ask_expired", "ask_heard", "ask_stopped"),
)
TO_RESIDENT = ("ask_moved",)
# What the clock reminds of (see migration `ask_clock`): of one ask, or of several in one letter.
SERVICE_NUDGES = ("ask_unopened", "ask_unanswered")
ASKER_NUDGES = ("ask_still_waits", "ask_undelivered", "ask_sharing_ends")
RESIDENT_NUDGES = ("ask_did_it_help", "ask_did_it_help_again")
SEVERAL = "asks_wait"


def register_kinds() -> None:
    """Make the letters known."""
    for name in TO_SERVICE:
        outbox.register(Kind(name, _service_address, _concerns_service, _by_day, _to_service))
    outbox.register(Kind(WANTED, _service_address, _concerns_service, _at_once, _to_service))
    for name in TO_ASKER:
        outbox.register(Kind(name, address_of, _visible, _by_day, _to_asker))
    for name in TO_RESIDENT:
        outbox.register(Kind(name, address_of, _visible, _by_day, _to_resident))
    for name in SERVICE_NUDGES:
        outbox.register(Kind(name, _service_address, _nudges, _by_day, _to_service))
    for name in ASKER_NUDGES:
        outbox.register(Kind(name, address_of, _nudges, _by_day, _to_asker))
    for name in RESIDENT_NUDGES:
        outbox.register(Kind(name, address_of, _nudges, _by_day, _to_resident))
    outbox.register(Kind(SEVERAL, address_of, _nudges, _by_day, _several))
    to_sign, done = three_way.LETTERS
    outbox.register(Kind(to_sign, address_of, _waits_for_signature, _by_day, _to_sign))
    outbox.register(Kind(done, address_of, _always, _by_day, _handed_over))


def shown(referral: Referral) -> dict[str, Any] | None:
    """An ask as the service reads it; None where it is not the reader's (see migration `asks_row_security`)."""
    with database.cursor() as cursor:
        cursor.execute("select ask_as_shown(%s)::text", [referral.pk])
        (found,) = cursor.fetchone()
    return json.loads(found) if found else None


def would_show(ask: Referral) -> dict[str, Any]:
    """An ask as the service would read it once it is sent, for who sees the resident."""
    told = {
        "resident_id": str(ask.resident_id),
        "asked_by_id": str(ask.asked_by_id),
        "organisation_id": str(ask.organisation_id or "") or None,
        "kind": ask.kind,
        "what_for": ask.what_for,
        "how_best": ask.how_best,
        "sections": ask.sections,
    }
    with database.cursor() as cursor:
        query = "select ask_told(jsonb_populate_record(null::cases_referral, %s::jsonb), '')::text"
        cursor.execute(query, [json.dumps(told)])
        return json.loads(cursor.fetchone()[0])


def digest_of(token: str) -> str:
    """What is kept of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _ask(letter: Letter) -> Referral | None:
    asks = Referral.objects.select_related("organisation", "service")
    return asks.filter(pk=letter.about_id).first()


def _visible(letter: Letter) -> bool:
    """Also a letter about nobody's answer is no longer due when it was asked again."""
    ask = _ask(letter)
    return ask is not None and (letter.kind != "ask_expired" or ask.state == State.EXPIRED)


_NUDGED = """
select r.id from cases_asknudge n join cases_referral r on r.id = n.referral_id
 where n.letter_id = %s and ask_nudge_holds(n.kind, n.since, r) order by n.id
"""


def _nudged(letter: Letter) -> list[Referral]:
    """The asks that a letter of the clock reminds of, as far as that makes sense still.

    Not of what its reader no longer sees, nor a service of what is no longer shared with it.
    """
    with database.cursor() as cursor:
        cursor.execute(_NUDGED, [letter.pk])
        ids = [pk for (pk,) in cursor.fetchall()]
    asks = Referral.objects.select_related("organisation", "service").filter(pk__in=ids)
    if letter.kind in SERVICE_NUDGES:
        return [ask for ask in asks if not (shown(ask) or {"closed": "over"})["closed"]]
    return list(asks)


def _nudges(letter: Letter) -> bool:
    return bool(_nudged(letter))


def _service_address(letter: Letter) -> str | None:
    if letter.to is not None:
        return letter.to.email
    ask = _ask(letter)
    return (email_of(ask.organisation, ask.service) or None) if ask else None


_OVER = {"ask_taken_back": State.WITHDRAWN, "ask_expired_service": State.EXPIRED}


def _concerns_service(letter: Letter) -> bool:
    """Not about what is over, unless it tells that; nor about what is no longer shared."""
    ask = _ask(letter)
    if ask is None:
        return False
    if letter.kind in _OVER:
        return ask.state == _OVER[letter.kind]
    if letter.kind in ("ask_said", WANTED):
        return ask.state in OPEN_TO_THE_SERVICE
    return ask.state == State.SENT and not (shown(ask) or {"closed": "over"})["closed"]


def _by_day(letter: Letter, now: datetime.datetime) -> datetime.datetime:
    """The end of the quiet hours of the resident's hub."""
    ask = _nudged(letter)[0] if letter.kind == SEVERAL else _ask(letter)
    told = shown(ask) if ask else None
    hub = Hub.objects.filter(pk=told["hub_id"]).first() if told else None
    return hub.first_moment(now) if hub else now


def _at_once(letter: Letter, now: datetime.datetime) -> datetime.datetime:
    return now


def _to_service(letter: Letter) -> Message:
    ask = _ask(letter)
    assert ask is not None  # still_due was asked first
    subjects = {
        "ask_arrived": _("Can you help somebody?"),
        "ask_said": _("An answer to your question"),
        "ask_taken_back": _("No answer needed any more"),
        "ask_unopened": _("Somebody still asks for your help"),
        "ask_unanswered": _("Can you help? An early no helps too"),
        WANTED: _("The fresh link you asked for"),
        "ask_expired_service": _("No answer needed any more"),
    }
    if letter.kind in _OVER:
        link = ""
    elif letter.to is not None:
        link = _link(reverse("cases:asked", args=[ask.pk]))
    else:
        link = _link(reverse("cases:reply", args=[_fresh_token(letter, ask)]))
    ends = timezone.localdate(timezone.now() + A_LINK_HOLDS)
    context = {"link": link, "ends": ends, "organisation": ask.organisation.name}
    return Message(subjects[letter.kind], render_to_string(f"letters/{letter.kind}.txt", context))


def _fresh_token(letter: Letter, ask: Referral) -> str:
    """A link of this letter's own; what is kept of it is its SHA-256."""
    token = secrets.token_urlsafe(32)
    ReplyLink.objects.create(
        referral=ask,
        digest=digest_of(token),
        address=email_of(ask.organisation, ask.service),
        letter_id=letter.pk,
        ends_at=timezone.now() + A_LINK_HOLDS,
    )
    return token


def _to_asker(letter: Letter) -> Message:
    ask = _ask(letter)
    assert ask is not None  # still_due was asked first
    subjects = {
        "ask_answered": _("Somebody answered what you asked"),
        "ask_question": _("A question about what you asked"),
        "ask_closed": _("Something you asked is no longer shared"),
        "ask_still_waits": _("No answer yet to what you asked"),
        "ask_expired": _("Nobody answered what you asked"),
        "ask_heard": _("Somebody says what came of it"),
        "ask_stopped": _("Somebody took back what was asked"),
        "ask_undelivered": _("Our letter did not arrive"),
        "ask_sharing_ends": _("Something is not shared much longer"),
    }
    link = _link(reverse("cases:referral", args=[ask.resident_id, ask.pk]))
    return Message(
        subjects[letter.kind], render_to_string(f"letters/{letter.kind}.txt", {"link": link})
    )


def _to_resident(letter: Letter) -> Message:
    link = _link(reverse("cases:me"))
    if letter.kind in RESIDENT_NUDGES:
        words = render_to_string("letters/ask_did_it_help.txt", {"link": link})
        return Message(_("A question for you"), words)
    words = render_to_string(f"letters/{letter.kind}.txt", {"link": link})
    return Message(_("Something new on your page"), words)


def _several(letter: Letter) -> Message:
    words = render_to_string("letters/asks_wait.txt", {"link": _link(reverse("cases:referrals"))})
    return Message(_("Several asks wait for you"), words)


def _meeting(letter: Letter) -> ThreeWayMeeting | None:
    of_asks = ThreeWayMeeting.objects.under_way().select_related("referral")
    return of_asks.filter(referral=letter.about_id).first()


def _waits_for_signature(letter: Letter) -> bool:
    """Not to who has signed, or has nothing to sign any more, nor about what is no longer shared."""
    meeting = _meeting(letter)
    if meeting is None or (shown(meeting.referral) or {"closed": "over"})["closed"]:
        return False
    signed = {meeting.giver_id: meeting.giver_signed_at, meeting.taker_id: meeting.taker_signed_at}
    return signed.get(letter.to_id, letter.made_at) is None


def _always(letter: Letter) -> bool:
    return True


def _to_sign(letter: Letter) -> Message:
    meeting = _meeting(letter)
    assert meeting is not None  # still_due was asked first
    ask = meeting.referral
    path = reverse("cases:taking-over", args=[ask.pk])
    if letter.to_id == meeting.giver_id:
        path = reverse("cases:three-way", args=[ask.resident_id, ask.pk])
    words = render_to_string(f"letters/{letter.kind}.txt", {"link": _link(path)})
    return Message(_("Something waits for your name"), words)


def _handed_over(letter: Letter) -> Message:
    context = {"link": _link(reverse("cases:people"))}
    return Message(_("Both have signed"), render_to_string(f"letters/{letter.kind}.txt", context))


def _link(path: str) -> str:
    return f"{settings.SITE_URL}{path}"

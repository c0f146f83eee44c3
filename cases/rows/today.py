"""What came in, in words: from residents, from colleagues, and from us."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.actions import review as reviews
from cases.models import (
    AskingIn,
    Connection,
    Disagreement,
    Message,
    Reminder,
    Statement,
    Suggestion,
)
from cases.rows.message import Waiting
from relational.kernel.days import day_in_words
from relational.kernel.models import Letter
from relational.kernel.prose import shortened

State = Suggestion.State
A_FEW_WORDS = 140  # letters of somebody's words; all of them stand beside the entry


@dataclass(frozen=True)
class Arrival:
    """Something that came in: `name` leads to `url`, `what` says it, `small` says more."""

    at: datetime.datetime
    name: str
    url: str
    what: str
    small: str


def came_in(
    suggestions: Iterable[Suggestion],
    texts: Iterable[Statement],
    not_so: Iterable[Disagreement],
    letters: Iterable[Letter],
    about: dict[object, Reminder | Connection],
    asked_in: Iterable[AskingIn],
    wrote: Iterable[Message],
) -> list[Arrival]:
    """All of it, the newest first. `about` is what letters are about, by id."""
    arrivals = [
        *(_decided(suggestion) for suggestion in suggestions),
        *(_two_texts(text) for text in texts),
        *(_not_so(said) for said in not_so),
        *(_letter(letter, about.get(letter.about_id)) for letter in letters),
        *(_asked_in(asked) for asked in asked_in),
        *(_wrote(message) for message in wrote),
    ]
    return sorted(arrivals, key=lambda arrival: arrival.at, reverse=True)


def _decided(suggestion: Suggestion) -> Arrival:
    said = {
        State.TAKEN: _("took the words you suggested."),
        State.CHANGED: _("took the words you suggested, and changed them."),
        State.LEFT: _("kept their own words, and left those you suggested."),
    }
    assert suggestion.decided_at is not None  # only what was decided comes in
    return Arrival(
        at=suggestion.decided_at,
        name=suggestion.resident.known_as,
        url=reverse("cases:words-history", args=[suggestion.resident_id, suggestion.section]),
        what=said[State(suggestion.state)],
        small=_in_section(suggestion, suggestion.decided_at),
    )


def _two_texts(text: Statement) -> Arrival:
    return Arrival(
        at=text.made_at,
        name=text.resident.known_as,
        url=reverse("cases:what-matters", args=[text.resident_id]),
        what=_("has two texts that were saved at the same time. They wait for a choice."),
        small=_in_section(text, text.made_at),
    )


def _asked_in(asked: AskingIn) -> Arrival:
    said = {"who": asked.asker.display_name, "why": asked.reason}
    if asked.kind == AskingIn.Kind.OPENING:
        what = _("%(who)s opened the record: “%(why)s”") % said
    elif asked.waits:
        what = _("%(who)s asks to join: “%(why)s”") % said
    else:
        what = _("%(who)s asked to join, and has an answer.") % said
    name = asked.resident.known_as if asked.resident else _("Somebody at your hub")
    url = reverse("cases:asked-in", args=[asked.pk])
    small = f"{capfirst(_on(asked.made_at))}, {asked.get_why_display()}."
    return Arrival(at=asked.made_at, name=f"{name}:", url=url, what=what, small=small)


def _wrote(message: Message) -> Arrival:
    waiting = Waiting.of(message, message.resident)
    assert waiting is not None  # there is a message
    return Arrival(
        at=message.made_at,
        name=message.resident.known_as,
        url=reverse("cases:messages", args=[message.resident_id]),
        what=_("wrote, and has no answer yet."),
        small=waiting.told,
    )


def _not_so(said: Disagreement) -> Arrival:
    return Arrival(
        at=said.made_at,
        name=said.resident.known_as,
        url=reverse("cases:record", args=[said.resident_id]),
        what=_("says of what you wrote: that’s not how I see it. “%(words)s”")
        % {"words": shortened(said.text, A_FEW_WORDS)},
        small=f"{capfirst(_on(said.made_at))}.",
    )


def _letter(letter: Letter, about: Reminder | Connection | None) -> Arrival:
    name = url = ""
    what = _("Something about somebody you no longer walk with")
    if about is not None:
        name = f"{about.resident.known_as}:"
        url = reverse("cases:record", args=[about.resident_id])
        what = about.what if isinstance(about, Reminder) else _("you walk with them now")
        if letter.kind == "not_happened":
            what = _("“%(what)s” This has not happened.") % {"what": what}
    elif letter.kind == "promises_due":
        what = _("More that you said you would do")
    elif letter.kind == "week":
        what = _("What you said you would do this week")
    elif letter.kind in ("why_asked", "why_answered"):
        name = _("A question about a look:")
        url = reverse("cases:privacy-question", args=[letter.about_id])
        asked = letter.kind == "why_asked"
        what = _("you can say why you looked.") if asked else _("it is answered.")
    elif letter.kind == "reflection_reply":
        name = _("Your reflection:")
        url = reverse("cases:reflection", args=[letter.about_id])
        what = _("somebody answered you.")
    elif letter.kind in reviews.LETTERS:
        name = _("Sitting down together:")
        url = reverse("cases:review", args=[letter.about_id])
        what = {
            "review_begun": _("a review with you was begun."),
            "review_to_sign": _("a review waits for you to sign."),
            "review_signed": _("a review was signed with your name."),
        }[letter.kind]
    return Arrival(at=letter.due, name=name, url=url, what=what, small=_sent(letter))


def _sent(letter: Letter) -> str:
    day = {"day": _on(letter.due)}
    if letter.state == Letter.State.UNCERTAIN:
        return _("We wrote you an e-mail %(day)s and cannot be sure that it arrived.") % day
    if letter.state == Letter.State.FAILED:
        return _("Our e-mail %(day)s did not reach you. Is your address right?") % day
    if letter.kind in (
        "reflection_reply",
        "walks_with",
        "why_asked",
        "why_answered",
        "promise_yours",
        "not_happened",
        *reviews.LETTERS,
    ):
        return _("We told you %(day)s.") % day
    return _("We reminded you %(day)s.") % day


def _on(moment: datetime.datetime) -> str:
    return day_in_words(timezone.localdate(moment), timezone.localdate())


def _in_section(said: Suggestion | Statement, at: datetime.datetime) -> str:
    return f"{said.get_section_display()}. {capfirst(_on(at))}."

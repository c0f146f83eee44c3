"""What who is asked can answer: a form for each, and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.actions import referral as asks
from cases.forms.fields import SayForm, line, words
from cases.models import Referral, ReferralEvent
from cases.models.referral import OPEN_TO_THE_SERVICE, REASONS, Party, State
from hubs.models import Organisation


def _why(label, state: State) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(reason.value, capfirst(reason.label)) for reason in REASONS[state]],
        error_messages={"required": _("Choose why.")},
        widget=forms.RadioSelect,
    )


class AnswerForm(SayForm):
    """One way to answer. Its words have places for the names of who asks and for whom.

    `to` is the state it leads to; where it leads nowhere, `while_in` are those in which it is open.
    """

    verb: ClassVar[str]
    icon: ClassVar[str]
    title: ClassVar[Any]
    hint: ClassVar[Any]
    button: ClassVar[Any]
    to: ClassVar[State | None] = None
    while_in: ClassVar[tuple[State, ...]] = ()

    def __init__(self, *args, names: dict[str, str], **kwargs) -> None:
        super().__init__(*args, auto_id=f"{self.verb}-%s", **kwargs)
        for field in self.fields.values():
            if field.label:
                field.label = field.label % names
        self.names = names

    @classmethod
    def offered(cls, referral: Referral) -> bool:
        """Whether it is an answer to the ask as it stands."""
        if cls.to is None:
            return referral.state in cls.while_in
        return referral.may_move(cls.to, Party.ANSWERS)

    def act(self, referral: Referral, by: asks.Answerer) -> None:
        """Do what it says. Raises as the action does."""
        self._answer(referral, by, words=self.cleaned_data["words"])

    def said_before(self, last: ReferralEvent) -> bool:
        """Whether the last move was this very form, sent twice."""
        words = self.cleaned_data.get("meeting") or self.cleaned_data.get("words", "")
        return (last.party, last.after, last.words) == (Party.ANSWERS, self.to, words)

    def typed(self) -> list[tuple[str, str]]:
        """What somebody wrote, to give it back where the form is not open any more."""
        written = (
            (str(bound.label), str(bound.value() or ""))
            for bound in self
            if isinstance(bound.field, forms.CharField) and not bound.is_hidden
        )
        return [(label, value) for label, value in written if value]

    def _answer(self, referral: Referral, by: asks.Answerer, **said: str) -> None:
        assert self.to is not None
        asks.answer(referral, self.to, by=by, **said)


class YesForm(AnswerForm):
    verb, icon, to = "yes", "tick", State.ACCEPTED
    title = _("Yes, we can help")
    hint = _("Say when you could first meet.")
    button = _("Send yes")

    meeting = line(_("When could you first meet, and where?"), required=_("Say when, and where."))
    meets = line(_("Who will be there?"), longest=160)

    def act(self, referral: Referral, by: asks.Answerer) -> None:
        meeting, meets = self.cleaned_data["meeting"], self.cleaned_data["meets"]
        asks.accept(referral, by=by, meeting=meeting, meets=meets)


class MessageForm(AnswerForm):
    """Words that move nothing."""

    text = words(_("What would you like to say?"), longest=2_000)

    def act(self, referral: Referral, by: asks.Answerer) -> None:
        asks.say(referral, self.cleaned_data["text"], by=by, key=self.cleaned_data["key"])


class QuestionForm(MessageForm):
    verb, icon, while_in = "ask", "question", (State.SENT,)
    title = _("We want to ask something first")
    hint = _("%(asker)s answers. Nothing is decided yet.")
    button = _("Ask %(asker)s")

    text = words(_("Your question"), longest=2_000)


class NoForm(AnswerForm):
    verb, icon, to = "no", "hand", State.DECLINED
    title = _("Not this time")
    hint = _("Say why. An early no helps %(name)s too.")
    button = _("Send no")

    ground = _why(_("Why not?"), State.DECLINED)
    words = line(_("In a sentence"), required=_("Say it in a sentence."), longest=2_000)
    suggestion = line(
        _("Who could help instead?"), hint=_("If somebody comes to mind. You can leave it empty.")
    )
    full = forms.BooleanField(
        label=_("Say in the directory too that we have no room now"), required=False
    )

    def act(self, referral: Referral, by: asks.Answerer) -> None:
        said = self.cleaned_data
        self._answer(
            referral,
            by,
            reason=said["ground"],
            words=said["words"],
            suggestion=said["suggestion"],
        )
        if said["full"]:
            asks.say_room(referral, Organisation.Capacity.NO_CAPACITY, by=by)


class TriedForm(MessageForm):
    verb, icon, while_in = "tried", "phone", (State.SENT, State.ACCEPTED)
    title = _("We tried, and could not reach %(name)s")
    hint = _("%(asker)s may know another way. Nothing is decided yet.")
    button = _("Tell %(asker)s")

    text = words(_("What did you try, and when?"), rows=2, longest=1_900)

    def act(self, referral: Referral, by: asks.Answerer) -> None:
        if self.cleaned_data["text"]:
            tried = _("We tried, and could not reach %(name)s.") % self.names
            self.cleaned_data["text"] = f"{tried} {self.cleaned_data['text']}"
        super().act(referral, by)


class BeginForm(AnswerForm):
    verb, icon, to = "begin", "walk", State.IN_PROGRESS
    title = _("We have begun")
    hint = _("You have met, or you work on it.")
    button = _("Say we have begun")

    words = line(_("Anything %(asker)s should know? You can leave it empty."), longest=2_000)


class TellForm(MessageForm):
    verb, icon, while_in = "tell", "talk", OPEN_TO_THE_SERVICE[1:]
    title = _("We want to ask or say something")
    hint = _("%(asker)s reads it and can answer.")
    button = _("Send it to %(asker)s")


class DoneForm(AnswerForm):
    verb, icon, to = "done", "tick", State.COMPLETED
    title = _("It is done")
    hint = _("%(asker)s then hears from %(name)s whether it helped.")
    button = _("Say it is done")

    words = words(_("What was done?"), rows=2, longest=2_000)


class RestForm(AnswerForm):
    verb, icon, to = "rest", "clock", State.ON_HOLD
    title = _("It rests for now")
    hint = _("Say why, and when you look again.")
    button = _("Let it rest")

    ground = _why(_("Why does it rest?"), State.ON_HOLD)
    words = line(_("In a sentence"), required=_("Say it in a sentence."), longest=2_000)

    def act(self, referral: Referral, by: asks.Answerer) -> None:
        said = self.cleaned_data
        self._answer(referral, by, reason=said["ground"], words=said["words"])


class StopForm(RestForm):
    verb, icon, to = "stop", "hand", State.ENDED_EARLY
    title = _("We could not, or it ended early")
    hint = _("Say why. %(asker)s goes on with %(name)s.")
    button = _("End it here")

    ground = _why(_("Why did it end?"), State.ENDED_EARLY)


class RoomForm(AnswerForm):
    """Whether there is room for somebody now, whatever becomes of one ask."""

    verb = "room"

    room = forms.ChoiceField(
        label=_("Have you room for somebody now?"),
        choices=[
            (Organisation.Capacity.CAPACITY, _("We have room")),
            (Organisation.Capacity.NO_CAPACITY, _("We have no room now")),
            (Organisation.Capacity.WAITLIST, _("We keep a list of people who wait")),
        ],
        error_messages={"required": _("Choose one.")},
        widget=forms.RadioSelect,
    )

    @classmethod
    def offered(cls, referral: Referral) -> bool:
        return True

    def act(self, referral: Referral, by: asks.Answerer) -> None:
        asks.say_room(referral, self.cleaned_data["room"], by=by)


# In the order in which they stand on the page.
ANSWERS: tuple[type[AnswerForm], ...] = (
    YesForm,
    QuestionForm,
    NoForm,
    BeginForm,
    TellForm,
    TriedForm,
    DoneForm,
    RestForm,
    StopForm,
)
BY_VERB: dict[str, type[AnswerForm]] = {form.verb: form for form in (*ANSWERS, RoomForm)}


@dataclass(frozen=True)
class Door:
    """An answer to open and to fill in."""

    form: AnswerForm
    title: str
    hint: str
    button: str
    open: bool


def doors(referral: Referral, names: dict[str, str], filled: AnswerForm | None) -> list[Door]:
    """The answers that are open, one of them as somebody filled it in."""
    by_both = referral.kind == Referral.Kind.HAND_OVER  # it is done by two signatures
    offered = [
        form for form in ANSWERS if form.offered(referral) and not (by_both and form is DoneForm)
    ]
    begun = filled is not None and type(filled) in offered
    return [
        Door(
            form=filled if begun and type(filled) is form else form(names=names),
            title=form.title % names,
            hint=form.hint % names,
            button=form.button % names,
            open=type(filled) is form if begun else form.to == State.ACCEPTED,
        )
        for form in offered
    ]


def room(names: dict[str, str], filled: AnswerForm | None) -> AnswerForm:
    """The form about room, as somebody filled it in or fresh."""
    return filled if isinstance(filled, RoomForm) else RoomForm(names=names)

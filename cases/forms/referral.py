"""What is typed to bring help in, and about an ask afterwards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.bringing import Candidate
from cases.forms.fields import SayForm, line, tidy, words
from cases.models import Hope, Referral, Resident, Section
from cases.models.referral import REASONS, State
from cases.models.sharing import Answer
from hubs.models import Organisation, Service
from relational.kernel.forms import Form

# A resident asks at a door of their own.
KINDS = [
    Referral.Kind.PULL_IN,
    Referral.Kind.INTRODUCE,
    Referral.Kind.REFER,
    Referral.Kind.HAND_OVER,
    Referral.Kind.ON_BEHALF,
]


class AskForm(SayForm):
    """An ask. `who` is not asked where it is settled; `answers` is what they say of each section."""

    who = forms.MultipleChoiceField(
        label=_("Who could help?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose who could help."),
            "invalid_choice": _("One of these is no longer in the directory. Choose again."),
        },
    )
    hope = forms.ChoiceField(label=_("Which hope does it serve?"), required=False)
    what_for = words(_("What is it for, in %(name)s’s words?"), own=True, rows=3, longest=2_000)
    how_best = words(_("How best to get on with %(name)s"), rows=4, longest=2_000)
    sections = forms.MultipleChoiceField(
        label=_("What may they see?"),
        choices=Section.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from these parts of the page.")},
    )
    urgency = forms.ChoiceField(
        label=_("How soon?"),
        choices=Referral.Urgency.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how soon.")},
    )
    kind = forms.ChoiceField(
        label=_("What do you ask them to do?"),
        choices=[(kind.value, capfirst(kind.label)) for kind in KINDS],
    )
    override = forms.ChoiceField(
        label=_("On what ground?"),
        required=False,
        choices=[
            ("", _("It waits until they agree")),
            *((each.value, capfirst(each.label)) for each in Referral.Override),
        ],
    )
    override_why = line(_("Why can it not wait for a yes?"), longest=500)
    seen_for = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        resident: Resident,
        candidates: list[Candidate] | None,
        hopes: list[Hope],
        answers: dict[str, str],
        talk: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.answers, self.talk = answers, talk
        said = {"name": resident.known_as}
        for name in ("what_for", "how_best"):
            self.fields[name].label = self.fields[name].label % said
        self.fields["what_for"].help_text = _("Read it to them before you send it.")
        self.fields["how_best"].help_text = _(
            "Taken from “How to talk with me”, where they said yes to that. Change what does not fit."
        )
        self.fields["kind"].help_text = _who_can_take_over(candidates, resident.known_as)
        self.fields["hope"].choices = [
            ("", _("None that is written down")),
            *((str(hope.pk), hope.text) for hope in hopes),
        ]
        self.candidates = {str(each.thing.pk): each for each in candidates or []}
        self.hopes = {str(hope.pk): hope for hope in hopes}
        if candidates is None:
            del self.fields["who"]
        else:
            self.fields["who"].choices = [
                (pk, each.thing.name) for pk, each in self.candidates.items()
            ]

    def clean_sections(self) -> list[str]:
        chosen = self.cleaned_data["sections"]
        if any(self.answers[section] == Answer.NO for section in chosen):
            raise forms.ValidationError(
                _("They have said no to one of these since, so it stays here. Look at it again.")
            )
        return chosen

    def clean_how_best(self) -> str:
        how_best = tidy(self.cleaned_data["how_best"])
        may_see = self.answers[Section.HOW_TO_COMMUNICATE] == Answer.YES
        if how_best and how_best == self.talk and not may_see and not self.data.get("override"):
            raise forms.ValidationError(
                _("These are the words of “How to talk with me”, which they have not said yes to.")
            )
        return how_best

    @property
    def whom(self) -> list[tuple[Organisation, Service | None]]:
        """Who is asked, once the form is clean."""
        return [self.candidates[pk].whom for pk in self.cleaned_data["who"]]

    def about(self) -> dict[str, Any]:
        """What the ask says, as the action asks it."""
        said = self.cleaned_data
        plain = ("what_for", "how_best", "sections", "urgency", "kind", "override", "override_why")
        return {**{name: said[name] for name in plain}, "hope": self.hopes.get(said["hope"])}


def _who_can_take_over(candidates: list[Candidate] | None, name: str) -> str:
    """Of those who could be asked, who has somebody to walk with the resident from then on."""
    meet = _now(
        "To take over the walking, the three of you meet after their yes, and both sign. Until "
        "then you walk with %(name)s."
    ) % {"name": name}
    if candidates is None:
        return meet
    names = ", ".join(each.thing.name for each in candidates if each.can_take_over)
    if not names:
        return _now(
            "Nobody of these can take over the walking: none of theirs signs in here and walks "
            "with people."
        )
    return f"{_now('Who could take over: %(names)s.') % {'names': names}} {meet}"


class WithdrawForm(Form):
    """Why an ask is taken back."""

    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=[(each.value, capfirst(each.label)) for each in REASONS[State.WITHDRAWN]],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why.")},
    )
    words = line(
        _("In a sentence"),
        required=_("Say it in a sentence."),
        longest=500,
        hint=_("Everybody who walks with them can read it, and so can they. The service cannot."),
    )


class HearForm(SayForm):
    """What somebody says came of an ask, or why they could not be asked."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[(each.value, capfirst(each.label)) for each in Referral.Outcome],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of it.")},
    )
    heard = words(_("What does %(name)s say?"), own=True, longest=2_000)
    hope_looked_at = forms.BooleanField(
        label=_("We looked at the hope again, together"), required=False
    )

    def __init__(self, *args: Any, ask: Referral, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heard"].label = _("What does %(name)s say?") % {"name": name}
        self.fields["heard"].help_text = _(
            "In their words. If they could not be asked, write why instead."
        )
        if ask.hope_id is None or ask.hope_looked_at is not None:
            del self.fields["hope_looked_at"]


class MessageForm(SayForm):
    """What is said to the service, or answered."""

    text = words(_("Write to them"), rows=3, longest=2_000)

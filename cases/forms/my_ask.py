"""What a resident types to ask for help, and about an ask afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.bringing import Candidate
from cases.forms.fields import SayForm, line
from cases.forms.fields import words as sentences
from cases.models import Connection, Section
from hubs.models import Organisation, Service
from relational.kernel.forms import Form, soft
from relational.kernel.prose import shortened

WHO_WALKS = "lead"
A_LINE = 120  # letters


class MyAskForm(SayForm):
    """Help that somebody asks for: what, of whom, and what of their page goes with it."""

    what = sentences(_("What do you need?"), own=True, rows=4, longest=1_800)
    to = forms.ChoiceField(
        label=_("Who could help?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose who could help."),
            "invalid_choice": _("They cannot be asked here just now. Choose again."),
        },
    )
    sections = forms.MultipleChoiceField(
        label=soft(_("What may they read?"), _("You can leave this.")),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from these parts of your page.")},
    )

    def __init__(
        self,
        *args: Any,
        lead: Connection | None,
        candidates: Iterable[Candidate],
        texts: dict[Section, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = {str(each.thing.pk): each for each in candidates}
        walks = _now("%(name)s, who walks with you") % {"name": lead.called} if lead else ""
        choices = [(WHO_WALKS, walks or _now("Whoever leads the hub"))]
        choices += [(pk, each.thing.name) for pk, each in self.candidates.items()]
        self.fields["to"].choices = choices
        self.fields["what"].required = True
        self.fields["what"].error_messages["required"] = _now("Write what you need.")
        self.fields["sections"].choices = [(each.value, each.label) for each in texts]
        self.fields["sections"].widget.attrs["hints"] = {
            each.value: shortened(text, A_LINE) for each, text in texts.items()
        }
        self.fields["sections"].help_text = _now(
            "A service reads your first name, what you write here, and what you tick. "
            "Nothing else. You can stop it at any time."
        )
        if not texts:
            del self.fields["sections"]

    @property
    def to_who_walks(self) -> bool:
        return self.cleaned_data["to"] == WHO_WALKS

    @property
    def whom(self) -> tuple[Organisation, Service | None]:
        """Which service is asked, once the form is clean."""
        return self.candidates[self.cleaned_data["to"]].whom


class StopForm(Form):
    """Why somebody takes back what was asked for them; it can stay unsaid."""

    words = line(
        soft(_("Why?"), _("You can leave this.")),
        longest=500,
        hint=_("The people who walk with you read it. The service does not."),
    )


class AnswerForm(SayForm):
    """What a resident writes to whom they asked."""

    text = sentences(_("Write to them"), own=True, rows=3, longest=2_000)

"""What is said when walking together ends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.actions.goodbye import KEPT, LET_GO
from cases.forms.fields import line, tidy, words
from cases.models import Goodbye
from relational.kernel.forms import Form, soft


class GoodbyeForm(Form):
    """The end as who walks with somebody writes it; what becomes of promises, where any wait."""

    decided = forms.ChoiceField(
        label=_("Who decided?"),
        choices=[(each.value, capfirst(each.label)) for each in Goodbye.Decided],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    their_words = words(
        soft(_("What do they say?"), _("In their words. You can leave this.")),
        own=True,
        longest=2_000,
    )
    our_words = words(
        soft(_("What do you want to say to them?"), _("You can leave this. They read it.")),
        longest=2_000,
    )
    promised = forms.ChoiceField(
        label=_("What becomes of what was promised?"),
        choices=[
            (KEPT, _("It was kept")),
            (LET_GO, _("It is let go, or somebody else does it")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Say what becomes of what was promised."),
            "invalid_choice": _("Choose one."),
        },
    )
    why = line(soft(_("Who does it now, or why not?"), _("They read it.")))

    def __init__(self, *args, waiting: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not waiting:
            del self.fields["promised"], self.fields["why"]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        said = {name: tidy(v) if isinstance(v, str) else v for name, v in said.items()}
        if said.get("promised") == LET_GO and not said.get("why"):
            self.add_error("why", ValidationError(_("Say in a few words why. They will read it.")))
        return said


class MyGoodbyeForm(Form):
    words = words(
        soft(_("What would you like to say?"), _("You can leave this.")), own=True, longest=2_000
    )

    def clean_words(self) -> str:
        return tidy(self.cleaned_data["words"])


class LastWordForm(Form):
    """A word to a goodbye that was said."""

    words = forms.CharField(
        label=_("What do you want to say?"),
        max_length=2_000,
        error_messages={"required": _("Write a few words.")},
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def clean_words(self) -> str:
        return tidy(self.cleaned_data["words"])

"""What is typed when somebody gives something, and by who looks at it first."""

from __future__ import annotations

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.actions.offer import MOST_WORDS
from cases.forms.fields import SayForm, line, tidy, words
from hubs.models import Offer
from relational.kernel.forms import Form


class GiveForm(SayForm):
    """What a resident would like to give."""

    words = words(
        _("What can you give?"),
        own=True,
        longest=MOST_WORDS,
        hint=_("Like “an hour on Fridays”, “I can mend bikes”, “a cot”."),
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(kind.value, capfirst(kind.label)) for kind in Offer.Kind],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what you can give."),
            "invalid_choice": _("Choose what you can give."),
        },
    )
    named = forms.BooleanField(label=_("You may say my first name"), required=False)


class ShowForm(Form):
    """How neighbours read it."""

    title = line(
        _("What is it, in a few words?"),
        required=_("Write in a few words what it is."),
        longest=120,
    )
    about = words(_("What should one know?"), longest=1_000)

    def clean_about(self) -> str:
        return tidy(self.cleaned_data["about"])


class LeaveItForm(Form):
    """Why it is not shown."""

    why = line(_("Why not?"), required=_("Say why. They read it."), longest=300)

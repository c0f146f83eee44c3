"""What somebody looks for nearby, and what they say is not right."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hubs.finding import Wish, choices
from hubs.models import Correction
from relational.kernel.forms import Form, OnceForm

TOO_LONG = _("Use %(limit_value)d characters or fewer. You have %(show_value)d.")
A_DAY = [
    ("", _("Any day")),
    ("MO", _("Monday")),
    ("TU", _("Tuesday")),
    ("WE", _("Wednesday")),
    ("TH", _("Thursday")),
    ("FR", _("Friday")),
    ("SA", _("Saturday")),
    ("SU", _("Sunday")),
]
A_PART = [
    ("", _("Any time")),
    ("morning", _("Morning")),
    ("afternoon", _("Afternoon")),
    ("evening", _("Evening")),
]


def _line(label, hint="", **attrs) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=100,
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto", **attrs}),
    )


def _choice(label, offered) -> forms.ChoiceField:
    """A choice whose words come from the directory; what is not there finds nothing."""
    wrong = {"invalid_choice": _("Choose one from the list.")}
    return forms.ChoiceField(label=label, choices=offered, required=False, error_messages=wrong)


class FindForm(Form):
    """All that can be asked for; what is empty is not."""

    q = _line(_("What are you looking for?"), _("Like “warm”, “bike”, “my rent”."))
    near = _line(_("Near where?"), _("A postcode, or a name like Quay Street."))
    day = _choice(_("Which day?"), A_DAY)
    part = _choice(_("What time?"), A_PART)
    matters = _choice(_("What matters?"), [])
    language = _choice(_("Which language?"), [])
    access = _choice(_("What makes it easy to use?"), [])
    free = forms.BooleanField(label=_("Only what is free"), required=False)
    offered = forms.BooleanField(
        label=_("Only what neighbours and groups offer themselves"), required=False
    )

    def __init__(self, data: QueryDict) -> None:
        tidy = {
            name: re.sub(r"[\x00-\x1f\x7f]", " ", data.get(name, "")).strip()
            for name in self.base_fields
        }
        super().__init__(tidy)
        for name, any_one in (
            ("matters", _("Anything")),
            ("language", _("Any language")),
            ("access", _("Anywhere")),
        ):
            offered = [(each, each) for each in choices(name)]
            self.fields[name].choices = [("", any_one), *offered]

    @property
    def wish(self) -> Wish | None:
        """What is looked for; None where something cannot be."""
        if not self.is_valid():
            return None
        said = dict(self.cleaned_data)
        return Wish(words=said.pop("q"), **said)

    @property
    def asks_for_more(self) -> bool:
        """Whether one of the choices behind the fold is taken."""
        return any(self.data.get(name) for name in ("language", "access", "free", "offered"))


class CorrectionForm(OnceForm):
    what = forms.CharField(
        label=_("What is not right?"),
        help_text=_("Say it as you would to a neighbour. Write nothing about other people."),
        max_length=2000,
        error_messages={"required": _("Write what is not right."), "max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    contact = forms.CharField(
        label=_("How can we ask you back?"),
        help_text=_("A number or an e-mail address. You can leave this."),
        required=False,
        max_length=200,
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_what(self) -> str:
        said = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", self.cleaned_data["what"]).strip()
        if not said:
            raise ValidationError(_("Write what is not right."))
        return said


class DecideForm(Form):
    """What comes of a correction, and what is known of the thing from now on."""

    state = forms.ChoiceField(
        label=_("What comes of it?"),
        choices=[
            (Correction.State.TAKEN_UP, _("It is right: I took it up")),
            (Correction.State.LEFT, _("It stays as it was")),
        ],
        error_messages={
            "required": _("Choose what comes of it."),
            "invalid_choice": _("Choose one of the two."),
        },
        widget=forms.RadioSelect,
    )
    local_note = forms.CharField(
        label=_("What we know about it"),
        help_text=_("Everybody can read this on its page. A feed does not change it."),
        required=False,
        max_length=2000,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

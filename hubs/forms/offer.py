"""Saying what an organisation or a group gives."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hubs.actions.offer import Said
from hubs.forms.directory import TOO_LONG
from hubs.models import Offer
from relational.kernel.forms import OnceForm, soft

YOU_CAN_LEAVE_THIS = _("You can leave this.")


def _line(label, hint: Any = "", *, most: int = 200) -> forms.CharField:
    return forms.CharField(
        label=soft(label, YOU_CAN_LEAVE_THIS),
        help_text=hint,
        required=False,
        max_length=most,
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )


class OfferForm(OnceForm):
    """All of it; only what is given and what it is must be said."""

    kind = forms.ChoiceField(
        label=_("What is given?"),
        choices=[(kind.value, capfirst(kind.label)) for kind in Offer.Kind],
        error_messages={
            "required": _("Choose what is given."),
            "invalid_choice": _("Choose what is given."),
        },
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label=_("What is it, in a few words?"),
        help_text=_("Like “a van on Thursdays”."),
        max_length=120,
        error_messages={
            "required": _("Write in a few words what it is."),
            "max_length": TOO_LONG,
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    about = forms.CharField(
        label=soft(_("What should one know?"), YOU_CAN_LEAVE_THIS),
        help_text=_("Everybody can read this. Name the group, and nobody by name."),
        required=False,
        max_length=1000,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    for_whom = _line(_("For whom?"))
    where = _line(_("Where?"), _("A place that everybody may know, never somebody’s home."))
    when = _line(_("When?"))
    until = forms.DateField(
        label=soft(_("Until which day?"), YOU_CAN_LEAVE_THIS),
        help_text=_("After that day nobody finds it any more."),
        required=False,
        error_messages={"invalid": _("Write a day like 24/3/2027.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    @property
    def said(self) -> Said:
        return Said(**{name: self.cleaned_data[name] for name in Said.__dataclass_fields__})

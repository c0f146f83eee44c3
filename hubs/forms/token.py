"""What is typed to let a program in."""

from __future__ import annotations

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relational.kernel.forms import OnceForm

A_QUARTER = datetime.timedelta(days=90)


def in_a_quarter() -> datetime.date:
    return timezone.localdate() + A_QUARTER


class TokenForm(OnceForm):
    what_for = forms.CharField(
        label=_("What is it for?"),
        help_text=_("Like “case export of the housing desk”. Write no names of people."),
        max_length=120,
        error_messages={
            "required": _("Write what the token is for."),
            "max_length": _("Use %(limit_value)d characters or fewer. You have %(show_value)d."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    ends = forms.DateField(
        label=_("Until which day does it open the door?"),
        help_text=_("A year from today at most. You can end it before."),
        initial=in_a_quarter,
        error_messages={
            "required": _("Choose a day from today on, within a year."),
            "invalid": _("Write a day like 24/3/2027."),
        },
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

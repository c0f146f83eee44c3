"""What is typed about a promise, and for a calendar of them."""

from __future__ import annotations

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import DayField, OnceForm, line
from cases.models import Reminder
from relational.kernel.forms import Form, soft


class PromiseForm(OnceForm):
    what = line(
        _("I will …"),
        required=_("Write what you will do."),
        longest=2_000,
        hint=_("Like “ring the housing office with him”. They can read it."),
    )
    due = DayField(label=_("By when?"), help_text=_("A day, like “Tuesday” or “24 March”"))
    kind = forms.ChoiceField(
        label=soft(_("What is it?"), _("You can leave this.")),
        required=False,
        choices=[
            (kind.value, capfirst(kind.label))
            for kind in Reminder.Kind
            if kind != Reminder.Kind.ANSWER  # it is asked for, not offered
        ],
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Reminder.Kind.PROMISE


class MoveForm(Form):
    due = DayField(label=_("By when now?"), help_text=_("A day, like “Tuesday” or “24 March”"))
    why = line(_("Why?"), required=_("Say in a few words why. They will read it."))


class LetGoForm(Form):
    why = line(_("Why?"), required=_("Say in a few words why. They will read it."))


class RestForm(OnceForm):
    until = DayField(label=_("Until when?"), help_text=_("A day, like “Tuesday” or “24 March”"))
    reason = line(
        _("Why?"),
        required=_("Say in a few words why."),
        hint=_("Like “he asked for some quiet”. They can read it."),
    )


class CalendarForm(Form):
    """A new address for a calendar; `instead_of` is the key of the one that was seen."""

    instead_of = forms.UUIDField(required=False, widget=forms.HiddenInput)

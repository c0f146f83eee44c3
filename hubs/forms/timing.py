"""What is typed about how long an ask may wait at a hub."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hubs.working_days import Nation
from relational.kernel.forms import Form


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        max_value=999,
        min_value=0,
        error_messages={
            name: _("Write a number in figures, like 3.")
            for name in ("required", "invalid", "max_value", "min_value")
        },
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )


class TimingForm(Form):
    nation = forms.ChoiceField(
        label=_("Whose bank holidays do you keep?"),
        help_text=_("Saturdays, Sundays and these days do not count."),
        choices=Nation.choices,
        error_messages={
            "required": _("Choose whose bank holidays are kept."),
            "invalid_choice": _("Choose whose bank holidays are kept."),
        },
    )
    unopened_after = _number(
        _("Nobody opened it: after how many working days do we remind the service?")
    )
    unanswered_after = _number(
        _("Nobody answered: after how many working days do we remind the service, and tell you?")
    )
    expires_after = _number(
        _("Still no answer: after how many working days do we close it, and tell everybody?")
    )
    heard_after = _number(
        _("They said yes: after how many weeks do we ask the resident whether it helped?")
    )
    heard_again_after = _number(_("And after how many weeks do we ask once more?"))

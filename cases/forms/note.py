"""What is typed about a conversation: at most three inputs, none of them needed."""

from __future__ import annotations

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.days import day_in
from cases.forms.fields import OnceForm, line, words
from cases.models import Note, Resident
from relational.kernel.forms import Form


class AgreedForm(OnceForm):
    """A form whose agreement becomes a promise where it names a day (`due` once cleaned)."""

    due: datetime.date | None = None

    def clean_agreed(self) -> str:
        agreed = self.cleaned_data["agreed"]
        self.due = day_in(agreed, timezone.localdate())
        return agreed


class NoteForm(AgreedForm):
    their_words = words(_("What they said"), own=True)
    what_we_heard = words(_("What we heard"), rows=2)
    agreed = line(
        _("What did we agree?"),
        longest=2_000,
        hint=_("With a day in it, we will remind you. “Ring on Tuesday.”"),
    )
    when = forms.DateField(
        label=_("When was it?"),
        help_text=_("Leave it for today."),
        required=False,
        error_messages={"invalid": _("Write a day like 24/3/2026, or leave it empty.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    mode = forms.ChoiceField(
        label=_("Where was it?"),
        required=False,
        choices=[("", _("I’d rather not say")), *Note.Mode.choices],
    )
    told_again = forms.BooleanField(label=_("They had to tell their story again"), required=False)
    withheld = forms.ChoiceField(
        label=_("Must it be kept from their own page?"),
        required=False,
        choices=[("", _("No, they can read it")), *Note.Withheld.choices],
    )

    def __init__(self, *args, resident: Resident, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["their_words"].label = _("What %(name)s said") % {"name": resident.known_as}

    def clean_when(self) -> datetime.datetime | None:
        """The day at noon; today is this moment."""
        day = self.cleaned_data["when"]
        today = timezone.localdate()
        if day is None or day == today:
            return None
        if day > today:
            raise ValidationError(_("Write a day that has been, or leave it empty."))
        return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


class CorrectForm(AgreedForm):
    their_words = words(_("What they said"), own=True)
    what_we_heard = words(_("What we heard"), rows=2)
    agreed = line(
        _("What did we agree?"),
        longest=2_000,
        hint=_("If it reads otherwise now, its promise follows: name its day."),
    )
    reason = line(
        _("Why do you change it?"),
        required=_("Say in a few words why you change it."),
        hint=_("The first text stays behind this one, with your reason."),
    )


class InErrorForm(Form):
    reason = line(
        _("What happened?"),
        required=_("Say in a few words what happened."),
        hint=_("Like “this was about somebody else with the same name”. Write no names."),
    )

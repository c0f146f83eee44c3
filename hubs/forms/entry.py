"""What people at work put right in the directory, and what they know of a thing."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hubs.forms.directory import TOO_LONG
from hubs.models import Location, Organisation, Phone, Service
from hubs.models.published import Known, Published
from relational.kernel.forms import Form


def _line(label, hint="") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=255,
        error_messages={"required": _("Write what it is called."), "max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )


def _words(label, hint="") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=5_000,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


def _one_of(label, choices, nothing) -> forms.ChoiceField:
    said = [(choice.value, capfirst(choice.label)) for choice in choices]
    return forms.ChoiceField(
        label=label,
        choices=[*([("", nothing)] if nothing else []), *said],
        required=not nothing,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )


def _website() -> forms.URLField:
    return forms.URLField(
        label=_("Website"),
        required=False,
        max_length=2_000,
        assume_scheme="https",
        error_messages={
            "invalid": _("Write an address, like www.example.org."),
            "max_length": TOO_LONG,
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )


def _email() -> forms.EmailField:
    return forms.EmailField(
        label=_("E-mail"),
        required=False,
        error_messages={"invalid": _("Write an e-mail address, like name@example.org.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class _EntryForm(Form):
    """What a thing says of itself, its numbers and places, and what is known of it here."""

    name = _line(_("What is it called?"))
    local_note = _words(
        _("What we know about it"),
        _("Everybody can read this on its page. A feed does not change it."),
    )
    capacity = _one_of(_("Have they room for somebody now?"), Known.Capacity, _("Nobody said"))
    checked = forms.BooleanField(
        label=_("I asked them, or was there: all of this is right today"), required=False
    )

    def __init__(self, *args: Any, thing: Service | Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thing = thing
        self.fields["name"].required = True
        self.columns: dict[str, tuple[Published, str]] = {}
        for name in self.fields:
            if name != "checked":
                self._about(name, thing, name)
        for phone in Phone.objects.of(thing):
            self.fields[f"phone-{phone.pk}"] = _line(_("Number to ring"), phone.description)
            self._about(f"phone-{phone.pk}", phone, "number")
        for place in Location.objects.of(thing):
            label = _("Somebody lives at “%(place)s”: show nobody where it is")
            self.fields[f"home-{place.pk}"] = forms.BooleanField(
                label=label % {"place": place.called}, required=False
            )
            self._about(f"home-{place.pk}", place, "somebodys_home")
        last = ["local_note", "capacity", "checked"]
        self.order_fields([name for name in self.fields if name not in last] + last)

    def _about(self, name: str, row: Published, column: str) -> None:
        self.columns[name] = (row, column)
        self.initial[name] = getattr(row, column)

    @property
    def changes(self) -> list[tuple[Published, dict[str, Any]]]:
        """The rows that this changes, each with its columns and what stands in them from now on."""
        by_row: dict[Published, dict[str, Any]] = defaultdict(dict)
        for name in self.changed_data:
            if name in self.columns:
                row, column = self.columns[name]
                by_row[row][column] = self.cleaned_data[name]
        by_row[self.thing] |= self._dates()
        return [(row, changes) for row, changes in by_row.items() if changes]

    def _dates(self) -> dict[str, datetime.date | None]:
        today = timezone.localdate()
        dates: dict[str, datetime.date | None] = {}
        if self.cleaned_data["checked"]:
            dates["assured_date"] = today
        if "capacity" in self.changed_data or self.cleaned_data["checked"]:
            dates["capacity_date"] = today if self.cleaned_data["capacity"] else None
        return dates


class ServiceForm(_EntryForm):
    description = _words(_("What is it?"))
    status = _one_of(_("Does it run?"), Service.Status, "")
    alert = _line(_("Something everybody should know first"), _("Like “Closed in August”."))
    eligibility_description = _words(
        _("Who is it for?"), _("This is shown, and hides it from nobody.")
    )
    application_process = _words(_("How does one join?"))
    fees = _line(_("What does it cost?"))
    url = _website()
    email = _email()


class OrganisationForm(_EntryForm):
    kind = _one_of(_("What are they?"), Organisation.Kind, _("Nobody said"))
    about = _words(_("What do they do?"))
    website = _website()
    email = _email()

"""Kinds of fields and forms that several nouns share."""

from __future__ import annotations

import datetime
import re

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cases.days import day_in
from relational.kernel.forms import Form, OnceForm

A_SENTENCE = _("Use %(limit_value)d characters or fewer. You have %(show_value)d.")


def words(
    label, *, own: bool = False, rows: int = 3, longest: int = 20_000, hint=""
) -> forms.CharField:
    """A field for sentences; `own` where they are the person's, so that it looks like their words."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=longest,
        error_messages={"max_length": A_SENTENCE},
        widget=forms.Textarea(
            attrs={"rows": rows, "dir": "auto", **({"class": "own-input"} if own else {})}
        ),
    )


def line(label, *, required="", longest: int = 300, hint="", **attrs) -> forms.CharField:
    """A field for one line; `required` is the sentence that asks for it."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(required),
        max_length=longest,
        error_messages={"required": required, "max_length": A_SENTENCE},
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto", **attrs}),
    )


class DayField(forms.CharField):
    """A day as people say it: “Tuesday”, “24 March”."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, max_length=100, **kwargs)
        self.error_messages["required"] = _("Write a day, like “Tuesday” or “24 March”.")

    def clean(self, value) -> datetime.date:
        said = super().clean(value)
        day = day_in(said, timezone.localdate())
        if day is None:
            raise ValidationError(_("Write a day, like “Tuesday” or “24 March”."))
        return day


def any_day(label) -> forms.DateField:
    """A field for a day that has been or is to come; it can stay empty."""
    return forms.DateField(
        label=label,
        required=False,
        error_messages={"invalid": _("Write a day like 24/3/2026, or leave it empty.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def out_of_ten(label, *, least: int, far, near, required="") -> forms.TypedChoiceField:
    """A number from `least` to 10, with words at both ends; `required` is the sentence asking for it.

    Where none is required, no number is a choice too.
    """

    def numbers():
        yield least, format_html("{} <span>{}</span>", least, far)
        yield from ((number, str(number)) for number in range(least + 1, 10))
        yield 10, format_html("10 <span>{}</span>", near)
        if not required:
            yield "", _("No number")

    return forms.TypedChoiceField(
        label=label,
        choices=numbers,
        coerce=int,
        empty_value=None,
        required=bool(required),
        error_messages={"required": required, "invalid_choice": _("Choose one of the numbers.")},
        widget=forms.RadioSelect(attrs={"class": "scale"}),
    )


def offer(languages: forms.ChoiceField, code: str) -> None:
    """Offer a language that is not on our list, where somebody has it already."""
    if code and code not in dict(languages.choices):
        languages.choices = [(code, code), *languages.choices]


def tidy(text: str) -> str:
    """Text as people meant it: no control signs, and Word's bullets as strokes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    text = re.sub(r"^[\uf0b7•·]\s*", "- ", text, flags=re.MULTILINE)
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text).strip()


class SearchForm(Form):
    """Words to find something by, from the address; what cannot be words finds nothing."""

    q = line(_("Part of a name"), longest=80)

    @classmethod
    def of(cls, address: QueryDict) -> SearchForm:
        return cls({"q": tidy(address.get("q", ""))})

    @property
    def words(self) -> str:
        return self.cleaned_data["q"] if self.is_valid() else ""


class FindForm(SearchForm):
    q = line(_("A name, or words that were said"), longest=80, spellcheck="false")


class FindNearForm(Form):
    q = line(_("What are you looking for?"), longest=80)
    near = line(_("Near where?"), longest=80)

    def clean(self) -> dict:
        said = super().clean()
        return {name: tidy(words) for name, words in said.items()}


class OneOf(forms.ModelChoiceField):
    """A choice by id. What is no id at all is no choice from the list either."""

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError:
            raise ValidationError(self.error_messages["invalid_choice"]) from None


class SayForm(OnceForm):
    """A form for what somebody says, without what browsers and pasting drag along."""

    def clean(self) -> dict:
        said = super().clean()
        return {name: tidy(v) if isinstance(v, str) else v for name, v in said.items()}


def keep(field: forms.Field, name: str) -> None:
    """Show somebody's own words, which nobody else changes."""
    field.disabled = True
    field.help_text = _("%(name)s wrote this. Only %(name)s changes it.") % {"name": name}

"""The page that shows every shared piece, drawn by the same tags as the product."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relational.kernel.forms import Form, soft


class Meeting(Form):
    known_as = forms.CharField(
        label=_("What do they like to be called?"),
        error_messages={"required": _("Write what they like to be called")},
    )
    day = forms.CharField(
        label=_("By when?"),
        help_text=_("A day, like “Tuesday” or “24 March”"),
    )

    def clean_day(self):
        raise forms.ValidationError(_("Write a day that is still to come, like 24 March"))


class Conversation(Form):
    words = forms.CharField(
        label=_("With a hint"),
        help_text=_("As they said it."),
        widget=forms.Textarea(attrs={"class": "own-input", "rows": 2}),
    )
    where = forms.ChoiceField(
        label=_("Choose one"),
        choices=[("home", _("At home")), ("phone", _("On the phone"))],
    )
    depth = forms.ChoiceField(
        label=_("How deep do you walk with Joe?"),
        choices=[("light", _("Light")), ("steady", _("Steady")), ("deep", _("Deep"))],
        widget=forms.RadioSelect(attrs={"hints": {"deep": _("Most weeks, and in between")}}),
    )
    parts = forms.MultipleChoiceField(
        label=_("Which parts may they read?"),
        choices=[("talk", _("How to talk with me")), ("help", _("How to help me"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    near = forms.ChoiceField(
        label=_("Out of ten"),
        choices=[(number, str(number)) for number in range(11)],
        widget=forms.RadioSelect(attrs={"class": "scale"}),
    )
    promise = forms.CharField(
        label=soft(_("Anything you promised?"), _("You can leave this.")),
        required=False,
    )
    again = forms.BooleanField(label=_("Joe had to tell his story again"), required=False)


class Why(Form):
    why = forms.CharField(label=_("Why?"))


SWATCHES = [
    ("ground", _("page"), _("ink 13.2")),
    ("paper", _("cards"), _("ink 14.8")),
    ("cool", _("what staff see"), _("ink 12.3")),
    ("sun", _("their words"), _("sun-ink 13.3")),
    ("sun-deep", _("their face"), _("sun-ink 11.8")),
    ("sun-edge", _("edge, promise"), _("paper 3.8")),
    ("act", _("what you can do"), _("white 8.3")),
    ("act-pale", _("chosen"), _("act 6.5")),
    ("damson", _("please don’t"), _("text 10.5")),
    ("heather", _("services, waiting"), _("paper 7.6")),
    ("leaf", _("groups"), _("paper 6.4")),
    ("error", _("fields only"), _("paper 7.2")),
]


def style(request: HttpRequest) -> HttpResponse:
    """The shared pieces on one page, to look at and to check."""
    return render(
        request,
        "style.html",
        {
            "swatches": SWATCHES,
            "wrong": Meeting({"wrong-known_as": "", "wrong-day": "31 February"}, prefix="wrong"),
            "right": Conversation(
                initial={
                    "words": "I only came in for the warm.",
                    "depth": "steady",
                    "near": "4",
                    "parts": ["talk"],
                    "again": True,
                },
                prefix="right",
            ),
            "why": Why(prefix="why"),
            "page": Paginator(range(14), 8).page(2),
            "today": timezone.localdate(),
        },
    )

"""What is typed to read somebody else's directory."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from relational.kernel.forms import Form


class FeedForm(Form):
    name = forms.CharField(
        label=_("What do you call it?"),
        help_text=_("Like “Wexshire family services”."),
        max_length=120,
        error_messages={
            "required": _("Write what you call this feed."),
            "max_length": _("Use %(limit_value)d characters or fewer. You have %(show_value)d."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    url = forms.CharField(
        label=_("Its address"),
        help_text=_("Of an Open Referral UK feed, version 3.0 or 1.0. It begins with https://"),
        max_length=500,
        error_messages={
            "required": _("Write an address that begins with https://."),
            "max_length": _("Use %(limit_value)d characters or fewer. You have %(show_value)d."),
        },
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "dir": "ltr"}),
    )
    nightly = forms.BooleanField(label=_("Read it every night"), required=False, initial=True)

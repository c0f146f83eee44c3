"""Which system is to be told."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hubs.models import Organisation
from relational.kernel.forms import OnceForm


class HookForm(OnceForm):
    organisation = forms.ModelChoiceField(
        Organisation.objects.still_there().order_by("name", "pk"),
        label=_("Whose system is it?"),
        empty_label=_("Choose"),
        error_messages={
            "required": _("Choose an organisation."),
            "invalid_choice": _("Choose an organisation."),
        },
    )
    url = forms.CharField(
        label=_("Its address"),
        help_text=_("It begins with https://"),
        max_length=2_000,
        error_messages={"required": _("Write its address.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )

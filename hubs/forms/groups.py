"""The form by which somebody chooses a list of community groups from a file."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hubs.groups import Groups, read
from relational.kernel.forms import OnceForm
from relational.kernel.sheets import MOST_BYTES


class GroupsForm(OnceForm):
    name = forms.CharField(
        label=_("What do you call the list?"),
        help_text=_("Call a newer one as before: then what is no longer on it is marked as gone."),
        max_length=120,
        error_messages={
            "required": _("Write what you call this list."),
            "max_length": _("Use %(limit_value)d characters or fewer. You have %(show_value)d."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    groups = forms.FileField(
        label=_("The list"),
        help_text=_("A CSV or XLSX file, at most 5 MB and 2,000 groups."),
        error_messages={
            "required": _("Choose a file with your list."),
            "empty": _("There is nothing in this file."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    #: What was read, and from what, once the form is clean.
    found: Groups
    content: bytes

    def clean_groups(self):
        groups = self.cleaned_data["groups"]
        self.content = groups.read(MOST_BYTES + 1)
        self.found = read(self.content)
        return groups

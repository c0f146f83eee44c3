"""The form by which somebody chooses a list of people from a file."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases import caseload
from cases.forms.fields import OnceForm
from hubs.models import Place
from relational.kernel.sheets import MOST_BYTES


class ListForm(OnceForm):
    people = forms.FileField(
        label=_("The list"),
        help_text=_("A CSV or XLSX file, at most 5 MB and 10,000 people."),
        error_messages={
            "required": _("Choose a file with your list."),
            "empty": _("There is nothing in this file."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    #: What was read, once the form is clean.
    found: caseload.Caseload

    def clean_people(self):
        people = self.cleaned_data["people"]
        places = Place.objects.values_list("name", flat=True)
        self.found = caseload.read(people.read(MOST_BYTES + 1), places=places)
        return people

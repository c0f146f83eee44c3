"""Of whom somebody was told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.bringing import Candidate
from cases.forms.fields import SayForm, line
from relational.kernel.forms import soft


class SignpostForm(SayForm):
    to = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose of whom you told them."),
            "invalid_choice": _("This one is no longer in the directory. Choose again."),
        },
    )
    words = line(soft(_("In a sentence"), _("You can leave this.")), longest=300)

    def __init__(self, *args: Any, name: str, candidates: list[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.there = {str(each.thing.pk): each for each in candidates}
        self.fields["to"].label = _("Of whom did you tell %(name)s?") % {"name": name}
        self.fields["to"].choices = [(pk, each.thing.name) for pk, each in self.there.items()]
        self.fields["to"].widget.attrs["hints"] = {
            pk: each.organisation.name
            for pk, each in self.there.items()
            if each.thing != each.organisation
        }
        self.fields["words"].help_text = _("%(name)s can read it.") % {"name": name}

    @property
    def chosen(self) -> Candidate:
        """Of whom, once the form is clean."""
        return self.there[self.cleaned_data["to"]]

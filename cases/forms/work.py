"""What is typed when somebody's work here ends: who takes over whom."""

from __future__ import annotations

import uuid

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.fields import line
from cases.timeline import Carried
from hubs.models import Membership
from relational.kernel.forms import Form
from relational.kernel.models import User


class EndWorkForm(Form):
    """One colleague for all, or another one for somebody; what is carried is asked, and no more."""

    everybody = forms.ChoiceField(
        label=gettext_lazy("Who takes over?"),
        help_text=gettext_lazy("You can choose somebody else for each person below."),
        required=False,
    )
    view = line(
        gettext_lazy("What do they say to it?"),
        required=gettext_lazy("Write what they say, or that nobody asked yet."),
        hint=gettext_lazy("It stands in the circle of each of them."),
        **{"class": "own-input"},
    )

    def __init__(
        self, *args, carried: list[Carried], colleagues: list[Membership], **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.carried = carried
        self.people = {str(each.user_id): each.user for each in colleagues}
        names = [(pk, user.display_name) for pk, user in self.people.items()]
        if not carried:
            self.fields.clear()
            return
        self.fields["everybody"].choices = [("", _("Choose")), *names]
        for each in carried:
            self.fields[f"to_{each.resident.pk}"] = forms.ChoiceField(
                label=each.resident.known_as,
                help_text=_told(each),
                required=False,
                choices=[("", _("Who takes over all")), *names],
            )
        self.order_fields([name for name in self.fields if name != "view"])

    def clean(self) -> dict:
        said = super().clean()
        for each in self.carried:
            field = f"to_{each.resident.pk}"
            if field not in self.errors and not (said.get(field) or said.get("everybody")):
                who = {"name": each.resident.known_as}
                self.add_error(field, _("Choose who takes over for %(name)s.") % who)
        return said

    def taking_over(self) -> dict:
        """Who takes over whom, as the action asks it."""
        said = self.cleaned_data
        each: dict[uuid.UUID, User] = {
            one.resident.pk: self.people[said[f"to_{one.resident.pk}"]]
            for one in self.carried
            if said[f"to_{one.resident.pk}"]
        }
        everybody = self.people.get(said.get("everybody", ""))
        return {"view": said.get("view", ""), "everybody": everybody, "each": each}


def _told(carried: Carried) -> str:
    told = [_("Walks with them.")] if carried.leads else []
    return " ".join([*told, *(_("Promised: “%s”.") % promise.what for promise in carried.promises)])

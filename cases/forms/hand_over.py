"""What is typed when several people are handed over at once."""

from __future__ import annotations

import uuid

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.fields import OnceForm, line
from cases.timeline import Carried
from hubs.models import Membership
from relational.kernel.models import User


class MoveForm(OnceForm):
    people = forms.MultipleChoiceField(
        label=gettext_lazy("Who is handed over?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one person."),
            "invalid_choice": gettext_lazy(
                "Somebody else moved one of them just before you. Look again before you choose."
            ),
        },
    )
    taker = forms.ChoiceField(
        label=gettext_lazy("Who walks with them from now on?"),
        error_messages={"required": gettext_lazy("Choose a colleague.")},
    )
    note = line(
        gettext_lazy("A line for who takes over"),
        required=gettext_lazy("Write a line for who takes over."),
        hint=gettext_lazy("What they say to it, and what to know. They can read it."),
    )
    stays = forms.BooleanField(label="", required=False, initial=True)

    def __init__(
        self, *args, giver: User, carried: list[Carried], colleagues: list[Membership], **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(each.user_id): each for each in colleagues}
        self.fields["people"].choices = [
            (str(each.resident.pk), each.resident.known_as) for each in carried if each.leads
        ]
        self.fields["taker"].choices = [
            ("", _("Choose")),
            *((pk, _called(each)) for pk, each in self.colleagues.items()),
        ]
        stays = _("%(name)s stays alongside, and keeps what they promised")
        self.fields["stays"].label = stays % {"name": giver.called}

    def clean_people(self) -> list[uuid.UUID]:
        return [uuid.UUID(pk) for pk in self.cleaned_data["people"]]

    def clean_taker(self) -> User:
        return self.colleagues[self.cleaned_data["taker"]].user


def _called(membership: Membership) -> str:
    name = membership.user.display_name
    return _("%(name)s (says: full)") % {"name": name} if membership.full else name

"""What three said who met to hand somebody over, and signing it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import any_day, line, words
from cases.forms.review import SeenForm
from relational.kernel.models import User


class ThreeWayForm(SeenForm):
    """`takers` are those who could take over; `giver` is who writes."""

    taker = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose who takes over."),
            "invalid_choice": _("Choose somebody else. They cannot take over."),
        },
    )
    met_on = any_day(_("When did the three of you meet?"))
    advocate = line("", longest=120)
    resident_view = words("", own=True, rows=3, longest=300)
    stays = forms.BooleanField(required=False, initial=True)

    def __init__(
        self, *args: Any, name: str, giver: User, takers: list[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        said = {"name": name, "giver": giver.called}
        self.fields["taker"].label = _("Who walks with %(name)s from then on?") % said
        self.fields["taker"].choices = [(str(user.pk), user.display_name) for user in takers]
        self.fields["met_on"].required = True
        self.fields["met_on"].error_messages["required"] = _("Write the day on which you met.")
        self.fields["resident_view"].required = True
        self.fields["resident_view"].error_messages["required"] = _(
            "Write what they say to it, in their words."
        )
        self.fields["advocate"].label = _("Did somebody stand in for %(name)s?") % said
        self.fields["advocate"].help_text = (
            _("Like an advocate. Leave it empty where %(name)s was there.") % said
        )
        self.fields["resident_view"].label = _("What does %(name)s say to it?") % said
        self.fields["resident_view"].help_text = _(
            "In their words. Read it to them before you sign."
        )
        self.fields["stays"].label = _("%(giver)s stays alongside") % said


class SignForm(SeenForm):
    """Only what was read."""

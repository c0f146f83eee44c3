"""What is typed about people at work: who joins, as what, and who stands in for whom."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.fields import PasswordField
from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hubs.access import Refused, Right, require_to_give
from hubs.models import Hub, Membership, Role
from relational.kernel.forms import Form, OnceForm, soft
from relational.kernel.models import User


class _AtWork(Form):
    """A role and a team of a hub; the roles are those that who fills it in may give."""

    role = forms.ChoiceField(
        label=_("In which role?"), error_messages={"required": _("Choose a role.")}
    )
    team = forms.ModelChoiceField(
        None,
        label=soft(_("In which team?"), _("You can leave this.")),
        required=False,
        empty_label=_("No team"),
        error_messages={"invalid_choice": _("Choose a team of this hub.")},
    )

    def __init__(self, *args, hub: Hub, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [
            ("", _("Choose")),
            *((role.value, capfirst(role.label)) for role in Role if _may_give(by, role)),
        ]
        self.fields["team"].queryset = hub.teams.order_by("name", "pk")


def _may_give(by: User, role: str) -> bool:
    try:
        require_to_give(by, role)
    except Refused:
        return False
    return True


class InviteForm(_AtWork, OnceForm):
    email = forms.EmailField(
        label=_("Their e-mail address"),
        help_text=_("We send a link there. It opens once, within a week."),
        error_messages={
            "required": _("Write their e-mail address."),
            "invalid": _("Write an e-mail address, like name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["email", "role", "team"]


class ChangeForm(_AtWork):
    """Another role or team."""


class CoverForm(OnceForm):
    instead_of = forms.ChoiceField(
        label=_("Who is away?"), error_messages={"required": _("Choose who is away.")}
    )
    who = forms.ChoiceField(
        label=_("Who stands in?"), error_messages={"required": _("Choose who stands in.")}
    )
    starts = forms.DateField(
        label=_("From which day?"),
        initial=timezone.localdate,
        error_messages={
            "required": _("Choose the first day."),
            "invalid": _("Write a day like 24/3/2027."),
        },
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("Until which day?"),
        help_text=_("The last day they stand in."),
        error_messages={
            "required": _("Choose the last day."),
            "invalid": _("Write a day like 24/3/2027."),
        },
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, hub: Hub, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        here = Membership.objects.at(hub)
        self.people = {str(each.user_id): each.user for each in here}
        reading = here.with_right(Right.READ_RECORD)
        self.fields["instead_of"].choices = _names(here)
        self.fields["who"].choices = _names(reading)

    def clean_instead_of(self) -> User:
        return self.people[self.cleaned_data["instead_of"]]

    def clean_who(self) -> User:
        return self.people[self.cleaned_data["who"]]


def _names(memberships) -> list[tuple]:
    return [("", _("Choose")), *((str(m.user_id), m.user.display_name) for m in memberships)]


class WelcomeForm(Form):
    """What somebody says of themself when they take an invitation."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Colleagues and the people you walk with see it."),
        max_length=80,
        error_messages={"required": _("Write your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    password = PasswordField(
        label=_("Choose a password"),
        help_text=_("At least 12 letters, figures or signs. Three or four words make a good one."),
        autocomplete="new-password",
        error_messages={"required": _("Write a password.")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].widget.attrs.pop("placeholder", None)

    def clean_password(self) -> str:
        return get_adapter().clean_password(self.cleaned_data["password"])

"""What is typed when looking back at what happened."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import OnceForm, words
from hubs.models import Team
from relational.kernel.forms import Form


class ReflectForm(OnceForm):
    what_happened = words(_("What happened?"), longest=2_000)
    what_surprised = words(_("What surprised you?"), rows=2, longest=2_000)
    what_next = words(_("What next?"), rows=2, longest=2_000)


class ReplyForm(OnceForm):
    text = words(_("Your answer"), longest=2_000)


class ShareForm(Form):
    """With which team to share; it asks only those who work in several."""

    which = forms.ChoiceField(
        label=_("With which team?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a team.")},
    )

    def __init__(self, *args, teams: list[Team], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        if len(teams) > 1:
            self.fields["which"].choices = [(key, str(team)) for key, team in self.teams.items()]
        else:
            del self.fields["which"]

    def clean(self) -> dict:
        if not self.teams:
            raise ValidationError(_("You are in no team yet. Ask who leads your hub."))
        return super().clean()

    @property
    def only(self) -> Team | None:
        """The one team somebody works in."""
        return next(iter(self.teams.values())) if len(self.teams) == 1 else None

    def team(self) -> Team:
        return self.only or self.teams[self.cleaned_data["which"]]

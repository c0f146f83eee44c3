"""What a resident says of help that came."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import tidy, words
from cases.models import Referral
from relational.kernel.forms import Form, soft

Outcome = Referral.Outcome


class HeardForm(Form):
    outcome = forms.ChoiceField(
        label=_("Did it help?"),
        choices=[
            (Outcome.HELPED, _("It helped")),
            (Outcome.PARTLY, _("It helped a little")),
            (Outcome.DID_NOT, _("It did not help")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    heard = words(
        soft(_("What would you like to say about it?"), _("You can leave this.")),
        own=True,
        longest=2_000,
    )

    def clean_heard(self) -> str:
        return tidy(self.cleaned_data["heard"])

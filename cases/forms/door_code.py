"""What is answered in private before a resident gets a page of their own, and what they type."""

from __future__ import annotations

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import line
from cases.models import ContactPoint, DoorCode, Resident
from relational.kernel.forms import Form, OnceForm, soft

NOT_ALONE, ALONE = "no", "yes"


class TalkForm(OnceForm):
    """Alone or not; who else sees what they use; and which way is safe."""

    alone = forms.ChoiceField(
        label=_("Are you two alone, so that nobody hears you?"),
        choices=[(ALONE, _("Yes")), (NOT_ALONE, _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you two are alone.")},
    )
    device = forms.ChoiceField(
        label=_("Does somebody else use or look at their phone, e-mail or computer?"),
        choices=[(device.value, capfirst(device.label)) for device in DoorCode.Device],
        required=False,
        widget=forms.RadioSelect,
    )
    way = forms.ChoiceField(
        label=_("How do they get the code?"),
        required=False,
        help_text=_("Only what they said is safe. If somebody else may see it, choose paper."),
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label=soft(_("Another e-mail address that is safe"), _("You can leave this.")),
        required=False,
        max_length=200,
        help_text=_("Only if they say it is. The code goes there, and the record keeps it."),
        error_messages={"invalid": _("Write an e-mail address, like name@example.org.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, resident: Resident, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        emails = resident.contact_points.all().safe().filter(channel=ContactPoint.Channel.EMAIL)
        self.points = {str(point.pk): point for point in emails.order_by("pk")}
        by_email = _now("By e-mail to %(address)s")
        self.fields["way"].choices = [
            (DoorCode.Way.PAPER, _("On paper, from your hand to theirs")),
            *((pk, by_email % {"address": point.value}) for pk, point in self.points.items()),
        ]

    @property
    def is_alone(self) -> bool:
        return self.cleaned_data["alone"] == ALONE

    def clean(self) -> dict:
        said = super().clean()
        if said.get("alone") == ALONE:
            if not said.get("device"):
                self.add_error("device", _now("Choose what they said."))
            if not said.get("way") and not said.get("email") and "way" not in self.errors:
                self.add_error("way", _now("Choose how they get the code."))
        return said


class CodeForm(Form):
    """A code as it stands on paper or in a letter."""

    code = line(
        _("Your code"),
        required=_("Type your code."),
        longest=60,
        hint=_("Big or small letters, with or without the lines between."),
        autocapitalize="characters",
        spellcheck="false",
    )


class ComeInForm(Form):
    """Where codes go from now on."""

    email = forms.EmailField(
        label=soft(_("Your e-mail"), _("You can leave this.")),
        required=False,
        max_length=254,
        help_text=_("Only if nobody else reads it. Next time we send your code there."),
        error_messages={"invalid": _("Write an e-mail address, like name@example.org.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class SentCodeForm(Form):
    """What stood in the letter to the address somebody gave."""

    code = line(
        _("The code"),
        required=_("Write the code."),
        longest=20,
        hint=_("Capitals or small letters, with or without the dash."),
        spellcheck="false",
    )

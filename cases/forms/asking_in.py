"""What is typed to ask in about somebody, and about looks."""

from __future__ import annotations

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import SayForm, line, words
from cases.models import AskingIn, Resident, WithheldName
from cases.models.resident import birth
from relational.kernel.forms import Form, soft
from relational.kernel.sheets import as_iso

NOT_NAMED = _("Keep my name from them for now, because…")


class AskInForm(SayForm):
    name = line(
        _("What are they called?"),
        required=_("Write what they are called."),
        longest=160,
        hint=_("Exactly: what people call them, or their full name."),
        autocapitalize="words",
    )
    born = line(
        _("Date of birth"),
        required=_("Write their date of birth."),
        longest=10,
        hint=_("Like 14/3/1951"),
    )
    kind = forms.ChoiceField(
        label=_("What do you need?"),
        choices=[
            (AskingIn.Kind.QUESTION, _("Ask whoever walks with them")),
            (AskingIn.Kind.OPENING, _("Open the record now, for 24 hours")),
        ],
        widget=forms.RadioSelect(
            attrs={
                "hints": {
                    AskingIn.Kind.OPENING: _(
                        "When it cannot wait. Whoever walks with them is told at once, "
                        "and the person sees that you looked, and why."
                    )
                }
            }
        ),
        error_messages={"required": _("Choose what you need.")},
    )
    why = forms.ChoiceField(
        label=_("Why?"),
        choices=[(why.value, capfirst(why.label)) for why in AskingIn.Why],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why.")},
    )
    reason = line(
        _("In a sentence"),
        required=_("Say in a sentence why."),
        longest=250,
        hint=_("They can read it."),
    )
    not_named = forms.ChoiceField(
        label=soft(NOT_NAMED, _("Only where somebody may not be safe.")),
        required=False,
        choices=[("", _("No, they may read my name")), *WithheldName.Why.choices],
        help_text=_("They see a look of the safeguarding team. The privacy officer looks at it."),
    )

    def clean_born(self) -> datetime.date:
        try:
            day, precision = birth(as_iso(self.cleaned_data["born"]))
        except ValueError:
            day, precision = None, None
        if day is None or precision != Resident.Precision.DAY:
            raise ValidationError(_("Write a whole day, like 14/3/1951."))
        return day


class AskWhyForm(SayForm):
    question = words(
        soft(_("What would you like to know?"), _("You can leave this.")), own=True, longest=500
    )


class ExplainForm(SayForm):
    words = words(_("Why did you look?"), longest=500, hint=_("They read it with the answer."))


class AnswerWhyForm(SayForm):
    words = words(
        _("Your answer"), rows=5, longest=2_000, hint=_("In plain words. It is given once.")
    )


class ReviewNameForm(Form):
    let_go = forms.TypedChoiceField(
        label=_("May they read the name now?"),
        choices=[("yes", _("Yes, they read it from now on")), ("no", _("No, not yet"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )

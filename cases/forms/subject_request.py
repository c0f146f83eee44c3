"""What is typed about what somebody asks by law: by them, and by who answers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import DayField, OnceForm, line, tidy, words
from cases.models import SubjectRequest
from relational.kernel.forms import Form, soft

Kind = SubjectRequest.Kind


class MyRequestForm(OnceForm):
    kind = forms.ChoiceField(
        label=_("What do you want?"),
        choices=[
            (Kind.SEE, _("A copy of everything you keep about me")),
            (Kind.CORRECT, _("Put something right")),
            (Kind.RESTRICT, _("Stop using it for now")),
            (Kind.FORGET, _("Delete it")),
            (Kind.OBJECT, _("I say no to how it is used")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )
    words = words(
        soft(_("Say it your way"), _("You can leave this.")),
        own=True,
        longest=5_000,
        hint=_("Like “the letter of March is not about me”."),
    )

    def clean_words(self) -> str:
        return tidy(self.cleaned_data["words"])


class TheirRequestForm(MyRequestForm):
    """What somebody said to who walks with them, in any way and any words."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = _("What do they want?")
        self.fields["words"].label = soft(_("In their words"), _("You can leave this."))


class ExtendForm(Form):
    until = DayField(label=_("Answer by when?"), help_text=_("A day, like “24 March”"))
    why = line(_("Why does it take longer?"), required=_("Say why. They will read it."))


class AnswerForm(Form):
    words = forms.CharField(
        label=_("Your answer"),
        help_text=_("They read it as it stands. For a no, say why, and whom they can complain to."),
        max_length=10_000,
        error_messages={"required": _("Write the answer. They will read it.")},
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    restricts = forms.BooleanField(
        label=_(
            "Restrict the record: only who walks with them first reads it, and nobody here writes"
        ),
        required=False,
    )

    def clean_words(self) -> str:
        return tidy(self.cleaned_data["words"])


class WhyReadForm(Form):
    reason = line(
        _("Why do you need to read it?"),
        required=_("Say in a few words why. They read it."),
        hint=_("They see that you looked, and what you write here."),
    )


class RedactForm(Form):
    instead = line(
        _("What stands there instead"),
        longest=2_000,
        hint=_("Like “Somebody in the family said something about themself.”"),
    )

    def clean_instead(self) -> str:
        return tidy(self.cleaned_data["instead"])

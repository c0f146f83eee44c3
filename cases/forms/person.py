"""What is typed to meet somebody, to open their record, and about them; nothing needed but a name."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.access import TO_CHOOSE
from cases.forms.asking_in import NOT_NAMED
from cases.forms.fields import A_SENTENCE, OnceForm, line, offer, words
from cases.forms.note import AgreedForm
from cases.models import ContactPoint, Resident, WithheldName
from cases.models.resident import birth, born
from relational.kernel.forms import Form, ModelForm, soft
from relational.kernel.languages import spoken_languages


class MeetForm(AgreedForm):
    known_as = line(
        _("What do they like to be called?"),
        required=_("Write what they like to be called."),
        longest=80,
        autocapitalize="words",
    )
    words = words(
        _("One thing they said"),
        own=True,
        hint=_("As they said it. It goes at the top, in their words."),
    )
    agreed = line(
        soft(_("Anything you promised?"), _("You can leave this.")),
        longest=2_000,
        hint=_("With a day in it, we will remind you. “Ring on Tuesday.”"),
    )
    somebody_new = forms.BooleanField(required=False, widget=forms.HiddenInput)


class PurposeForm(Form):
    purpose = forms.ChoiceField(
        label=_("Why do you open it?"),
        choices=[(purpose.value, capfirst(purpose.label)) for purpose in TO_CHOOSE],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why you open this record.")},
    )
    reason = line(soft(_("In a few words"), _("You can leave this.")))
    not_named = forms.ChoiceField(
        label=soft(NOT_NAMED, _("Only where somebody may not be safe.")),
        required=False,
        choices=[("", _("No, they may read my name")), *WithheldName.Why.choices],
        help_text=_("They see a look of the safeguarding team. The privacy officer looks at it."),
    )


OF_A_CHILD = ["parental_responsibility", "speaks_for_self_from"]


class AboutForm(ModelForm):
    """Names, languages, a date of birth as far as it is known. All of it can stay empty."""

    born = line(
        soft(_("Date of birth"), _("As much as you know.")),
        longest=10,
        hint=_("Like 1951, 1951-03 or 1951-03-14"),
    )

    language = forms.ChoiceField(
        label=_("Language they like to speak or sign"),
        required=False,
        choices=lambda: [("", _("Not known")), *spoken_languages()],
        error_messages={"invalid_choice": _("Choose a language from the list.")},
    )

    class Meta:
        model = Resident
        fields = [
            "known_as",
            "full_name",
            "other_names",
            "pronouns",
            "born",
            "language",
            "interpreter",
            "place",
            *OF_A_CHILD,
        ]
        labels = {
            "known_as": _("What do they like to be called?"),
            "other_names": _("Other names people know them by"),
            "place": _("Where do they live?"),
            "parental_responsibility": _("Who holds parental responsibility?"),
            "speaks_for_self_from": _("From which day do they speak for themself?"),
        }
        help_texts = {
            "parental_responsibility": _("Like “her mum, Dawn; Nan may be told where she is”."),
        }
        error_messages = {
            "known_as": {"required": _("Write what they like to be called.")},
            "speaks_for_self_from": {
                "invalid": _("Write a day like 24/3/2026, or leave it empty."),
            },
        }
        widgets = {
            "parental_responsibility": forms.TextInput(attrs={"autocomplete": "off"}),
            "speaks_for_self_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.may_be_a_child(timezone.localdate()):
            for name in OF_A_CHILD:
                del self.fields[name]
        offer(self.fields["language"], self.instance.language)
        self.fields["born"].initial = born(
            self.instance.date_of_birth, self.instance.date_of_birth_precision
        )

    def clean_born(self) -> str:
        text = self.cleaned_data["born"]
        try:
            self.birth = birth(text)
        except ValueError:
            raise ValidationError(_("Write it like 1951, 1951-03 or 1951-03-14.")) from None
        return text

    @property
    def of_a_child(self) -> list:
        """The fields of a child's record; none for somebody who is grown up."""
        return [self[name] for name in OF_A_CHILD if name in self.fields]

    @property
    def of_everybody(self) -> list:
        return [bound for bound in self if bound.name not in OF_A_CHILD]

    @property
    def is_a_childs(self) -> bool:
        """Whether something is known, or to look at, that only a child's record holds."""
        child = self.instance.date_of_birth is not None
        return bool(self.of_a_child) and (
            child or any(bound.value() or bound.errors for bound in self.of_a_child)
        )

    def about(self) -> dict[str, object]:
        """What to write down: the fields of the record that the form holds."""
        said = {name: self.cleaned_data[name] for name in self.fields if name != "born"}
        day, precision = self.birth
        return said | {"date_of_birth": day, "date_of_birth_precision": precision}


class ContactPointForm(OnceForm, ModelForm):
    channel = forms.ChoiceField(
        label=_("How?"),
        choices=[("", _("Choose how")), *ContactPoint.Channel.choices],
        error_messages={"required": _("Choose how.")},
    )
    safe_to_contact = forms.TypedChoiceField(
        label=_("Is it safe to use?"),
        choices=[
            ("yes", _("Yes, they said it is safe")),
            ("no", _("No: never use it")),
            ("", _("Nobody asked yet: it is not used until somebody has")),
        ],
        coerce=lambda said: said == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = ContactPoint
        fields = ["channel", "value", "safe_to_contact", "ok_to_leave_message", "best_times"]
        labels = {
            "value": _("Number or address"),
            "ok_to_leave_message": _("A message may be left"),
            "best_times": _("Best times, or what to know about it"),
        }
        error_messages = {
            "value": {"required": _("Write the number or address.")},
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        safe = self.instance.safe_to_contact
        self.initial["safe_to_contact"] = "" if safe is None else "yes" if safe else "no"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("channel") == ContactPoint.Channel.EMAIL and cleaned.get("value"):
            try:
                forms.EmailField().clean(cleaned["value"])
            except ValidationError:
                self.add_error("value", _("Write an e-mail address, like name@example.org."))
        return cleaned


class MyWayForm(ModelForm):
    """Whether a way to reach me is safe, as its resident says it."""

    safe_to_contact = forms.TypedChoiceField(
        label=_("Is it safe for us to use it?"),
        help_text=_("Think of who else sees it, or hears it."),
        choices=[
            ("yes", _("Yes, it is safe")),
            ("no", _("No, never use it")),
            ("", _("I am not sure. Do not use it for now")),
        ],
        coerce=lambda said: said == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = ContactPoint
        fields = ["safe_to_contact", "ok_to_leave_message", "best_times"]
        labels = {
            "ok_to_leave_message": _("You may leave a message"),
            "best_times": _("When is a good time?"),
        }
        error_messages = {"best_times": {"max_length": A_SENTENCE}}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        safe = self.instance.safe_to_contact
        self.initial["safe_to_contact"] = "" if safe is None else "yes" if safe else "no"

"""What people type: at most three inputs for a conversation, and nothing needed but a name."""

from __future__ import annotations

import datetime
import re
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.access import TO_CHOOSE
from cases.actions.what_matters import Words
from cases.days import day_in
from cases.models import (
    Connection,
    ContactPoint,
    Note,
    Reminder,
    Resident,
    Section,
    Statement,
    Strength,
    Suggestion,
)
from cases.models.resident import birth, born
from cases.prompts import PROMPTS
from hubs.models import Membership, Organisation, Team
from relational.kernel.base import new_id
from relational.kernel.forms import Form, ModelForm, soft
from relational.kernel.languages import spoken_languages, written_languages
from relational.kernel.models import User

A_SENTENCE = _("Use %(limit_value)d characters or fewer. You have %(show_value)d.")


def words(
    label, *, own: bool = False, rows: int = 3, longest: int = 20_000, hint=""
) -> forms.CharField:
    """A field for sentences; `own` where they are the person's, so that it looks like their words."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=longest,
        error_messages={"max_length": A_SENTENCE},
        widget=forms.Textarea(
            attrs={"rows": rows, "dir": "auto", **({"class": "own-input"} if own else {})}
        ),
    )


def line(label, *, required="", longest: int = 300, hint="", **attrs) -> forms.CharField:
    """A field for one line; `required` is the sentence that asks for it."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(required),
        max_length=longest,
        error_messages={"required": required, "max_length": A_SENTENCE},
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto", **attrs}),
    )


class OnceForm(Form):
    """A form that brings the id of what it makes, so that a double click makes one thing."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = new_id

    def clean_key(self) -> uuid.UUID:
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return new_id()


class AgreedForm(OnceForm):
    """A form whose agreement becomes a promise where it names a day (`due` once cleaned)."""

    due: datetime.date | None = None

    def clean_agreed(self) -> str:
        agreed = self.cleaned_data["agreed"]
        self.due = day_in(agreed, timezone.localdate())
        return agreed


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


class NoteForm(AgreedForm):
    their_words = words(_("What they said"), own=True)
    what_we_heard = words(_("What we heard"), rows=2)
    agreed = line(
        _("What did we agree?"),
        longest=2_000,
        hint=_("With a day in it, we will remind you. “Ring on Tuesday.”"),
    )
    when = forms.DateField(
        label=_("When was it?"),
        help_text=_("Leave it for today."),
        required=False,
        error_messages={"invalid": _("Write a day like 24/3/2026, or leave it empty.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    mode = forms.ChoiceField(
        label=_("Where was it?"),
        required=False,
        choices=[("", _("I’d rather not say")), *Note.Mode.choices],
    )
    told_again = forms.BooleanField(label=_("They had to tell their story again"), required=False)
    withheld = forms.ChoiceField(
        label=_("Must it be kept from their own page?"),
        required=False,
        choices=[("", _("No, they can read it")), *Note.Withheld.choices],
    )

    def __init__(self, *args, resident: Resident, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["their_words"].label = _("What %(name)s said") % {"name": resident.known_as}

    def clean_when(self) -> datetime.datetime | None:
        """The day at noon; today is this moment."""
        day = self.cleaned_data["when"]
        today = timezone.localdate()
        if day is None or day == today:
            return None
        if day > today:
            raise ValidationError(_("Write a day that has been, or leave it empty."))
        return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


class CorrectForm(AgreedForm):
    their_words = words(_("What they said"), own=True)
    what_we_heard = words(_("What we heard"), rows=2)
    agreed = line(
        _("What did we agree?"),
        longest=2_000,
        hint=_("If it reads otherwise now, its promise follows: name its day."),
    )
    reason = line(
        _("Why do you change it?"),
        required=_("Say in a few words why you change it."),
        hint=_("The first text stays behind this one, with your reason."),
    )


class InErrorForm(Form):
    reason = line(
        _("What happened?"),
        required=_("Say in a few words what happened."),
        hint=_("Like “this was about somebody else with the same name”. Write no names."),
    )


class DayField(forms.CharField):
    """A day as people say it: “Tuesday”, “24 March”."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, max_length=100, **kwargs)
        self.error_messages["required"] = _("Write a day, like “Tuesday” or “24 March”.")

    def clean(self, value) -> datetime.date:
        said = super().clean(value)
        day = day_in(said, timezone.localdate())
        if day is None:
            raise ValidationError(_("Write a day, like “Tuesday” or “24 March”."))
        return day


class PromiseForm(OnceForm):
    what = line(
        _("I will …"),
        required=_("Write what you will do."),
        longest=2_000,
        hint=_("Like “ring the housing office with him”. They can read it."),
    )
    due = DayField(label=_("By when?"), help_text=_("A day, like “Tuesday” or “24 March”"))
    kind = forms.ChoiceField(
        label=soft(_("What is it?"), _("You can leave this.")),
        required=False,
        choices=[(kind.value, capfirst(kind.label)) for kind in Reminder.Kind],
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Reminder.Kind.PROMISE


class MoveForm(Form):
    due = DayField(label=_("By when now?"), help_text=_("A day, like “Tuesday” or “24 March”"))
    why = line(_("Why?"), required=_("Say in a few words why. They will read it."))


class LetGoForm(Form):
    why = line(_("Why?"), required=_("Say in a few words why. They will read it."))


class RestForm(OnceForm):
    until = DayField(label=_("Until when?"), help_text=_("A day, like “Tuesday” or “24 March”"))
    reason = line(
        _("Why?"),
        required=_("Say in a few words why."),
        hint=_("Like “he asked for some quiet”. They can read it."),
    )


class PurposeForm(Form):
    purpose = forms.ChoiceField(
        label=_("Why do you open it?"),
        choices=[(purpose.value, capfirst(purpose.label)) for purpose in TO_CHOOSE],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why you open this record.")},
    )
    reason = line(soft(_("In a few words"), _("You can leave this.")))


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
        ]
        labels = {
            "known_as": _("What do they like to be called?"),
            "other_names": _("Other names people know them by"),
            "place": _("Where do they live?"),
        }
        error_messages = {"known_as": {"required": _("Write what they like to be called.")}}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["language"], self.instance.language)
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

    def about(self) -> dict[str, object]:
        """What to write down: the fields of the record that the form holds."""
        said = {name: self.cleaned_data[name] for name in self.Meta.fields if name != "born"}
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


class WordsForm(Form):
    """What somebody says in a section; `base` is the version they saw when they began."""

    base = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = words(_("In their words"), own=True, rows=5)
    dont = words(_("Please don’t"), rows=3, hint=_("One on each line."))
    language = forms.ChoiceField(
        label=_("In which language is it written?"),
        required=False,
        choices=written_languages,
        error_messages={"invalid_choice": _("Choose a language from the list.")},
    )

    def __init__(self, *args, section: Section, **kwargs) -> None:
        # Several sections can be open on one page, so their fields need ids of their own.
        super().__init__(*args, auto_id=f"{section}-%s", **kwargs)
        self.section = section
        self.fields["text"].label = section.label
        _offer(self.fields["language"], self.initial.get("language", ""))
        if section == Section.PLEASE_DO_AND_DO_NOT:
            self.fields["text"].label = _("Please do")
        else:
            del self.fields["dont"]

    def words(self) -> Words:
        """What was said, without what pasting drags along."""
        said = self.cleaned_data
        return Words(tidy(said["text"]), tidy(said.get("dont", "")), said["language"])

    @property
    def prompts(self) -> list[str]:
        """Ways to begin, for whom they help."""
        return PROMPTS[self.section]

    @property
    def more_is_wrong(self) -> bool:
        """Whether something is to be looked at in what stands folded away."""
        return any(name in self.errors for name in ("language", "supported_by"))


def showing(
    now: Statement | None, begun: Statement | Suggestion | None = None, *, speaks: str = ""
) -> dict:
    """What a form for a section begins with: waiting words, or those everybody reads.

    First words begin in the language somebody `speaks`, or in that of the page.
    """
    said = begun or now
    return {
        "text": said.text if said else "",
        "dont": said.dont if said else "",
        "language": (said.language if said else speaks) or _language_of_the_page(),
        "base": now.pk if now else None,
    }


def _language_of_the_page() -> str:
    return (get_language() or "en").partition("-")[0]


class MyWordsForm(WordsForm):
    supported_by = line(
        soft(_("Did somebody help you write it?"), _("You can leave this.")), longest=160
    )


class WriteDownForm(WordsForm):
    """A worker's: what somebody said, or what is written on their behalf."""

    how = forms.ChoiceField(
        label=_("How was it written?"),
        widget=forms.RadioSelect,
        initial="said",
        error_messages={"required": _("Choose how it was written.")},
    )
    how_completed = line(soft(_("How do you know?"), _("Only on their behalf.")))

    def __init__(self, *args, name: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        said = {"name": name}
        self.fields["how"].choices = [
            ("said", _("%(name)s said it, I wrote it down") % said),
            ("behalf", _("%(name)s cannot say it; I write it for them") % said),
        ]


class TogetherForm(WordsForm):
    """Words agreed on sitting together: the resident writes their name under them."""

    signed = line(
        _("Your name, if you agree"),
        required=_("Write your name, if you agree."),
        longest=80,
        autocapitalize="words",
    )

    def __init__(self, *args, name: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed"].label = _("%(name)s, write your name if you agree") % {"name": name}


class BesideForm(Form):
    text = words(_("What do you see?"), rows=4)


def any_day(label) -> forms.DateField:
    """A field for a day that has been or is to come; it can stay empty."""
    return forms.DateField(
        label=label,
        required=False,
        error_messages={"invalid": _("Write a day like 24/3/2026, or leave it empty.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def out_of_ten(label, *, least: int, far, near, required="") -> forms.TypedChoiceField:
    """A number from `least` to 10, with words at both ends; `required` is the sentence asking for it.

    Where none is required, no number is a choice too.
    """

    def numbers():
        yield least, format_html("{} <span>{}</span>", least, far)
        yield from ((number, str(number)) for number in range(least + 1, 10))
        yield 10, format_html("10 <span>{}</span>", near)
        if not required:
            yield "", _("No number")

    return forms.TypedChoiceField(
        label=label,
        choices=numbers,
        coerce=int,
        empty_value=None,
        required=bool(required),
        error_messages={"required": required, "invalid_choice": _("Choose one of the numbers.")},
        widget=forms.RadioSelect(attrs={"class": "scale"}),
    )


def _offer(languages: forms.ChoiceField, code: str) -> None:
    """Offer a language that is not on our list, where somebody has it already."""
    if code and code not in dict(languages.choices):
        languages.choices = [(code, code), *languages.choices]


def tidy(text: str) -> str:
    """Text as people meant it: no control signs, and Word's bullets as strokes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    text = re.sub(r"^[\uf0b7•·]\s*", "- ", text, flags=re.MULTILINE)
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text).strip()


Part, Voice = Connection.Part, Connection.Voice
# What a named person can be to a resident, and what a colleague can; somebody leads by another form.
PERSON_PARTS = [Part.FAMILY, Part.FRIEND, Part.NEIGHBOUR, Part.PEER, Part.ADVOCATE, Part.ALONGSIDE]
COLLEAGUE_PARTS = [Part.ALONGSIDE, Part.SPECIALIST, Part.CONNECTOR, Part.PEER, Part.ADVOCATE]


def about_somebody() -> forms.CharField:
    return line(
        soft(_("In a few words"), _("You can leave this.")),
        longest=200,
        hint=_("Like “next door, has a key”. %(name)s can read it."),
    )


def closeness() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("How close is it, as %(name)s says?"),
        required=False,
        choices=[
            *((each.value, capfirst(each.label)) for each in Connection.Closeness),
            ("", _("Nobody said")),
        ],
        widget=forms.RadioSelect,
        initial="",
    )


def voice() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("What may they do with this record?"),
        choices=[(each.value, capfirst(each.label)) for each in Voice],
        widget=forms.RadioSelect,
        initial=Voice.CONTRIBUTES,
        error_messages={"required": _("Choose what they may do.")},
    )


def part(parts: list[Connection.Part], **more) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("What are they to %(name)s?"),
        choices=[("", _("Choose")), *((each.value, capfirst(each.label)) for each in parts)],
        error_messages={"required": _("Choose what they are to %(name)s.")},
        **more,
    )


class SearchForm(Form):
    """Words to find something by, from the address; what cannot be words finds nothing."""

    q = line(_("Part of a name"), longest=80)

    @classmethod
    def of(cls, address: QueryDict) -> SearchForm:
        return cls({"q": address.get("q", "")})

    @property
    def words(self) -> str:
        return self.cleaned_data["q"] if self.is_valid() else ""


class _AboutSomebody(Form):
    """A form whose questions name the resident."""

    def __init__(self, *args, resident: Resident, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        said = {"name": resident.known_as}
        for field in self.fields.values():
            if "%(name)s" in str(field.label):
                field.label = field.label % said
            if "%(name)s" in str(field.help_text):
                field.help_text = field.help_text % said
            if "%(name)s" in str(field.error_messages.get("required")):
                field.error_messages["required"] = field.error_messages["required"] % said


def _and_around_already(said: str, is_around: bool) -> str:
    return f"{said} {_('Around them already.')}" if is_around else said


class OneOf(forms.ModelChoiceField):
    """A choice by id. What is no id at all is no choice from the list either."""

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError:
            raise ValidationError(self.error_messages["invalid_choice"]) from None


class JoinPersonForm(_AboutSomebody, OnceForm):
    """Somebody who does not sign in here, by their name."""

    person = line(_("Their name"), required=_("Write a name."), longest=120, autocapitalize="words")
    part = part(PERSON_PARTS)
    about = about_somebody()
    closeness = closeness()

    def joining(self) -> dict:
        """Who joins, and as what, as the action asks it."""
        return self.cleaned_data


class JoinGroupForm(_AboutSomebody, OnceForm):
    """A group or a service: chosen from what was found, or named where it stands on no list."""

    organisation = OneOf(
        Organisation.objects.all(),
        label=_("Which one is it?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one from the list, or name it below.")},
    )
    name = line(
        soft(_("Or what is it called?"), _("Where it is not on the list.")),
        longest=120,
        hint=_("Everybody at work here finds it from then on. Write no names of people."),
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        required=False,
        choices=[("", _("Choose")), *((k.value, capfirst(k.label)) for k in Organisation.Kind)],
    )
    about = about_somebody()
    closeness = closeness()

    def __init__(self, *args, resident: Resident, found: list[Organisation], **kwargs) -> None:
        super().__init__(*args, resident=resident, **kwargs)
        choose = self.fields["organisation"].widget
        choose.choices = [(str(each.pk), each.name) for each in found]
        around = {each.organisation_id for each in resident.around}
        choose.attrs["hints"] = {
            str(each.pk): _and_around_already(
                f"{capfirst(each.get_kind_display())}. {each.about}".strip(), each.pk in around
            )
            for each in found
        }
        if not found:
            del self.fields["organisation"]
            self.fields["name"].label = _("What is it called?")

    def clean(self):
        cleaned = super().clean()
        chosen, named = cleaned.get("organisation"), cleaned.get("name")
        if chosen and named:
            self.add_error("name", _("Choose one from the list or name a new one, not both."))
        if not chosen and "organisation" not in self.errors:
            if not named:
                where = "organisation" if "organisation" in self.fields else "name"
                self.add_error(where, _("Choose one from the list, or write what it is called."))
            elif not cleaned.get("kind"):
                self.add_error("kind", _("Choose what it is."))
        return cleaned

    def joining(self) -> dict:
        said = self.cleaned_data
        named = {"named": (said["name"], said["kind"])} if said["name"] else {}
        return {
            "organisation": said.get("organisation"),
            **named,
            **{field: said[field] for field in ("about", "closeness", "key")},
        }


class _ColleagueForm(_AboutSomebody):
    """A form that chooses one of the colleagues who were found."""

    colleague = OneOf(
        User.objects.all(),
        label=_("Who is it?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a colleague."),
            "invalid_choice": _("Choose a colleague from the list."),
        },
    )

    def __init__(self, *args, resident: Resident, found: list[Membership], **kwargs) -> None:
        super().__init__(*args, resident=resident, **kwargs)
        choose = self.fields["colleague"].widget
        choose.choices = [(str(each.user_id), each.user.display_name) for each in found]
        around = {each.user_id for each in resident.around}
        choose.attrs["hints"] = {
            str(each.user_id): _and_around_already(
                f"{capfirst(each.get_role_display())}, {each.organisation.name}.",
                each.user_id in around,
            )
            for each in found
        }


class JoinColleagueForm(_ColleagueForm, OnceForm):
    part = part(COLLEAGUE_PARTS, initial=Part.ALONGSIDE)
    voice = voice()

    def joining(self) -> dict:
        said = self.cleaned_data
        return {"user": said["colleague"], **{f: said[f] for f in ("part", "voice", "key")}}


class HandOverForm(_ColleagueForm):
    """Who leads from now on; `seen` is the connection of who led when the page was opened."""

    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)
    resident_view = line(
        _("What does %(name)s say to it?"),
        required=_("Write what they say to it, or that nobody could ask them."),
        hint=_("In their words. If nobody could ask them yet, say so."),
        **{"class": "own-input"},
    )
    stays = forms.BooleanField(label=_("%(name)s stays alongside"), required=False, initial=True)

    def __init__(self, *args, lead: Connection | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if lead is None:
            del self.fields["stays"]
        else:
            self.fields["stays"].label = _("%(name)s stays alongside") % {"name": lead.called}


class DescribeConnectionForm(_AboutSomebody):
    """More of a connection; what a kind of it does not have is not asked."""

    part = part(PERSON_PARTS)
    about = about_somebody()
    closeness = closeness()
    chosen_by_resident = forms.TypedChoiceField(
        label=_("Did %(name)s choose them?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("Nobody asked"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    voice = voice()
    depth = forms.ChoiceField(
        label=_("How much do you walk with %(name)s?"),
        help_text=_("Only you say this of yourself."),
        required=False,
        choices=[
            ("", _("I’d rather not say")),
            *((each.value, capfirst(each.label)) for each in Connection.Depth),
        ],
    )

    def __init__(self, *args, connection: Connection, reader: User, **kwargs) -> None:
        chosen = {True: "yes", False: "no", None: ""}[connection.chosen_by_resident]
        shown = {
            field: getattr(connection, field)
            for field in ("part", "about", "closeness", "voice", "depth")
        }
        super().__init__(*args, initial={**shown, "chosen_by_resident": chosen}, **kwargs)
        leads = connection.part == Part.LEAD
        if connection.user_id:
            self.fields["part"].choices = part(COLLEAGUE_PARTS).choices
        if leads or connection.organisation_id:
            del self.fields["part"]
        if leads or not connection.user_id:
            del self.fields["voice"]
        if connection.user_id != reader.pk:
            del self.fields["depth"]


class EndConnectionForm(Form):
    how_ended = line(
        _("How did it end?"),
        required=_("Say in a few words how it ended."),
        hint=_("Like “she moved to her son’s”. They can read it."),
    )


class SayForm(OnceForm):
    """A form for what somebody says, without what browsers and pasting drag along."""

    def clean(self) -> dict:
        said = super().clean()
        return {name: tidy(v) if isinstance(v, str) else v for name, v in said.items()}


class HopeForm(SayForm):
    """A hope in the words of who hopes; why, and how much it matters, can stay empty."""

    text = words("", own=True, longest=1_000)
    why = words(
        soft(_("Why does it matter?"), _("You can leave this.")), own=True, rows=2, longest=1_000
    )
    importance = out_of_ten(
        soft(_("How much does it matter?"), _("You can leave this.")),
        least=1,
        far=_("a little"),
        near=_("more than anything"),
    )

    def __init__(self, *args, name: str, own: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = (
            _("What do you hope for?")
            if own
            else _("What does %(name)s hope for, as they say it?") % {"name": name}
        )


class NearForm(Form):
    value = out_of_ten(
        _("How near does it feel today?"),
        least=0,
        far=_("far away"),
        near=_("there"),
        required=_("Choose one of the numbers."),
    )

    def __init__(self, *args, hope_id: uuid.UUID, **kwargs) -> None:
        # Several hopes can be open on one page, so their fields need ids of their own.
        super().__init__(*args, auto_id=f"near-{hope_id}-%s", **kwargs)


class StepForm(SayForm):
    what = line(
        _("What is one small step?"), longest=500, hint=_("Like “Ask Dilip about the shed”.")
    )
    who = line(soft(_("Who takes it?"), _("You can leave this.")), longest=120)
    when = any_day(soft(_("When?"), _("You can leave this.")))

    def __init__(self, *args, hope_id: uuid.UUID, **kwargs) -> None:
        super().__init__(*args, auto_id=f"new-step-{hope_id}-%s", **kwargs)


class PlanForm(Form):
    """What can be said of a step at any time: who takes it, when, and how sure they are of it."""

    who = line(soft(_("Who takes it?"), _("You can leave this.")), longest=120)
    when = any_day(soft(_("When?"), _("You can leave this.")))
    confidence = out_of_ten(
        soft(_("How sure are you of it?"), _("You can leave this.")),
        least=1,
        far=_("not sure at all"),
        near=_("very sure"),
    )

    def __init__(self, *args, step_id: uuid.UUID, name: str, own: bool, **kwargs) -> None:
        super().__init__(*args, auto_id=f"step-{step_id}-%s", **kwargs)
        if not own:
            self.fields["confidence"].label = soft(
                _("How sure is %(name)s of it?") % {"name": name}, _("You can leave this.")
            )


class EasierForm(Form):
    easier = words(
        soft(_("What would make it easier?"), _("You can leave this.")), rows=2, longest=500
    )

    def __init__(self, *args, step_id: uuid.UUID, **kwargs) -> None:
        super().__init__(*args, auto_id=f"step-{step_id}-%s", **kwargs)


class StrengthForm(SayForm):
    """What somebody brings. A worker says whether it is in the person's words."""

    text = words("", own=True, rows=2, longest=500)
    kind = forms.ChoiceField(
        label=soft(_("What is it?"), _("You can leave this.")),
        required=False,
        choices=[
            ("", _("Something else")),
            *((kind.value, capfirst(kind.label)) for kind in Strength.Kind),
        ],
    )
    whose = forms.ChoiceField(
        label=_("Whose words are these?"), widget=forms.RadioSelect, initial="theirs"
    )

    def __init__(self, *args, name: str, own: bool, asks_whose: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        said = {"name": name}
        self.fields["text"].label = (
            _("What do you bring?") if own else _("What does %(name)s bring?") % said
        )
        self.fields["text"].help_text = _(
            "Something to be good at, something lived through, somebody or somewhere to count on."
        )
        self.fields["whose"].choices = [
            ("theirs", _("%(name)s said it") % said),
            ("mine", _("I see it") % said),
        ]
        if not asks_whose:
            del self.fields["whose"]


class WeightForm(SayForm):
    """What weighs on somebody. A worker writes what they see apart from the person's words."""

    their_words = words("", own=True, longest=2_000)
    workers_view = words(
        soft(_("What do you see?"), _("You can leave this.")), rows=2, longest=2_000
    )

    def __init__(self, *args, name: str, own: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        said = {"name": name}
        self.fields["their_words"].label = (
            _("What weighs on you?")
            if own
            else _("What weighs on %(name)s, as they say it?") % said
        )
        self.fields["workers_view"].help_text = _("It stands apart. %(name)s reads it too.") % said
        if own:
            del self.fields["workers_view"]


class CalendarForm(Form):
    """A new address for a calendar; `instead_of` is the key of the one that was seen."""

    instead_of = forms.UUIDField(required=False, widget=forms.HiddenInput)


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

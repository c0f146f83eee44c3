"""What is typed about who is around somebody."""

from __future__ import annotations

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import OnceForm, OneOf, line
from cases.models import Connection, Resident
from hubs.models import Membership, Organisation
from relational.kernel.forms import Form, soft
from relational.kernel.models import User

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

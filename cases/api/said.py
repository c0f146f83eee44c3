"""What a program may say: the fields of each call, and what each must be."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from cases.actions.what_matters import Words
from cases.forms.connection import COLLEAGUE_PARTS, PERSON_PARTS
from cases.forms.fields import tidy
from cases.models import Connection, Note, Section, Voice
from cases.models.resident import birth
from hubs.models import Organisation, Place, Team
from relational.kernel.api import Body, OneOf, Text
from relational.kernel.languages import SIGNED, WRITTEN
from relational.kernel.models import User

Part = Connection.Part


def _maybe(longest: int, **more) -> Text:
    return Text(max_length=longest, required=False, allow_blank=True, **more)


def one_of(rows: QuerySet, none: str, **more) -> serializers.PrimaryKeyRelatedField:
    """One of these rows, by its id; `none` is the sentence where there is none such."""
    said = {"does_not_exist": none, "incorrect_type": none, "required": none, "null": none}
    return serializers.PrimaryKeyRelatedField(queryset=rows, error_messages=said, **more)


def _day(**more) -> serializers.DateField:
    return serializers.DateField(
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Write a day like 2027-03-24.")},
        **more,
    )


class Listing(Body):
    """Which stretch of a list."""

    after = serializers.UUIDField(
        required=False, help_text="After which row the list goes on; `next` of an answer has it."
    )


class OfResident(Listing):
    """Which stretch of a list about somebody."""

    resident = serializers.UUIDField(help_text="Whose.")


class StatementsOf(OfResident):
    """Which of somebody's words."""

    section = OneOf(Section.choices, required=False, help_text="Of one section only.")
    versions = OneOf(
        [("shown", "the latest"), ("all", "all")],
        required=False,
        help_text="`shown` (when left out): what everybody reads now. `all`: every version.",
    )


class Nothing(Body):
    """A call that needs no word."""


class Describe(Body):
    """What is known of somebody. Only what is sent changes."""

    known_as = Text(max_length=80, required=False, help_text="What they like to be called.")
    full_name = _maybe(160)
    other_names = _maybe(160)
    pronouns = _maybe(40)
    born = _maybe(10, help_text="As much as is known: 1951, 1951-03 or 1951-03-14.")
    language = OneOf(
        [*SIGNED, *WRITTEN], required=False, allow_blank=True, help_text="A BCP 47 code."
    )
    interpreter = serializers.BooleanField(required=False)
    place = one_of(
        Place.objects.all(), _("There is no such place."), required=False, allow_null=True
    )

    def validate_born(self, text: str) -> str:
        try:
            self.birth = birth(text)
        except ValueError:
            raise ValidationError(_("Write it like 1951, 1951-03 or 1951-03-14.")) from None
        return text

    def validate(self, said: dict) -> dict:
        """Hand `born` on as the record keeps it."""
        if "born" in said:
            del said["born"]
            said["date_of_birth"], said["date_of_birth_precision"] = self.birth
        return said


class Meet(Describe):
    """Somebody new. Only what they like to be called is needed."""

    known_as = Text(max_length=80, help_text="What they like to be called.")
    words = _maybe(20_000, help_text="One thing they said, as they said it.")
    agreed = _maybe(2_000, help_text="What was promised.")
    due = _day(required=False, help_text="By when. A day makes what was agreed a promise.")


class Write(Body):
    """A conversation. One of the three texts is enough."""

    resident = serializers.UUIDField()
    their_words = _maybe(20_000, help_text="What they said.")
    what_we_heard = _maybe(20_000)
    agreed = _maybe(2_000)
    due = _day(required=False, help_text="By when. A day makes what was agreed a promise.")
    happened_at = serializers.DateTimeField(required=False, help_text="Now, when left out.")
    mode = OneOf(Note.Mode.choices, required=False, allow_blank=True)
    told_again = serializers.BooleanField(
        required=False, help_text="Whether they had to tell their story again."
    )
    withheld = OneOf(
        Note.Withheld.choices,
        required=False,
        allow_blank=True,
        help_text="Why they must not read it on their own page.",
    )

    def validate_happened_at(self, moment):
        if moment.year < 1890:
            raise ValidationError(_("Write a day that has been, or leave it empty."))
        return moment


class Say(Body):
    """Words in a section: the resident's own, or what a worker writes down."""

    resident = serializers.UUIDField()
    section = OneOf(Section.choices)
    text = _maybe(20_000)
    dont = _maybe(20_000, help_text="What please not to do; in please_do_and_do_not only.")
    language = OneOf(WRITTEN, required=False, allow_blank=True, help_text="A BCP 47 code.")
    base = serializers.UUIDField(
        required=False, help_text="The version that was shown when the words were begun."
    )
    voice = OneOf(
        [(voice.value, voice.label) for voice in (Voice.WITH_SUPPORT, Voice.ON_BEHALF)],
        required=False,
        help_text="Of a worker: whether they said it (with_support, when left out) or cannot say it.",
    )
    how_completed = _maybe(300, help_text="On somebody's behalf: how you know.")
    supported_by = _maybe(160, help_text="Of the resident: who helped to write it.")

    def validate(self, said: dict) -> dict:
        if said.get("dont") and said["section"] != Section.PLEASE_DO_AND_DO_NOT:
            raise ValidationError({"dont": _("Only “please do, and please don’t” has this.")})
        words = [tidy(said.pop(field, "")) for field in ("text", "dont")]
        return said | {"words": Words(*words, said.pop("language", ""))}


class Promise(Body):
    """Something to do for somebody, by a day."""

    resident = serializers.UUIDField()
    what = Text(max_length=2_000)
    due = _day()


class Move(Body):
    """Another day for a promise. The resident reads why."""

    due = _day()
    why = Text(max_length=300)


class LetGo(Body):
    """Why a promise is let go. The resident reads it."""

    why = Text(max_length=300)


# What each kind of connection can be to a resident; who walks with them is handed over.
PARTS = {"person": PERSON_PARTS, "colleague": COLLEAGUE_PARTS}
ANY_PART = [(part.value, part.label) for part in Part if part != Part.LEAD]


def check_part(part: str, kind: str) -> None:
    """Raise ValidationError for what a person, a colleague or an organisation cannot be."""
    if part not in PARTS.get(kind, [Part.ALONGSIDE]):
        raise ValidationError({"part": _("This one cannot be that to them.")})


class AboutConnection(Body):
    """What can be said of anybody or anything around a resident."""

    part = OneOf(ANY_PART, required=False)
    about = _maybe(200, help_text="In a few words. The resident can read it.")
    closeness = OneOf(
        Connection.Closeness.choices,
        required=False,
        allow_blank=True,
        help_text="As the resident says.",
    )
    voice = OneOf(
        Connection.Voice.choices,
        required=False,
        help_text="Of a colleague: what they may do with the record.",
    )


class Join(AboutConnection):
    """Somebody or something to be around: one of `person`, `organisation`, `colleague`, `name`."""

    resident = serializers.UUIDField()
    person = _maybe(120, help_text="Somebody who does not sign in here, by their name.")
    organisation = one_of(
        Organisation.objects.all(), _("There is no such organisation."), required=False
    )
    colleague = one_of(
        User.objects.all(),
        _("There is no such colleague."),
        required=False,
        help_text="Who works here, by their id. They see the record from now on.",
    )
    name = _maybe(120, help_text="A group or service that stands on no list yet; with its `kind`.")
    kind = OneOf(Organisation.Kind.choices, required=False)

    def validate(self, said: dict) -> dict:
        """Hand on who joins as the action asks it."""
        named = [
            field for field in ("person", "organisation", "colleague", "name") if said.get(field)
        ]
        if len(named) != 1:
            raise ValidationError(
                {"person": _("Name one: a person, an organisation, a colleague, or a new group.")}
            )
        (who,) = named
        if "voice" in said and who != "colleague":
            raise ValidationError({"voice": _("Who does not sign in here does not read here.")})
        if "kind" in said and who != "name":
            raise ValidationError({"kind": _("Only a group on no list yet has this.")})
        check_part(said.get("part", Part.ALONGSIDE), who)
        joining = {"user": said.pop("colleague", None)}
        if group := said.pop("name", ""):
            joining["named"] = (group, said.pop("kind", ""))
        return said | joining


class DescribeConnection(AboutConnection):
    """More of a connection. Only what is sent changes."""

    chosen_by_resident = serializers.BooleanField(
        required=False, allow_null=True, help_text="Null: nobody asked."
    )
    depth = OneOf(
        Connection.Depth.choices,
        required=False,
        allow_blank=True,
        help_text="How much you walk with them. You say it of yourself alone.",
    )


class EndConnection(Body):
    """How it ended. The resident reads it."""

    how_ended = Text(max_length=300)


class HandOver(Body):
    """Who walks with somebody from now on, and what they say to it."""

    colleague = one_of(User.objects.all(), _("There is no such colleague."))
    resident_view = Text(
        max_length=300, help_text="In their words; or that nobody could ask them yet."
    )
    stays = serializers.BooleanField(
        default=True, help_text="Whether who walked with them until now stays alongside."
    )
    seen = serializers.UUIDField(
        allow_null=True,
        help_text="The connection of who leads, as you read it last; null where nobody did.",
    )


class Reflect(Body):
    """A thought. One of the three texts is enough."""

    what_happened = _maybe(2_000)
    what_surprised = _maybe(2_000)
    what_next = _maybe(2_000)
    note = serializers.UUIDField(
        required=False, help_text="A conversation that you wrote down, which it is about."
    )


class Share(Body):
    """With which team."""

    team = one_of(
        Team.objects.all(),
        _("Choose a team that is yours."),
        required=False,
        help_text="Can be left out by who works in one team only.",
    )


class Reply(Body):
    """An answer to a thought."""

    text = Text(max_length=2_000)

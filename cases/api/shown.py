"""What a program reads: the rows of each noun, as they are written into an answer."""

from __future__ import annotations

from rest_framework import serializers

from cases.models import (
    Connection,
    Disagreement,
    Note,
    Reflection,
    ReflectionReply,
    Reminder,
    Resident,
    Statement,
    Suggestion,
)
from cases.models.resident import born
from relational.kernel.models import User


class Person(serializers.ModelSerializer):
    """Somebody who wrote or promised something."""

    name = serializers.CharField(source="display_name")

    class Meta:
        model = User
        fields = ["id", "name"]


class ResidentRow(serializers.ModelSerializer):
    """Somebody, as far as anything is known of them."""

    born = serializers.SerializerMethodField(help_text="1951, 1951-03 or 1951-03-14; may be empty.")

    class Meta:
        model = Resident
        fields = [
            *("id", "known_as", "full_name", "other_names", "pronouns", "born", "language"),
            *("interpreter", "place", "hub", "state", "last_heard_at", "made_at"),
        ]

    def get_born(self, resident: Resident) -> str:
        return born(resident.date_of_birth, resident.date_of_birth_precision)


class SaidBeside(serializers.ModelSerializer):
    """How the resident sees an entry otherwise, in their words."""

    class Meta:
        model = Disagreement
        fields = ["id", "text", "made_at"]


class NoteRow(serializers.ModelSerializer):
    """A conversation. One that was written into the wrong record shows only that."""

    author = Person()
    disagreements = SaidBeside(many=True, read_only=True)

    class Meta:
        model = Note
        fields = [
            *("id", "resident", "author", "happened_at", "mode", "their_words", "what_we_heard"),
            *("agreed", "told_again", "withheld", "supersedes", "correction_reason"),
            *("entered_in_error", "disagreements", "made_at"),
        ]

    def to_representation(self, note: Note) -> dict:
        shown = super().to_representation(note)
        if note.entered_in_error:  # the words are somebody else's
            shown |= {"their_words": "", "what_we_heard": "", "agreed": ""}
        return shown


class StatementRow(serializers.ModelSerializer):
    """One version of what somebody says in a section."""

    kind = serializers.ChoiceField(choices=["statement"], read_only=True)
    author = Person()

    class Meta:
        model = Statement
        fields = [
            *("kind", "id", "resident", "section", "number", "text", "dont", "language", "voice"),
            *("supported_by", "how_completed", "signed", "agreed_at", "author", "supersedes"),
            *("set_aside", "made_at"),
        ]

    def to_representation(self, statement: Statement) -> dict:
        return super().to_representation(statement) | {"kind": "statement"}


class SuggestionRow(serializers.ModelSerializer):
    """Other words that a worker proposed, where the resident has words of their own."""

    kind = serializers.ChoiceField(choices=["suggestion"], read_only=True)
    author = Person()

    class Meta:
        model = Suggestion
        fields = [
            *("kind", "id", "resident", "section", "against", "text", "dont", "language"),
            *("author", "state", "made_at"),
        ]

    def to_representation(self, suggestion: Suggestion) -> dict:
        return super().to_representation(suggestion) | {"kind": "suggestion"}


class ConnectionRow(serializers.ModelSerializer):
    """Somebody or something around a resident."""

    name = serializers.SerializerMethodField()
    organisation = serializers.UUIDField(source="organisation_id", allow_null=True)
    user = serializers.UUIDField(source="user_id", allow_null=True)

    class Meta:
        model = Connection
        fields = [
            *("id", "resident", "name", "user", "organisation", "part", "about", "depth"),
            *("closeness", "chosen_by_resident", "voice", "since", "until", "how_ended"),
            *("resident_view", "made_at"),
        ]

    def get_name(self, around: Connection) -> str:
        if around.user is not None:
            return around.user.display_name
        return around.organisation.name if around.organisation is not None else around.person


class ReminderRow(serializers.ModelSerializer):
    """A promise, and what became of it."""

    by = Person()
    disagreements = SaidBeside(many=True, read_only=True)
    not_happened = serializers.SlugRelatedField(
        slug_field="day", many=True, read_only=True, help_text="The days on which they said so."
    )

    class Meta:
        model = Reminder
        fields = [
            *("id", "resident", "kind", "note", "by", "what", "due", "state", "why"),
            *("settled_at", "moved_to", "disagreements", "not_happened", "made_at"),
        ]


class ReflectionRow(serializers.ModelSerializer):
    """What happened, what surprised, what next; its author's own, or shared with a team."""

    author = Person()

    class Meta:
        model = Reflection
        fields = [
            *("id", "author", "what_happened", "what_surprised", "what_next", "team"),
            *("shared_at", "made_at"),
        ]


class ReplyRow(serializers.ModelSerializer):
    """An answer to a thought that was shared."""

    author = Person()

    class Meta:
        model = ReflectionReply
        fields = ["id", "reflection", "author", "text", "made_at"]


class ReflectionPage(ReflectionRow):
    """A thought with its answers."""

    replies = ReplyRow(many=True, source="answers")

    class Meta(ReflectionRow.Meta):
        fields = [*ReflectionRow.Meta.fields, "replies"]

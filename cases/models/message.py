"""What a resident and the people around them write to each other, and the pictures and sounds that say it."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.models.connection import Connection
from cases.models.resident import Resident
from cases.models.what_matters import Section
from hubs.access import Right
from hubs.models import Cover, Membership
from relational.kernel.base import Row
from relational.kernel.models import User


class MessageQuerySet(models.QuerySet["Message"]):
    def newest_first(self) -> MessageQuerySet:
        return self.order_by("-made_at", "-pk")

    def unanswered(self) -> MessageQuerySet:
        """Those of residents that nobody wrote back to; not of records that are closed."""
        answers = Message.objects.filter(
            resident=OuterRef("resident"), theirs=False, made_at__gte=OuterRef("made_at")
        )
        open_ones = self.filter(theirs=True).exclude(resident__state=Resident.State.ENDED)
        return open_ones.exclude(Exists(answers))

    def first_unanswered(self) -> MessageQuerySet:
        """Of each resident the one since which they wait: several before an answer wait as one."""
        first = self.unanswered().order_by("resident", "made_at", "pk").distinct("resident")
        return Message.objects.filter(pk__in=first.values("pk"))

    def to_answer(self, user: User) -> MessageQuerySet:
        """Those that wait for somebody, as the database's `message_readers` tells them.

        They walk with the resident, stand in for who does, or manage where nobody leads.
        """
        around = Connection.objects.open().filter(resident=OuterRef("resident"))
        away = Cover.objects.today().filter(who=user).values("instead_of")
        walks = around.filter(Q(user=user) | Q(user__in=away))
        walks = walks.exclude(voice=Connection.Voice.NEITHER)
        led = around.filter(part=Connection.Part.LEAD)
        manages = Membership.objects.current().with_right(Right.LET_LEAD_LEAVE).filter(user=user)
        here = Q(resident__hub__in=manages.values("hub"))
        waiting = self.first_unanswered().filter(Exists(walks) | here & ~Exists(led))
        return waiting.select_related("resident__hub").order_by("made_at", "pk")


class Message(Row):
    """One message between a resident and the people around them. It stays as it was written.

    Everybody who reads the record reads it, and nobody is told who has. It may be a picture or a
    sound alone, then without text.
    """

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="messages")
    theirs = models.BooleanField(_("from the resident"))  # else from who walks with them
    text = models.TextField(_("message"), max_length=5_000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["resident", "made_at"], name="messages_of_resident"),
            models.Index(fields=["made_at"], name="messages_to_answer", condition=Q(theirs=True)),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def kept(self) -> AttachmentQuerySet:
        """Those that nobody took away."""
        return self.filter(until__isnull=True)

    def with_words(self) -> AttachmentQuerySet:
        """With who brought them, and what was written down of them; the first first."""
        words = Caption.objects.select_related("by").order_by("made_at", "pk")
        both = self.select_related("by").prefetch_related(models.Prefetch("captions", words))
        return both.order_by("made_at", "pk")


class Attachment(Row):
    """A picture or a sound that says something where writing is hard.

    It stands with a message, or beside the words of a section of what matters. The file lies under
    a name that cannot be guessed, and is given out only to who may read what it stands with.
    """

    class Mime(models.TextChoices):
        """What a file is, by what is in it (IANA media types)."""

        JPEG = "image/jpeg", _("a picture")
        OGG = "audio/ogg", _("a sound")
        WEBM = "audio/webm", _("a sound")
        MP4 = "audio/mp4", _("a sound")
        MP3 = "audio/mpeg", _("a sound")
        WAV = "audio/wav", _("a sound")

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="attachments")
    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    section = models.CharField(_("beside which words"), max_length=24, choices=Section, blank=True)
    name = models.CharField(max_length=43, editable=False)
    mime = models.CharField(_("what it is"), max_length=10, choices=Mime)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(_("taken away"), null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(message__isnull=True) ^ Q(section=""),
                name="an_attachment_stands_with_one_thing",
            ),
            models.UniqueConstraint(fields=["name"], name="one_file_a_name"),
        ]
        indexes = [models.Index(fields=["resident"], name="attachments_of_resident")]

    @property
    def is_picture(self) -> bool:
        return self.mime == self.Mime.JPEG

    @property
    def ending(self) -> str:
        """How the name of such a file ends where people keep it."""
        endings = {
            self.Mime.JPEG: "jpg",
            self.Mime.OGG: "ogg",
            self.Mime.WEBM: "webm",
            self.Mime.MP4: "m4a",
            self.Mime.MP3: "mp3",
            self.Mime.WAV: "wav",
        }
        return endings[self.Mime(self.mime)]


class Caption(Row):
    """What is on a picture or said in a sound, in words, and who wrote it down. The latest is shown."""

    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="captions")
    text = models.TextField(_("what is on it, or said in it"), max_length=5_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_caption_says_something")
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

"""Users, the trail, the looks, the letters, and the pulse of the background."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from relational.kernel.base import Row


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, display_name: str, *, email: str | None = None, password: str | None = None, **fields
    ) -> User:
        """Make a user. Without a password they sign in by code."""
        user = self.model(
            display_name=display_name, email=email.lower() if email else None, **fields
        )
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email__iexact=email)


class User(Row, AbstractBaseUser):
    """Somebody who signs in: staff and residents in one table.

    Row security shows a user themself; higher floors add colleagues and people of a shared circle.
    """

    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    display_name = models.CharField(_("name"), max_length=80)
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=20, blank=True)
    is_active = models.BooleanField(default=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="emails_in_small_letters"
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def called(self) -> str:
        """The name people use for them: the first word of their name."""
        return self.display_name.split()[0] if self.display_name else ""


class AuditEvent(Row):
    """One verb somebody did. It holds no personal words, and nothing can change it.

    The database fills in the request and the place in the chain: the digest of each event covers
    the one before it in the same resident's chain, so that a changed or missing event shows.
    """

    who_id = models.UUIDField(null=True)  # no foreign key: the trail outlives the user
    who_name = models.CharField(max_length=80)
    who_role = models.CharField(max_length=40)
    verb = models.CharField(max_length=60)
    about_type = models.CharField(max_length=60)
    about_id = models.UUIDField(null=True)
    resident_id = models.UUIDField(null=True)
    request_id = models.CharField(max_length=64, default="", editable=False)
    at = models.DateTimeField()
    chain = models.UUIDField(default=None, null=True, editable=False)
    seq = models.BigIntegerField(default=0, editable=False)
    previous = models.CharField(max_length=64, default="", editable=False)
    digest = models.CharField(max_length=64, default="", editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="one_event_a_place_in_its_chain")
        ]
        indexes = [models.Index(fields=["who_id", "at"], name="event_by_who")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class TrailHead(models.Model):
    """The last event of each chain. Only the database's own trigger reads and writes it."""

    chain = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    sealed_seq = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["chain"],
                name="heads_to_seal",
                condition=models.Q(seq__gt=models.F("sealed_seq")),
            )
        ]


class TrailSeal(models.Model):
    """A night's seal over the heads of all chains that moved since the last one.

    A chain whose tail was cut no longer holds a head that a seal names.
    """

    at = models.DateTimeField()
    events = models.BigIntegerField()  # how many events stood in the trail
    heads = models.JSONField()  # [[chain, seq, digest], …], those that moved
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class AccessLog(Row):
    """A look: who opened what about whom, and why. One row a reader, section and quarter hour."""

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    reader_name = models.CharField(max_length=80)
    role = models.CharField(max_length=40)
    organisation = models.CharField(max_length=120, blank=True)
    resident_id = models.UUIDField()
    section = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    quarter = models.BigIntegerField()  # quarter hours since 1970

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident_id", "reader", "section", "purpose", "quarter"],
                name="one_look_a_quarter_hour",
            )
        ]
        indexes = [models.Index(fields=["resident_id", "at"], name="looks_at_resident")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class Letter(Row):
    """Something to tell somebody, written in the transaction of its cause: the outbox."""

    class Channel(models.TextChoices):
        IN_APP = "in_app", _("on their page")
        EMAIL = "email", _("by e-mail")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")
        UNCERTAIN = "uncertain", _("perhaps sent")
        NOT_NEEDED = "not_needed", _("no longer needed")

    kind = models.CharField(max_length=40)
    # Empty: somebody without an account, who sees what the letter is about and nothing else.
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="letters"
    )
    channel = models.CharField(max_length=20, choices=Channel)
    about_id = models.UUIDField()
    due = models.DateTimeField()
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=200, blank=True)
    dedupe_key = models.CharField(max_length=120, unique=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due"], name="letters_waiting", condition=models.Q(state="waiting")
            ),
            models.Index(
                fields=["claimed_at"], name="letters_sending", condition=models.Q(state="sending")
            ),
            models.Index(fields=["to", "due"], name="letters_to_somebody"),
        ]


class Pulse(models.Model):
    """When the worker last did what the beat asked: the heart rate `/status/` shows."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

"""Everything that is kept about a resident, table by table: what somebody takes away with them.

Each table is read as a stream, in one statement, with the resident's own eyes: what is withheld from
them by a coded reason is not in it.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import (
    AccessNeed,
    Adjustment,
    AskingIn,
    Attachment,
    Caption,
    Concern,
    Connection,
    ContactPoint,
    Disagreement,
    Disclosure,
    Download,
    Goodbye,
    Hope,
    LookQuestion,
    Message,
    Nearness,
    Note,
    NotHappened,
    NotThisPerson,
    OfferLink,
    Pause,
    Proxy,
    Redaction,
    Referral,
    ReferralEvent,
    ReferralMessage,
    Reminder,
    Resident,
    SharingDecision,
    Signpost,
    StaffView,
    Statement,
    Step,
    Strength,
    SubjectRequest,
    SubjectRequestStep,
    Suggestion,
    ThreeWayMeeting,
    VisitNote,
)
from hubs.models import Hub, Organisation, Place, Service
from relational.kernel.models import AccessLog, AuditEvent, Letter, User

AT_ONCE = 100  # rows in memory
LONG = 120  # letters: fields that take more hold sentences
FOR_COMPUTERS = {"resident", "made_at", "user_id", "resident_id", "number"}
NAMED = (Hub, Organisation, Place, Service)  # what everybody may know the name of


@dataclass(frozen=True)
class Table:
    """A table about somebody: its name in the file, and by which field it is theirs.

    `title` stands above it where it is read; what has none is for programs alone. `kept` names
    fields that stay here, each told in LEFT_OUT.
    """

    name: str
    model: type[models.Model]
    of: str = "resident_id"
    by: str = "made_at"
    title: str | Promise = ""
    kept: frozenset[str] = field(default_factory=frozenset)


TABLES = [
    Table("statements", Statement, title=_("My words")),
    Table("suggestions", Suggestion, title=_("Words that somebody suggested")),
    Table("staff_views", StaffView, title=_("What others wrote beside my words")),
    Table("resident", Resident, of="pk", title=_("What is known about me")),
    Table("connections", Connection, by="since", title=_("My people")),
    Table("reminders", Reminder, by="due", title=_("Promises to me")),
    Table("pauses", Pause, by="since", title=_("When I asked for quiet")),
    Table("notes", Note, by="happened_at", title=_("What happened")),
    Table("signposts", Signpost, by="at", title=_("What I was told of")),
    Table("messages", Message, title=_("Messages")),
    Table("attachments", Attachment, title=_("Pictures and sounds"), kept=frozenset({"name"})),
    Table(
        "captions",
        Caption,
        of="attachment__resident_id",
        title=_("What is on the pictures and sounds, in words"),
    ),
    Table("disagreements", Disagreement, title=_("What I see otherwise")),
    Table("not_happened", NotHappened, title=_("Promises that did not happen")),
    Table("goodbyes", Goodbye, title=_("Goodbyes")),
    Table("strengths", Strength, title=_("What I bring")),
    Table("offers", OfferLink, title=_("What I give")),
    Table("concerns", Concern, title=_("What weighs on me")),
    Table("hopes", Hope, title=_("My hopes")),
    Table("nearnesses", Nearness, by="said_at", title=_("How near I am to them")),
    Table("steps", Step, title=_("Steps towards them")),
    Table("access_needs", AccessNeed, title=_("What I need")),
    Table("adjustments", Adjustment, title=_("What people do differently for me")),
    Table("visit_notes", VisitNote, title=_("To know before a visit")),
    Table("contact_points", ContactPoint, title=_("How to reach me")),
    Table("not_these", NotThisPerson, title=_("Who must not see my page")),
    Table("proxies", Proxy, title=_("Who may read my page for me"), kept=frozenset({"user"})),
    Table("sharing", SharingDecision, title=_("What I said about sharing")),
    Table("disclosures", Disclosure, title=_("What was told to others")),
    Table("referrals", Referral, title=_("Help that was asked for")),
    Table(
        "referral_events",
        ReferralEvent,
        of="referral__resident_id",
        by="at",
        title=_("How that went"),
    ),
    Table(
        "referral_messages",
        ReferralMessage,
        of="referral__resident_id",
        by="at",
        title=_("What was written about it"),
    ),
    Table(
        "three_way",
        ThreeWayMeeting,
        of="referral__resident_id",
        title=_("When somebody else was to walk with me"),
    ),
    Table("requests", SubjectRequest, title=_("What I asked about what is kept")),
    Table(
        "request_steps",
        SubjectRequestStep,
        of="request__resident_id",
        by="at",
        title=_("What became of it"),
    ),
    Table("looks", AccessLog, by="at", title=_("Who looked")),
    Table("asked_in", AskingIn, title=_("Who asked in")),
    Table("look_questions", LookQuestion, title=_("What I asked about looks")),
    Table("account", User, of="resident__pk", title=_("My sign-in"), kept=frozenset({"password"})),
    Table("letters", Letter, of="to__resident__pk"),
    Table("downloads", Download, kept=frozenset({"name"})),
    Table("trail", AuditEvent, by="at"),
]

LEFT_OUT = [
    _("What by law you do not see, where there is any."),
    _(
        "What people told us of somebody else, where it was marked. "
        "There it says what stands in its place."
    ),
    _("Who of your family has a page here too. That is theirs to tell."),
    _("What workers thought for themselves or talked about with each other, with nobody’s words."),
    _("How a line read before somebody changed it. Your own words are here in every version."),
    _("What opens a door: your password, and the secret parts of links."),
    _("With which sign-in somebody reads your page for you."),
    _("What the machine works out from all this so that it finds things quickly."),
]


def rows(table: Table, resident_id: uuid.UUID, people: dict[uuid.UUID, str]) -> Generator[dict]:
    """The rows of a table, the first first: each field by its name, and names beside ids.

    `people` are the names the reader may know. Read inside a transaction: it is a stream.
    """
    fields = [one for one in table.model._meta.concrete_fields if one.name not in table.kept]
    named = [one.name for one in fields if one.related_model in NAMED]
    columns = [one.attname for one in fields] + [f"{name}__name" for name in named]
    marked = redacted(resident_id) if table.model is Note else {}
    mine = table.model._default_manager.filter(**{table.of: resident_id}).order_by(table.by, "pk")
    for values in mine.values_list(*columns).iterator(chunk_size=AT_ONCE):
        row = dict(zip(columns, values, strict=True))
        for name in named:
            row[name] = row.pop(f"{name}__name")
        for one in fields:
            if one.related_model is User:
                row[one.name] = people.get(row[one.attname])
        if table.model is Attachment and row["until"] is None:
            row["file"] = file_in_bundle(Attachment(id=row["id"], mime=row["mime"]))
        if row.get("id") in marked:
            row |= {"their_words": "", "agreed": "", "what_we_heard": marked[row["id"]]}
            row["left_out"] = True
        yield row


def file_in_bundle(attachment: Attachment) -> str:
    """Where a picture or a sound lies beside the tables."""
    return f"pictures-and-sounds/{attachment.pk}.{attachment.ending}"


def files(resident_id: uuid.UUID) -> list[Attachment]:
    """The pictures and sounds that nobody took away."""
    return list(Attachment.objects.all().kept().filter(resident_id=resident_id))


def redacted(resident_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """The conversations that tell of somebody else, and what stands in their place in a copy."""
    marks = Redaction.objects.all().holding().filter(resident_id=resident_id)
    return dict(marks.values_list("note_id", "instead"))


def people_known() -> dict[uuid.UUID, str]:
    """The names of the people whom the reader may know."""
    return dict(User.objects.values_list("pk", "display_name"))


def readable(table: Table, row: dict[str, Any]) -> list[tuple[str, str]]:
    """A row as a person reads it: what each field is called, and what it says; sentences first.

    What is empty, and what only a computer needs, has no place in it.
    """
    said = []
    for one in table.model._meta.concrete_fields:
        if one.primary_key or one.name in {*table.kept, *FOR_COMPUTERS, table.by}:
            continue
        value = row.get(one.name if one.is_relation else one.attname)
        if value in (None, "", [], False):
            continue
        if one.choices:
            value = dict(one.flatchoices).get(value, value)
        said.append((str(one.verbose_name), _in_words(value), _is_sentence(one)))
    said.sort(key=lambda each: not each[2])
    return [(label, words) for label, words, _long in said]


def when(table: Table, row: dict[str, Any]) -> str:
    """The day of a row, as a person reads it."""
    return _in_words(row.get(table.by) or row.get("made_at") or "")


def _is_sentence(one: models.Field) -> bool:
    return isinstance(one, models.TextField) or ((one.max_length or 0) >= LONG and not one.choices)


def _in_words(value: Any) -> str:
    if value is True:
        return str(_("Yes"))
    if isinstance(value, datetime.datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if isinstance(value, datetime.date):
        return date_format(value, "j F Y")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

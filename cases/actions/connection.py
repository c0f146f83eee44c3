"""Who and what is around somebody: joining, describing, handing over the lead, and ending.

The trail is written before what may end the writer's own sight: afterwards they see nothing here.
"""

from __future__ import annotations

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import access, trail
from cases.models import Connection, Resident
from hubs.access import Refused, Right, may, require
from hubs.actions import directory
from hubs.models import Membership, Organisation
from relational.kernel import outbox
from relational.kernel.base import id_for, insert_once, new_id
from relational.kernel.models import User

Part, Voice = Connection.Part, Connection.Voice


@transaction.atomic
def join(
    resident: Resident,
    *,
    by: User,
    user: User | None = None,
    organisation: Organisation | None = None,
    named: tuple[str, str] | None = None,
    person: str = "",
    part: str = Part.ALONGSIDE,
    about: str = "",
    closeness: str = "",
    voice: str = Voice.CONTRIBUTES,
    key: uuid.UUID | None = None,
) -> Connection:
    """Let somebody or something join the circle: a colleague, an organisation, or a named person.

    `named` is a group or service on no list yet: its name and kind. A colleague sees the record
    from now on, as far as their `voice` goes. The same `key` twice is one joining. Raises Refused
    (no right), or ValidationError where nobody is named, where they are around already, or where
    the colleague cannot join; why not, it does not say.
    """
    resident = Resident.objects.hold(resident.pk)
    require(by, Right.WRITE_RECORD, resident)
    if named is not None:
        organisation = directory.name(*named, by=by)
    connection = Connection(
        id=id_for(by.pk, key or new_id()),
        resident=resident,
        user=user,
        organisation=organisation,
        person=" ".join(person.split()),
        part=part,
        about=about.strip(),
        closeness=closeness,
        voice=voice if user else Voice.NEITHER,
    )
    if not (user or organisation or connection.person):
        raise ValidationError({"person": _("Write a name.")})
    if user:
        may_join(resident, user)
    if part == Part.LEAD:
        raise ValidationError({"part": _("Who walks with them is handed over, not added.")})
    others = resident.connections.open().exclude(pk=connection.pk)
    if user and others.filter(user=user).exists():
        raise ValidationError({"colleague": _("This colleague is around them already.")})
    if organisation and others.filter(organisation=organisation).exists():
        raise ValidationError({"organisation": _("This one is around them already.")})
    told = ["resident_id", "user_id", "organisation_id", "person"]
    connection, is_new = insert_once(connection, said=told)
    if is_new:
        trail.record(by, "connection.joined", connection, resident)
    return connection


@transaction.atomic
def describe(connection: Connection, *, by: User, **about) -> Connection:
    """Say more of a connection: part, about, closeness, chosen_by_resident, voice, depth.

    Saying the same twice changes nothing. Raises Refused (no right; the depth is for the worker
    alone to say), or ValidationError where it ended meanwhile, for the lead's part and voice, and
    where nobody at work would see the record any more.
    """
    connection = _held(connection)
    resident = connection.resident
    require(by, Right.WRITE_RECORD, resident)
    _check_open(connection)
    told = {
        field: value.strip() if isinstance(value, str) else value for field, value in about.items()
    }
    changed = {field: value for field, value in told.items() if value != getattr(connection, field)}
    if not changed:
        return connection
    if "depth" in changed and connection.user_id != by.pk:
        raise Refused(Right.WRITE_RECORD)
    if "part" in changed and Part.LEAD in {connection.part, changed["part"]}:
        raise ValidationError({"part": _("Who walks with them is handed over, not changed.")})
    if "voice" in changed:
        _check_voice(connection, changed["voice"], by)
    for field, value in changed.items():
        setattr(connection, field, value)
    trail.record(by, "connection.described", connection, resident)
    connection.save(update_fields=list(changed))
    return connection


@transaction.atomic
def hand_over_lead(
    resident: Resident,
    to: User,
    *,
    by: User,
    resident_view: str,
    stays: bool,
    seen: uuid.UUID | None,
) -> Connection:
    """Let a colleague walk with the resident from now on, and write down what the resident says.

    Who walked with them before `stays` alongside, or leaves. `seen` is the lead's connection that
    `by` saw when they chose: where somebody else was chosen meanwhile, nothing changes. Choosing
    the same colleague twice is choosing them. Raises Refused (neither in the circle nor somebody
    who may let a lead leave), or ValidationError.
    """
    resident = Resident.objects.hold(resident.pk)
    access.require_to_hand_over(by, resident)
    lead = resident.connections.open().around().filter(part=Part.LEAD).first()
    if lead is not None and lead.user_id == to.pk:
        return lead
    if (lead.pk if lead else None) != seen:
        raise ValidationError(
            _("%(name)s was chosen just before you. Look again before you choose."),
            params={"name": lead.called if lead else _("Nobody")},
        )
    may_join(resident, to)
    if not resident_view.strip():
        raise ValidationError(
            {"resident_view": _("Write what they say to it, or that nobody could ask them.")}
        )
    handed_over = _("Handed over to %(name)s.") % {"name": to.called}
    return change_lead(
        resident, lead, to.pk, by=by, view=resident_view.strip(), stays=stays, how_ended=handed_over
    )


def change_lead(
    resident: Resident,
    lead: Connection | None,
    to_id: uuid.UUID,
    *,
    by: User,
    view: str,
    stays: bool,
    how_ended: str,
    told: str = "",
) -> Connection:
    """Let somebody lead in place of `lead`, and tell them. For verbs that hold the record and asked the law.

    `told` names what happened where several records change at once: of all of it goes one letter.
    `to_id`, for a resident sees a colleague's row only once they are around.
    """
    now = timezone.now()
    if lead is not None:
        if stays:
            _write_as_past(lead, now, how_ended)
            lead.since, lead.resident_view = now, ""
        lead.part = Part.ALONGSIDE  # makes room: at no moment are there two
        lead.save(update_fields=["part", "since", "resident_view"])
    theirs = _lead_from(now, resident, to_id, view)
    trail.record(by, "connection.leads", theirs, resident)
    if to_id != by.pk:
        key = f"walks_with:{told}:{to_id}" if told else f"walks_with:{theirs.pk}:{now.isoformat()}"
        outbox.post("walks_with", to=User.objects.get(pk=to_id), about=theirs, dedupe_key=key)
    if lead is not None and not stays:
        lead.part = Part.LEAD
        leave(lead, by=by, how_ended=how_ended)
    return theirs


def _lead_from(
    now: datetime.datetime, resident: Resident, to_id: uuid.UUID, view: str
) -> Connection:
    """The connection by which somebody leads from now on; what they were until now is past."""
    leads = {"part": Part.LEAD, "voice": Voice.CONTRIBUTES, "since": now, "resident_view": view}
    theirs = resident.connections.open().filter(user_id=to_id).first()
    if theirs is None:
        return Connection.objects.create(resident=resident, user_id=to_id, **leads)
    _write_as_past(theirs, now, _("Walks with %(name)s from then on.") % {"name": resident})
    for field, value in leads.items():
        setattr(theirs, field, value)
    theirs.save(update_fields=list(leads))
    return theirs


@transaction.atomic
def end(connection: Connection, *, by: User, how_ended: str) -> Connection:
    """End a connection, and say how it ended. Sight of the record ends with it.

    Ending it twice is ending it. Raises Refused, or ValidationError for the lead and for the last
    who sees the record, unless `by` may let a lead leave.
    """
    connection = _held(connection)
    resident = connection.resident
    access.require_to_hand_over(by, resident)
    if connection.until is not None:
        return connection
    if not may(by, Right.LET_LEAD_LEAVE, resident):
        if connection.part == Part.LEAD:
            raise ValidationError(
                _("First hand over to somebody, or ask who leads your hub to end it.")
            )
        _check_somebody_else_sees(connection)
    if not how_ended.strip():
        raise ValidationError({"how_ended": _("Say in a few words how it ended.")})
    leave(connection, by=by, how_ended=how_ended.strip())
    return connection


def leave(connection: Connection, *, by: User, how_ended: str) -> None:
    """End a connection. For verbs that hold the record and asked the law."""
    connection.until = timezone.now()
    connection.how_ended = how_ended
    trail.record(by, "connection.ended", connection, connection.resident)
    connection.save(update_fields=["part", "until", "how_ended"])


def _write_as_past(connection: Connection, now: datetime.datetime, how_ended: str) -> None:
    """Keep what a connection was until now as a row of its own: it goes on as something else.

    The open row stays open all the while, for by it somebody may see what they change.
    """
    was = Connection.objects.get(pk=connection.pk)
    was.pk = new_id()
    was.until = now
    was.how_ended = how_ended
    was.save(force_insert=True)


def _held(connection: Connection) -> Connection:
    """The connection as it stands, its record held."""
    Resident.objects.hold(connection.resident_id)
    return Connection.objects.around().select_related("resident").get(pk=connection.pk)


def may_join(resident: Resident, user: User) -> None:
    """Raise ValidationError where a colleague cannot see this record, in the same words whyever."""
    works_here = Membership.objects.current().with_right(Right.READ_RECORD).filter(user=user)
    never = resident.not_these.open().filter(user=user)
    if never.exists() or not works_here.exists():
        raise ValidationError({"colleague": _("Choose somebody else. This colleague cannot join.")})


def _check_open(connection: Connection) -> None:
    if connection.until is not None:
        raise ValidationError(_("This ended meanwhile, so nothing was changed."))


def _check_voice(connection: Connection, voice: str, by: User) -> None:
    if connection.user is None:
        raise ValidationError({"voice": _("Who does not sign in here does not read here.")})
    if connection.part == Part.LEAD:
        raise ValidationError({"voice": _("Who walks with them reads and writes.")})
    if voice == Voice.NEITHER and not may(by, Right.LET_LEAD_LEAVE, connection.resident):
        _check_somebody_else_sees(connection, "voice")


def _check_somebody_else_sees(connection: Connection, field: str | None = None) -> None:
    """Raise ValidationError where this is the last connection by which anybody sees the record."""
    seeing = connection.resident.connections.open().with_sight()
    if seeing.filter(pk=connection.pk).exists() and not seeing.exclude(pk=connection.pk).exists():
        nobody = _(
            "Nobody here would see this record any more. "
            "First let somebody else join, or ask who leads your hub."
        )
        raise ValidationError({field: nobody} if field else nobody)

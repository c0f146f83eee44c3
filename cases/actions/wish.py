"""What a resident asks of the people around them: help, that somebody joins, or steps back."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cases import trail
from cases.models import Connection, Reminder, Resident
from hubs.access import Refused, Right
from hubs.models import Membership, Role
from hubs.working_days import ahead
from relational.kernel import outbox
from relational.kernel.base import id_for, insert_once, new_id
from relational.kernel.models import User

ANSWERED_WITHIN = 2  # working days


@transaction.atomic
def ask_for_help(resident: Resident, *, by: User, what: str, key: uuid.UUID | None) -> Reminder:
    """Ask whoever walks with one for help, in one's own words. They have an answer to give by a day.

    The same `key` twice is one asking. Raises Refused where it is not one's own record, or
    ValidationError where nothing is said, and where nobody is there to answer.
    """
    resident = _own(resident.pk, by)
    if not what.strip():
        raise ValidationError({"what": _("Write what you need.")})
    lead, leaders = who_answers(resident)
    to = lead or leaders[0]
    with translation.override(settings.LANGUAGE_CODE):
        said = _("Answer %(name)s, who asks: %(what)s")
        said %= {"name": resident.known_as, "what": what.strip()}
    return _ask(resident, by, to, {to}, said, key, letter="help_asked")


@transaction.atomic
def ask_to_join(
    resident: Resident, *, by: User, name: str, how: str = "", why: str = "", key: uuid.UUID | None
) -> Reminder:
    """Ask that somebody joins one's people. Whoever walks with one has an answer to give by a day.

    The same `key` twice is one asking. Raises Refused where it is not one's own record, or
    ValidationError where nobody is named, and where nobody is there to answer.
    """
    resident = _own(resident.pk, by)
    if not name.strip():
        raise ValidationError({"name": _("Write who it is.")})
    lead, leaders = who_answers(resident)
    to = lead or leaders[0]
    with translation.override(settings.LANGUAGE_CODE):
        what = [_("Answer: may %(who)s join?") % {"who": name.strip()}]
        what += [_("How to reach them: %(how)s") % {"how": how.strip()}] if how.strip() else []
        what += [_("Why: %(why)s") % {"why": why.strip()}] if why.strip() else []
    return _ask(resident, by, to, {to}, _sentences(what), key)


@transaction.atomic
def ask_to_step_back(
    connection: Connection, *, by: User, why: str = "", key: uuid.UUID | None
) -> Reminder:
    """Ask that somebody steps back. Whoever leads is told as well as who walks with one.

    Nothing ends by itself: an answer is given by a day, by who leads the hub where it is about who
    walks with one. Raises Refused where it is not one's own record, or ValidationError where it ended
    meanwhile, and where nobody is there to answer.
    """
    resident = _own(connection.resident_id, by)
    connection = Connection.objects.around().get(pk=connection.pk)
    if connection.until is not None:
        raise ValidationError(_("They are no longer around you."))
    lead, leaders = who_answers(resident)
    about_the_lead = connection.part == Connection.Part.LEAD
    to = leaders[0] if leaders and (about_the_lead or not lead) else lead
    assert to is not None  # somebody answers
    with translation.override(settings.LANGUAGE_CODE):
        what = [_("Answer: may %(who)s step back?") % {"who": connection.called}]
        what += [_("Why: %(why)s") % {"why": why.strip()}] if why.strip() else []
    told = {to, *leaders, *([lead] if lead else [])}
    return _ask(resident, by, to, told, _sentences(what), key)


def _sentences(parts: list[str]) -> str:
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts)


def _ask(
    resident: Resident,
    by: User,
    to: uuid.UUID,
    told: set[uuid.UUID],
    what: str,
    key: uuid.UUID | None,
    *,
    letter: str = "people_asked",
) -> Reminder:
    today = timezone.localdate()
    asked, is_new = insert_once(
        Reminder(
            id=id_for(by.pk, key or new_id()),
            resident=resident,
            by_id=to,
            what=what,
            due=ahead(today, ANSWERED_WITHIN, resident.hub.nation),
            kind=Reminder.Kind.ANSWER,
        ),
        said=["resident_id", "what", "kind"],
    )
    if is_new:
        trail.record(by, "answer.asked_for", asked, resident)
        for reader in told:
            outbox.post(letter, to=reader, about=asked, dedupe_key=f"asked:{asked.pk}:{reader}")
    return asked


def _own(resident_id: uuid.UUID, by: User) -> Resident:
    """The record, held, if it is `by`'s own."""
    resident = Resident.objects.hold(resident_id)
    if resident.user_id != by.pk:
        raise Refused(Right.WRITE_RECORD)
    return resident


def who_answers(resident: Resident) -> tuple[uuid.UUID | None, list[uuid.UUID]]:
    """Who walks with somebody, and who leads their hub, without those the record is kept from."""
    leads = resident.connections.open().filter(part=Connection.Part.LEAD)
    lead = leads.values_list("user_id", flat=True).first()
    at_work = Membership.objects.current().filter(hub=resident.hub_id, role=Role.HUB_MANAGER)
    kept_from = resident.not_these.filter(until__isnull=True).values("user")
    leaders = list(
        at_work.exclude(user__in=kept_from).order_by("pk").values_list("user_id", flat=True)
    )
    if lead is None and not leaders:
        raise ValidationError(_("Nobody is there to answer yet. Ask anybody here you trust."))
    return lead, leaders

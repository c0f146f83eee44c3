"""Writing down what a resident says of sharing, and what had to be told to keep somebody safe."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import connection as database
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import trail
from cases.access import require_hand
from cases.models import Connection, Disclosure, Referral, Resident, Section, SharingDecision
from cases.models.referral import OPEN_TO_THE_SERVICE
from cases.models.sharing import Answer
from hubs.access import Right, require
from hubs.models import Organisation
from relational.kernel import outbox
from relational.kernel.base import id_for, insert_once, new_id
from relational.kernel.models import User

Capacity = SharingDecision.Capacity


def answers_now(resident: Resident, organisation: Organisation) -> dict[str, str]:
    """What holds of each section between a resident and an organisation: yes, no, or ask me first.

    The database tells, so that pages and its own triggers never differ.
    """
    with database.cursor() as cursor:
        cursor.execute(
            "select section, answer from sharing_now(%s, %s)", [resident.pk, organisation.pk]
        )
        said = dict(cursor.fetchall())
    return {section: said.get(section, Answer.ASK_ME_FIRST) for section in Section.values}


@transaction.atomic
def decide(
    resident: Resident,
    sections: Iterable[str],
    answer: str,
    *,
    by: User,
    organisation: Organisation | None = None,
    connection: Connection | None = None,
    purpose: str = "",
    until: datetime.date | None = None,
    capacity: str = Capacity.HAS,
    how_explained: str = "",
    not_asked_because: str = "",
) -> list[SharingDecision]:
    """Write down what a resident says of sections: with one organisation, one person, or everybody.

    The newest wins. What it closes, it closes at once: whoever asked is told. Raises Refused (no
    right), or ValidationError where nothing was chosen, a yes ends before today, something was
    decided for them without a reason, or `by` would open what is kept from themself.
    """
    resident = Resident.objects.hold(resident.pk)
    require_hand(by, resident)
    sections = [section for section in Section.values if section in set(sections)]
    if not sections:
        raise ValidationError({"sections": _("Choose at least one part of the page.")})
    if answer not in Answer.values:
        raise ValidationError({"answer": _("Choose yes, no, or ask me first.")})
    if answer != Answer.NO and resident.kept_from(by).intersection(sections):
        raise ValidationError(
            {"sections": _("A part of this is kept from you, so somebody else has to open it.")}
        )
    if connection is not None and connection.resident_id != resident.pk:
        raise ValidationError({"connection": _("Choose somebody who is around them.")})
    if until is not None and answer != Answer.YES:
        until = None
    if until is not None and until < timezone.localdate():
        raise ValidationError({"until": _("Write a day that is still to come.")})
    if resident.user_id == by.pk:
        capacity, not_asked_because = Capacity.HAS, ""
    if capacity == Capacity.BEST_INTERESTS and not not_asked_because.strip():
        raise ValidationError({"not_asked_because": _("Say why they could not be asked.")})
    decisions = [
        SharingDecision(
            resident=resident,
            section=section,
            organisation=organisation,
            connection=connection,
            answer=answer,
            purpose=purpose.strip(),
            until=until,
            capacity=capacity,
            how_explained=how_explained.strip(),
            not_asked_because=not_asked_because.strip(),
            by=by,
        )
        for section in sections
    ]
    for decision in decisions:
        decision.save(force_insert=True)
    trail.record_all(by, [("sharing.decided", each, resident) for each in decisions])
    if answer != Answer.YES:
        _tell_who_asked(resident, sections, organisation, decisions[0])
    return decisions


def _tell_who_asked(
    resident: Resident,
    sections: list[str],
    organisation: Organisation | None,
    decision: SharingDecision,
) -> None:
    """Write to whoever asked a service that reads none of it from now on.

    Where the resident asked themself, it is whoever walks with them that talks with the service.
    """
    asks = Referral.objects.asked_for(resident).filter(
        state__in=OPEN_TO_THE_SERVICE, sections__overlap=sections, override=""
    )
    if organisation is not None:
        asks = asks.filter(organisation=organisation)
    for ask in asks.select_related("organisation"):
        still = answers_now(resident, ask.organisation)
        if any(still[section] != Answer.YES for section in ask.sections):
            key = f"ask_closed:{decision.pk}:{ask.pk}"
            to = ask.asked_by_id if ask.kind != Referral.Kind.SELF else _lead(resident)
            if to is not None:
                outbox.post("ask_closed", to=to, about=ask, dedupe_key=key)


def _lead(resident: Resident) -> uuid.UUID | None:
    leads = resident.connections.open().filter(part=Connection.Part.LEAD)
    return leads.values_list("user_id", flat=True).first()


@transaction.atomic
def disclose(
    resident: Resident,
    *,
    by: User,
    what: str,
    to_whom: str,
    why: str,
    reason: str,
    told_resident: bool,
    not_told_because: str = "",
    withheld: str = "",
    key: uuid.UUID | None = None,
) -> Disclosure:
    """Write down what was told to keep somebody safe. No decision about sharing changes by it.

    The same `key` twice is one. Raises Refused (no right), or ValidationError where something that has to be said is missing.
    """
    resident = Resident.objects.hold(resident.pk)
    require(by, Right.WRITE_RECORD, resident)
    said = {"what": what.strip(), "to_whom": to_whom.strip(), "reason": reason.strip()}
    missing = {
        "what": _("Write what was told."),
        "to_whom": _("Write to whom."),
        "reason": _("Say why."),
    }
    wrong = {name: missing[name] for name, words in said.items() if not words}
    if why not in Disclosure.Why.values:
        wrong["why"] = _("Choose on what ground.")
    if not told_resident and not not_told_because.strip():
        wrong["not_told_because"] = _("Say why they were not told.")
    if wrong:
        raise ValidationError(wrong)
    disclosure, is_new = insert_once(
        Disclosure(
            id=id_for(by.pk, key or new_id()),
            resident=resident,
            by=by,
            why=why,
            told_resident=told_resident,
            not_told_because="" if told_resident else not_told_because.strip(),
            withheld="" if told_resident else withheld,
            **said,
        ),
        said=["resident_id", *said],
    )
    if is_new:
        trail.record(by, "disclosure.written", disclosure, resident)
    return disclosure

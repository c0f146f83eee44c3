"""Asking one or several services at once: kept, put to the resident first, or sent; all or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.actions import referral as asks
from cases.actions import sharing
from cases.models import Referral, Resident
from cases.models.referral import State
from cases.models.sharing import Answer
from hubs.models import Organisation, Service
from relational.kernel.base import id_for
from relational.kernel.models import User


class Then(models.TextChoices):
    """What becomes of an ask that was written."""

    SEND = "send", gettext_lazy("Send")
    ASK_THEM = "ask_them", gettext_lazy("Ask them first")
    KEEP = "keep", gettext_lazy("Keep it for later")


@transaction.atomic
def ask(
    resident: Resident,
    whom: Sequence[tuple[Organisation, Service | None]],
    *,
    by: User,
    then: str,
    key: uuid.UUID,
    **about: Any,
) -> list[Referral]:
    """Ask these organisations, or a service of theirs, each by an ask of its own; the first yes takes the others back.

    The same `key` twice asks once. Raises as `draft` and `send` do, and then nobody was asked.
    """
    if not whom:
        raise ValidationError({"who": _("Choose who could help.")})
    together = id_for(by.pk, key) if len(whom) > 1 else None
    asked = []
    for organisation, service in whom:
        which = service or organisation
        drafted = asks.draft(
            resident,
            by=by,
            organisation=organisation,
            service=service,
            asked_together=together,
            key=uuid.uuid5(key, str(which.pk)),
            **about,
        )
        asked.append(_go_on(drafted, then, by=by, only_from=State.DRAFT))
    return asked


@transaction.atomic
def change(referral: Referral, *, by: User, then: str, **about: Any) -> Referral:
    """Say something else in an ask that was not sent, and go on with it. Raises as `ask` does."""
    return _go_on(asks.change(referral, by=by, **about), then, by=by)


@transaction.atomic
def ask_for_oneself(
    resident: Resident,
    organisation: Organisation,
    service: Service | None = None,
    *,
    by: User,
    what_for: str,
    sections: Iterable[str],
    key: uuid.UUID,
) -> Referral:
    """Ask as the resident. What they tick is shared with whom they ask from now on, and nothing else.

    The same `key` twice asks once. Raises as `draft` and `send` do, and then nobody was asked.
    """
    sections = list(sections)
    asked = asks.draft(
        resident,
        by=by,
        organisation=organisation,
        service=service,
        kind=Referral.Kind.SELF,
        what_for=what_for,
        sections=sections,
        key=key,
    )
    if asked.state != State.DRAFT:  # the same form came twice
        return asked
    if sections:
        sharing.decide(resident, sections, Answer.YES, by=by, organisation=organisation)
    return asks.send(asked, by=by)


def _go_on(referral: Referral, then: str, *, by: User, only_from: str = "") -> Referral:
    if only_from and referral.state != only_from:  # the same form came twice
        return referral
    if then == Then.SEND:
        return asks.send(referral, by=by)
    if then == Then.ASK_THEM and referral.state == State.DRAFT:
        return asks.wait_for_agreement(referral, by=by)
    return referral

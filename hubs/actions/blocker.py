"""Naming what stops the right thing, once."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from hubs.access import Right, require, standing
from hubs.models import Blocker, Organisation
from relational.kernel import audit
from relational.kernel.models import User


@transaction.atomic
def name(called: str, kind: str, *, by: User, organisation: Organisation | None = None) -> Blocker:
    """Name something that stops the right thing. What has this name already stays the one.

    Raises Refused (no right), or ValidationError where the name or its kind is missing.
    """
    require(by, Right.NAME_BLOCKER)
    called = " ".join(called.split())
    if not called:
        raise ValidationError({"called": _("Name it in plain words.")})
    with connection.cursor() as cursor:  # two people may name it at the same moment
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(lower(%s), 1))", [called])
    known = Blocker.objects.filter(name__iexact=called).first()
    if known is not None:
        return known
    if kind not in Blocker.Kind.values:
        raise ValidationError({"kind": _("Choose what it is.")})
    blocker = Blocker.objects.create(name=called, kind=kind, organisation=organisation)
    audit.record(by, "blocker.named", blocker, role=standing(by).role)
    return blocker

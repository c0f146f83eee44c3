"""Naming a group or a service that stood on no list yet."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from hubs.access import Right, require, standing
from hubs.models import Organisation
from relational.kernel import audit
from relational.kernel.models import User


@transaction.atomic
def name(called: str, kind: str, *, by: User) -> Organisation:
    """Name an organisation or a group. One that is on the list under this name stays the one.

    Raises Refused (no right), or ValidationError where the name or its kind is missing.
    """
    require(by, Right.NAME_ORGANISATION)
    called = " ".join(called.split())
    if not called:
        raise ValidationError({"name": _("Write what it is called.")})
    with connection.cursor() as cursor:  # two people may name it at the same moment
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(lower(%s), 0))", [called])
    known = Organisation.objects.filter(name__iexact=called).order_by("pk").first()
    if known is not None:
        return known
    if kind not in Organisation.Kind.values:
        raise ValidationError({"kind": _("Choose what it is.")})
    organisation = Organisation.objects.create(name=called, kind=kind)
    audit.record(by, "organisation.written", organisation, role=standing(by).role)
    return organisation

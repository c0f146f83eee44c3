"""Naming a group that stood on no list yet, correcting what is said of one, and settling who is right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.access import Right, require, standing
from hubs.models import FieldConflict, KnownBy, Organisation, Service
from hubs.models.published import Known, Published
from hubs.oruk import as_json
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


@transaction.atomic
def correct(row: Published, *, by: User, **changes: Any) -> None:
    """Correct what the directory says of a row. The next import of its feed leaves that alone.

    Raises Refused, or ValidationError by field.
    """
    require(by, Right.KEEP_DIRECTORY)
    model: Any = type(row)
    row = model._default_manager.select_for_update(no_key=True).get(pk=row.pk)
    ours_alone = {field.name for field in Known._meta.fields}
    for name, value in changes.items():
        field = model._meta.get_field(name)
        before = getattr(row, field.attname)
        setattr(row, name, value)
        after = getattr(row, field.attname)
        if row.feed_id and name not in ours_alone and before != after:
            row.corrected.setdefault(field.attname, as_json(before))
    row.full_clean(exclude=set(_names(model)) - set(changes), validate_constraints=False)
    row.save(update_fields=[*changes, "corrected"])
    touch(row)
    audit.record(by, f"{model._meta.model_name}.corrected", row, role=standing(by).role)


@transaction.atomic
def put_right(changes: Iterable[tuple[Published, dict[str, Any]]], *, by: User) -> None:
    """Correct several rows at once: a thing, its numbers, its places. Raises as `correct` does."""
    for row, columns in changes:
        correct(row, by=by, **columns)


@transaction.atomic
def decide(conflict: FieldConflict, choice: str, *, by: User) -> None:
    """Say whose words count where a feed and we disagree.

    Raises Refused, or ValidationError where it is decided already or nothing was chosen.
    """
    require(by, Right.KEEP_FEEDS, conflict.feed)
    conflict = FieldConflict.objects.select_for_update(no_key=True).get(pk=conflict.pk)
    if conflict.chosen:
        raise ValidationError(_("Somebody decided this already."))
    if choice not in FieldConflict.Choice.values:
        raise ValidationError(_("Choose whose words count."))
    model = apps.get_model("hubs", conflict.about_type)
    row = model._default_manager.select_for_update(no_key=True).get(pk=conflict.about_id)
    changed = ["corrected"]
    if choice == FieldConflict.Choice.THEIRS:
        field = next(f for f in model._meta.concrete_fields if f.attname == conflict.field)
        value = conflict.theirs
        setattr(row, field.attname, field.to_python(value) if value is not None else None)
        row.corrected.pop(conflict.field, None)
        changed.append(field.name)
    else:
        row.corrected[conflict.field] = conflict.theirs
    row.save(update_fields=changed)
    touch(row)
    conflict.chosen, conflict.by, conflict.decided_at = choice, by, timezone.now()
    conflict.save(update_fields=["chosen", "by", "decided_at"])
    audit.record(by, "conflict.decided", conflict, role=standing(by).role)


@transaction.atomic
def know(thing: Service | Organisation, *, by: User, still: bool = True) -> None:
    """Say that one knows a service or a group from one's own experience, or no longer does.

    Raises Refused.
    """
    require(by, Right.KEEP_DIRECTORY)
    about = {"service": thing} if isinstance(thing, Service) else {"organization": thing}
    thing = type(thing).objects.select_for_update(no_key=True).get(pk=thing.pk)
    known = KnownBy.objects.filter(user=by, until__isnull=True, **about)
    if still and not known.exists():
        KnownBy.objects.create(user=by, **about)
    elif not still:
        known.update(until=timezone.localdate())


def touch(row: Published) -> None:
    """Note that a service, or something of it, changed: other systems ask what did."""
    of = ["service_id", "service_at_location_id", "location_id", "organization_id", "link_id"]
    ids = {row.pk} | {getattr(row, name, None) for name in of} - {None}
    services = Service.objects.filter(
        Q(pk__in=ids)
        | Q(organization__in=ids)
        | Q(service_at_locations__in=ids)
        | Q(service_at_locations__location__in=ids)
    )
    Service.objects.filter(pk__in=services.values("pk")).update(changed_at=timezone.now())


def _names(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.fields]

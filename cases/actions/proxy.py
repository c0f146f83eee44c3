"""Letting somebody read a resident's page for them: made by the resident's wish, ended, given back."""

from __future__ import annotations

import calendar
import datetime
import uuid

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import connection as database
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import trail
from cases.access import require_hand
from cases.models import Proxy, Resident
from relational.kernel import outbox
from relational.kernel.base import id_for
from relational.kernel.days import day_in_full
from relational.kernel.models import User

MOST_A_DAY = 5  # each of them is a letter to an address that somebody typed


@transaction.atomic
def make(
    resident: Resident,
    *,
    by: User,
    called: str,
    email: str,
    until: datetime.date,
    wish: str = "",
    key: uuid.UUID,
) -> Proxy:
    """Let whoever has an address read for a resident, until a day; they are written to.

    The resident says it themself, or tells who writes in their record, who keeps their words as the
    `wish`. One for the same person before it ends with it; the same `key` twice is one. Whether the
    address was known here, nothing tells. Raises Refused (no right), or ValidationError for a day
    that is past or farther than a year, for who may not read this page, where the resident has no
    page of their own or stopped, and for more than a few a day.
    """
    resident = Resident.objects.hold(resident.pk)
    require_hand(by, resident)
    pk = id_for(by.pk, key)
    made = resident.proxies.filter(pk=pk).first()
    if made is not None:
        return made
    themself = resident.user_id == by.pk
    _require_possible(resident, until, wish, themself=themself)
    user_id = _reader(resident, called, email)
    for earlier in resident.proxies.all().open().filter(user=user_id):
        _end(earlier, by, resident)
    made = Proxy.objects.create(
        pk=pk,
        resident=resident,
        user_id=user_id,
        called=called,
        wish=wish or wished(called, until),
        said_how=Proxy.SaidHow.OWN_PAGE if themself else Proxy.SaidHow.TOLD,
        by=by,
        until=until,
    )
    trail.record(by, "proxy.made", made, resident)
    outbox.post("reads_for", to=user_id, about=made, dedupe_key=f"reads_for:{made.pk}")
    return made


@transaction.atomic
def end(proxy: Proxy, *, by: User) -> None:
    """Let somebody read no more, from this moment. Twice is once. Raises Refused."""
    resident = Resident.objects.hold(proxy.resident_id)
    require_hand(by, resident)
    proxy = resident.proxies.get(pk=proxy.pk)
    if proxy.ended_at is None:
        _end(proxy, by, resident)


def give_back(resident_id: uuid.UUID) -> bool:
    """Stop reading for somebody, as who is signed in. Returns whether they did read for them."""
    with database.cursor() as cursor:
        cursor.execute("select stop_reading_for(%s, %s)", [resident_id, timezone.now()])
        return cursor.fetchone()[0]


def wished(called: str, until: datetime.date) -> str:
    """What a resident says by sending the form on their own page."""
    said = {"name": called, "day": day_in_full(until)}
    return _("%(name)s may read my page for me until %(day)s.") % said


def latest_day(today: datetime.date) -> datetime.date:
    """The last day a wish of today can name: the same day of the next year."""
    year = today.year + 1
    return today.replace(year=year, day=min(today.day, calendar.monthrange(year, today.month)[1]))


def _require_possible(
    resident: Resident, until: datetime.date, wish: str, *, themself: bool
) -> None:
    today = timezone.localdate()
    if resident.user_id is None:
        name = {"name": resident.known_as}
        raise ValidationError(_("%(name)s needs a page of their own first.") % name)
    if resident.state == Resident.State.ENDED:
        raise ValidationError(_("We said goodbye. Come back first."))
    if until < today:
        raise ValidationError({"until": _("Choose a day that is to come.")})
    if until > latest_day(today):
        raise ValidationError(
            {"until": _("Choose a day within a year. You can say it again then.")}
        )
    if not themself and not wish:
        raise ValidationError({"wish": _("Write what they said, in their words.")})
    a_day_ago = timezone.now() - datetime.timedelta(days=1)
    if resident.proxies.filter(made_at__gt=a_day_ago).count() >= MOST_A_DAY:
        raise ValidationError(_("That is a lot for one day. Go on tomorrow."))


def _reader(resident: Resident, called: str, email: str) -> uuid.UUID:
    with database.cursor() as cursor:
        cursor.execute(
            "select reader_by_address(%s, %s, %s, %s, %s)",
            [resident.pk, email, called, make_password(None), timezone.now()],
        )
        (user_id,) = cursor.fetchone()
    if user_id is None:
        raise ValidationError({"email": _("This cannot be somebody with this address.")})
    return user_id


def _end(proxy: Proxy, by: User, resident: Resident) -> None:
    proxy.ended_at, proxy.ended_by = timezone.now(), by
    proxy.save(update_fields=["ended_at", "ended_by"])
    trail.record(by, "proxy.ended", proxy, resident)

"""What time does to help that is asked in: it reminds, asks whether it helped, and lets it expire."""

from __future__ import annotations

import datetime
import json

from django.conf import settings
from django.db import connection as database
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hubs.models import Hub
from hubs.working_days import back, is_working_day
from relational.kernel import outbox
from relational.kernel.security import SYSTEM, acting_as

STILL_ASKED_FOR = 4  # weeks: a yes that is older than the second question and this is let be


def go_on(now: datetime.datetime) -> int:
    """Do what is due of all asks: letters, promises to ring, and the end of what nobody answered.

    Returns how much was done. It may run as often as anybody likes, and costs the same few
    statements however many asks there are. A hub where nobody works today waits for its next working
    day. Each ask is looked at again, held, inside the database's own function (see migration `ask_clock`).
    """
    here = timezone.localtime(now).replace(tzinfo=None)
    with acting_as(SYSTEM), database.cursor() as cursor:
        hubs = [_cutoffs(hub, here.date()) for hub in Hub.objects.all() if _works(hub, here)]
        cursor.execute(
            "select ask_clock(%s, %s, %s, %s)", [now, here, json.dumps(hubs), json.dumps(_words())]
        )
        done = cursor.fetchone()[0]
        if done:
            transaction.on_commit(outbox.nudge)
    return done


def _works(hub: Hub, here: datetime.datetime) -> bool:
    return is_working_day(here.date(), hub.nation)


def _cutoffs(hub: Hub, today: datetime.date) -> dict[str, str]:
    """The moments before which something has waited as long as this hub lets it."""

    def worked(days: int) -> str:
        return _begins(back(today, days, hub.nation))

    def weeks(count: int) -> str:
        return _begins(today - datetime.timedelta(weeks=count, days=-1))

    return {
        "hub": str(hub.pk),
        "unopened": worked(hub.unopened_after),
        "unanswered": worked(hub.unanswered_after),
        "expires": worked(hub.expires_after),
        "heard": weeks(hub.heard_after),
        "heard_again": weeks(hub.heard_again_after),
        "let_be": weeks(hub.heard_again_after + STILL_ASKED_FOR),
    }


def _begins(day: datetime.date) -> str:
    """The first moment of a day by the clock on the wall, in summer and in winter (ISO 8601)."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min)).isoformat()


def _words() -> dict[str, str]:
    """What whoever walks with a resident promises, where the resident has no safe way to be written to."""
    with translation.override(settings.LANGUAGE_CODE):
        return {
            "expired": _("Say that {name} has not answered, and think together what to do next."),
            "heard": _("Ask whether {name} helped."),
        }

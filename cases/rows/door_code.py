"""The codes that let somebody in at their own door, as they read of them."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import DoorCode, Resident
from relational.kernel.days import day_in_full


def code_rows(resident: Resident) -> list[str]:
    """Who made a code for one's page, and when it was used; the newest first."""
    made = resident.door_codes.exclude(way=DoorCode.Way.LATER).select_related("by")
    return [_in_words(code) for code in made.order_by("-made_at", "-pk")]


def _in_words(code: DoorCode) -> str:
    said = {
        "name": code.by.called,
        "day": day_in_full(timezone.localdate(code.made_at)),
        "used": code.taken_at and day_in_full(timezone.localdate(code.taken_at)),
    }
    if code.taken_at:
        return _("%(name)s made a code on %(day)s. It was used on %(used)s.") % said
    return _("%(name)s made a code on %(day)s. Nobody has used it.") % said

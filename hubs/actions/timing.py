"""How long help that is asked in may wait at a hub, and when the resident is asked whether it helped."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hubs.access import Right, require, standing
from hubs.models import MOST_DAYS, MOST_WEEKS, Hub
from hubs.working_days import Nation
from relational.kernel import audit
from relational.kernel.models import User

TIMING = [
    *("nation", "unopened_after", "unanswered_after", "expires_after"),
    *("heard_after", "heard_again_after"),
]


@transaction.atomic
def keep_time(
    hub: Hub,
    *,
    by: User,
    nation: str,
    unopened_after: int,
    unanswered_after: int,
    expires_after: int,
    heard_after: int,
    heard_again_after: int,
) -> Hub:
    """Say after how many working days something is done about an ask, and after how many weeks of a yes.

    It holds for asks that wait already. Raises Refused, or ValidationError where the days or weeks
    are not in their order, or too many.
    """
    hub = Hub.objects.select_for_update(no_key=True).select_related("organisation").get(pk=hub.pk)
    require(by, Right.RUN_TEAM, hub)
    if nation not in Nation.values:
        raise ValidationError({"nation": _("Choose whose bank holidays are kept.")})
    if unopened_after < 1:
        raise ValidationError({"unopened_after": _("Write one day or more.")})
    if unanswered_after <= unopened_after:
        raise ValidationError(
            {"unanswered_after": _("Write more days than until the first reminder.")}
        )
    if not unanswered_after < expires_after <= MOST_DAYS:
        sentence = _("Write more days than until the second reminder, and at most %(days)s.")
        raise ValidationError({"expires_after": sentence % {"days": MOST_DAYS}})
    if heard_after < 1:
        raise ValidationError({"heard_after": _("Write one week or more.")})
    if not heard_after < heard_again_after <= MOST_WEEKS:
        sentence = _("Write more weeks than until the first time, and at most %(weeks)s.")
        raise ValidationError({"heard_again_after": sentence % {"weeks": MOST_WEEKS}})
    hub.nation = nation
    hub.unopened_after, hub.unanswered_after = unopened_after, unanswered_after
    hub.expires_after = expires_after
    hub.heard_after, hub.heard_again_after = heard_after, heard_again_after
    hub.save(update_fields=TIMING)
    audit.record(by, "hub.timing", hub, role=standing(by).role)
    return hub

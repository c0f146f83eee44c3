"""Writing down organisations, places, hubs and teams."""

from __future__ import annotations

from django.db import transaction

from hubs.access import Right, require, standing
from hubs.models import Hub, Organisation, Place, Team
from relational.kernel import audit
from relational.kernel.models import User


@transaction.atomic
def put(row: Organisation | Place | Hub | Team, *, by: User) -> None:
    """Write one down. Raises Refused where running teams does not reach so far for `by`."""
    require(by, Right.RUN_TEAM, row)
    row.save(force_insert=True)
    audit.record(by, f"{row._meta.model_name}.written", row, role=standing(by).role)

"""The trail as cases write it: a verb, about whom, and in what role."""

from collections.abc import Iterable

from cases.models import Resident
from hubs.access import standing
from relational.kernel import audit
from relational.kernel.base import Row
from relational.kernel.models import User


def record(by: User, verb: str, about: Row, resident: Resident) -> None:
    """Write a verb about a resident into their chain of the trail."""
    audit.record(by, verb, about, role=standing(by).role, resident_id=resident.pk)


def record_all(by: User, verbs: Iterable[tuple[str, Row, Resident]]) -> None:
    """Write verbs about several residents, each into their own chain, in one statement."""
    events = ((verb, about, resident.pk) for verb, about, resident in verbs)
    audit.record_all(by, events, role=standing(by).role)

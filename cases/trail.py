"""The trail as cases write it: a verb, about whom, and in what role."""

from cases.models import Resident
from hubs.access import standing
from relational.kernel import audit
from relational.kernel.base import Row
from relational.kernel.models import User


def record(by: User, verb: str, about: Row, resident: Resident) -> None:
    """Write a verb about a resident into their chain of the trail."""
    audit.record(by, verb, about, role=standing(by).role, resident_id=resident.pk)

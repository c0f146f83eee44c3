"""Who the database believes is asking: the one door to the row-security context."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from django.db import connection, transaction

from relational.kernel.models import User


class System:
    """The installation's own hands: it may find a user to sign in, and sees no resident."""


@dataclass(frozen=True)
class Guest:
    """Somebody without an account: they see what one link is about, and nothing else."""

    about: uuid.UUID


SYSTEM: Final = System()
Actor = User | uuid.UUID | System | Guest | None
Context = tuple[str, ...]

_SET = """
select current_setting('app.user_id', true), current_setting('app.system', true),
       current_setting('app.guest_of', true), current_setting('pghistory.context_id', true),
       current_setting('pghistory.context_metadata', true),
       set_config('app.user_id', %s, true), set_config('app.system', %s, true),
       set_config('app.guest_of', %s, true), set_config('pghistory.context_id', %s, true),
       set_config('pghistory.context_metadata', %s, true)
"""


def _set(values: Context) -> Context:
    """Set the context for this transaction. Returns the one before."""
    with connection.cursor() as cursor:
        cursor.execute(_SET, values)
        return tuple(value or "" for value in cursor.fetchone()[: len(values)])


def _context(who: Actor, request_id: str) -> Context:
    user_id = (
        str(who.pk) if isinstance(who, User) else str(who) if isinstance(who, uuid.UUID) else ""
    )
    system = "on" if isinstance(who, System) else ""
    guest_of = str(who.about) if isinstance(who, Guest) else ""
    metadata = json.dumps({"user": user_id or None, "request": request_id or None})
    return user_id, system, guest_of, str(uuid.uuid4()), metadata


@contextmanager
def acting_as(who: Actor, *, request_id: str = "") -> Iterator[None]:
    """Open a transaction in which the database shows what `who` may see.

    `who` is a user (or their id), SYSTEM, a guest of one thing, or None for nobody, who sees no
    resident at all.
    On an error the transaction (or savepoint) takes the context back with the rest.
    """
    inside_another = connection.in_atomic_block
    with transaction.atomic():
        before = _set(_context(who, request_id))
        yield
        # The end of the transaction, or a rollback, takes the context back by itself.
        if inside_another and not connection.needs_rollback:
            _set(before)


@contextmanager
def reading_as(who: Actor) -> Iterator[None]:
    """See what `who` may see, and write nothing: inside, the database refuses every change."""
    with acting_as(who):
        with connection.cursor() as cursor:
            cursor.execute("set transaction read only")
        yield


def become(who: Actor, *, request_id: str = "") -> None:
    """Change who is asking for the rest of the open transaction.

    For an authenticator that learns after the middleware who the caller is.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A context needs a transaction: use acting_as().")
    _set(_context(who, request_id))

"""Bringing in a list of community groups: trying it out, keeping it until its owner says yes.

What would change is found by the very same reading, in a transaction that is taken back.
"""

from __future__ import annotations

import datetime
import hashlib
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hubs.access import Right, require, standing
from hubs.actions import feed as feeds
from hubs.feed import Broken
from hubs.group_changes import changes, standing_of
from hubs.groups import Groups, read
from hubs.models import FeedSource, GroupList, ImportRun
from relational.kernel import audit
from relational.kernel.base import id_for, insert_once
from relational.kernel.models import User
from relational.kernel.security import SYSTEM, acting_as

KEPT_FOR = datetime.timedelta(days=7)


def called(name: str) -> str:
    """The name under which a list is known. Raises ValidationError where a feed has it."""
    name = " ".join(name.split())
    if not name:
        raise ValidationError({"name": _("Write what you call this list.")})
    source = FeedSource.objects.filter(name__iexact=name).first()
    if source is not None and not source.is_list:
        raise ValidationError({"name": _("There is a feed of this name. Call the list otherwise.")})
    return source.name if source else name


@transaction.atomic
def keep(groups: Groups, content: bytes, *, name: str, by: User, key: uuid.UUID) -> GroupList:
    """Keep a list that was read, with what would change. Nothing of it is in the directory yet.

    The same file with the same `key` is one list. Raises Refused, or ValidationError.
    """
    require(by, Right.KEEP_FEEDS)
    kept, is_new = insert_once(
        GroupList(
            id=id_for(by.pk, key),
            user=by,
            name=called(name),
            digest=hashlib.sha256(content).hexdigest(),
            read_as=groups.version,
            content=content,
        ),
        said=["user_id", "name", "digest"],
    )
    if is_new:
        kept.would = try_out(groups, name=kept.name, by=by)
        kept.save(update_fields=["would"])
        _record(by, "groups.read", kept)
    return kept


@transaction.atomic
def bring(kept: GroupList, *, by: User) -> bool:
    """Bring a list in, exactly as it was shown.

    Returns False, and brings nothing in, where something else would change now than was shown: then
    there is something to look at again. Bringing it in twice is bringing it in. Raises Refused.
    """
    kept = _held(kept, by)
    if kept.run_id:
        return True
    groups = read(bytes(kept.content))
    with transaction.atomic():
        run, did = _read(groups, name=called(kept.name), by=by)
        as_shown = did == kept.would
        transaction.set_rollback(not as_shown)
    if not as_shown:
        kept.would = did
        kept.save(update_fields=["would"])
        return False
    kept.run, kept.content, kept.would = run, b"", {}
    kept.save(update_fields=["run", "content", "would"])
    _record(by, "groups.brought", kept)
    return True


@transaction.atomic
def throw_away(kept: GroupList, *, by: User) -> None:
    """Forget a list that waits. Raises Refused, or ValidationError where it is in already."""
    kept = _held(kept, by)
    if kept.run_id:
        raise ValidationError(_("This list is in already, so nothing was changed."))
    _record(by, "groups.thrown_away", kept)
    kept.delete()


@transaction.atomic
def try_out(groups: Groups, *, name: str, by: User | None) -> dict[str, Any]:
    """What a list would change (see hubs.group_changes). Nothing stays. Raises ValidationError."""
    with transaction.atomic():
        _run, would = _read(groups, name=called(name), by=by)
        transaction.set_rollback(True)
    return would


@transaction.atomic
def bring_now(groups: Groups, *, name: str) -> ImportRun:
    """Bring a list in at once, for who runs this installation. Raises ValidationError."""
    run, _did = _read(groups, name=called(name), by=None)
    return run


def forget(now: datetime.datetime) -> None:
    """Forget lists that came a week ago."""
    with acting_as(SYSTEM):
        GroupList.objects.filter(made_at__lt=now - KEPT_FOR).delete()


def _read(groups: Groups, *, name: str, by: User | None) -> tuple[ImportRun, dict[str, Any]]:
    feeds.one_at_a_time()
    before = standing_of(name)
    try:
        run = feeds.read_groups(groups, name=name, by=by)
    except Broken as problem:
        raise ValidationError(str(problem)) from None
    if run.state != ImportRun.State.DONE:
        raise ValidationError(run.why)
    return run, changes(before, standing_of(name), run)


def _held(kept: GroupList, by: User) -> GroupList:
    """The list as it stands, locked; another's is not there."""
    require(by, Right.KEEP_FEEDS)
    return GroupList.objects.of(by).select_for_update(no_key=True).get(pk=kept.pk)


def _record(by: User, verb: str, kept: GroupList) -> None:
    audit.record(by, verb, kept, role=standing(by).role)

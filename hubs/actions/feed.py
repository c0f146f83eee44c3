"""Reading feeds into the directory: in sets, each in a transaction of its own, safe to run again.

What a feed read to its end no longer has is marked as gone.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.access import Right, require, standing
from hubs.feed import Broken, File, Page, Web
from hubs.intake import Intake
from hubs.models import (
    FeedSource,
    ImportFault,
    ImportRun,
    ImportSeen,
    Membership,
    Service,
)
from hubs.oruk import NOUNS
from relational.kernel import audit, outbox
from relational.kernel.models import User
from relational.kernel.security import acting_as

log = logging.getLogger(__name__)

State = ImportRun.State
IN_A_SET = 500
MOST_FAULTS = 1_000  # of a run are kept; all are counted
STILL = datetime.timedelta(minutes=5)  # a run that gave no sign of life this long has died
TASK = "hubs.tasks.read_feeds"


# --- Asking for it --------------------------------------------------------------------------------
@transaction.atomic
def add(*, by: User, name: str, url: str, nightly: bool) -> FeedSource:
    """Name a feed. Raises Refused, or ValidationError where name or address is missing or taken."""
    require(by, Right.KEEP_FEEDS)
    name, url = " ".join(name.split()), url.strip()
    if not name:
        raise ValidationError({"name": _("Write what you call this feed.")})
    if not url.startswith(("http://", "https://")):
        raise ValidationError({"url": _("Write an address that begins with https://.")})
    if FeedSource.objects.filter(name__iexact=name).exists():
        raise ValidationError({"name": _("There is a feed of this name.")})
    source = FeedSource.objects.create(name=name, url=url, nightly=nightly)
    audit.record(by, "feed.added", source, role=standing(by).role)
    return source


@transaction.atomic
def read_nightly(source: FeedSource, nightly: bool, *, by: User) -> None:
    """Read a feed every night from now on, or no longer. Raises Refused."""
    require(by, Right.KEEP_FEEDS, source)
    source.nightly = nightly
    source.save(update_fields=["nightly"])
    verb = "feed.nightly" if nightly else "feed.not_nightly"
    audit.record(by, verb, source, role=standing(by).role)


@transaction.atomic
def ask(source: FeedSource, *, by: User) -> ImportRun:
    """Let the worker read a feed. One that is being read already is that one. Raises Refused."""
    require(by, Right.KEEP_FEEDS, source)
    run = _begin(source, by)
    if run is None:
        return source.runs.filter(state__in=[State.WAITING, State.RUNNING]).get()
    audit.record(by, "feed.asked", source, role=standing(by).role)
    transaction.on_commit(lambda: outbox.nudge(TASK))
    return run


def _begin(source: FeedSource, by: User | None) -> ImportRun | None:
    """A new run that waits; none where one is under way. One that has died makes room."""
    FeedSource.objects.select_for_update(no_key=True).get(pk=source.pk)
    under_way = source.runs.filter(state__in=[State.WAITING, State.RUNNING])
    under_way.filter(state=State.RUNNING, heard_at__lt=timezone.now() - STILL).update(
        state=State.BROKEN_OFF, finished_at=timezone.now(), why=_("It was interrupted.")
    )
    if under_way.exists():
        return None
    return ImportRun.objects.create(feed=source, by=by)


def read_file(path, *, name: str, tell: Callable[[ImportRun], None]) -> ImportRun:
    """Read a saved feed now. Raises Broken where there is none, or it is being read already."""
    return _read_now(name, "", lambda: File(path), tell)


def read_web(url: str, *, name: str, tell: Callable[[ImportRun], None]) -> ImportRun:
    """Read a feed on the web now. Raises Broken where it is being read already."""
    return _read_now(name, url, lambda: Web(url), tell)


def read_groups(groups, *, name: str, by: User | None) -> ImportRun:
    """Read a list of groups now. Raises Broken where it is being read already."""
    return _read_now(name, "", lambda: groups, lambda _run: None, by)


def _read_now(
    name: str, url: str, opened, tell: Callable[[ImportRun], None], by: User | None = None
) -> ImportRun:
    with transaction.atomic():
        source, _is_new = FeedSource.objects.get_or_create(name=name, defaults={"url": url})
        run = _begin(source, by)
        if run is None:
            raise Broken(_("This feed is being read already."))
    return _go(run, opened, tell)


def go_on() -> None:
    """Read the feeds that somebody asked for, one after another."""
    while True:
        with transaction.atomic():
            run = (
                ImportRun.objects.select_for_update(skip_locked=True, of=["self"])
                .select_related("feed")
                .filter(state=State.WAITING)
                .order_by("started_at")
                .first()
            )
            if run is None:
                return
            _hear(run, state=State.RUNNING)
        url = run.feed.url
        _go(run, lambda url=url: Web(url), lambda _run: None)


def read_all_nightly() -> None:
    """Ask for every feed that is to be read at night; tell administrators what came of it."""
    for source in FeedSource.objects.filter(nightly=True).exclude(url=""):
        with transaction.atomic():
            _begin(source, None)
    go_on()
    tell_administrators(timezone.now())


def tell_administrators(now: datetime.datetime) -> None:
    """One letter of the day to each administrator, where a run of no person needs a look."""
    since = now - datetime.timedelta(hours=20)
    matters = [run for run in ImportRun.objects.of_the_night(since) if run.matters]
    if not matters:
        return
    for user_id in Membership.objects.current().with_right(Right.KEEP_FEEDS).user_ids():
        with acting_as(user_id):
            user = User.objects.get(pk=user_id)
            key = f"feeds:{timezone.localdate(now)}:{user_id}"
            outbox.post("feeds", to=user, about=matters[0], dedupe_key=key)


# --- Reading --------------------------------------------------------------------------------------
def _go(run: ImportRun, opened, tell: Callable[[ImportRun], None]) -> ImportRun:
    """Read a feed to its end, or until it breaks off; what is in by then stays in."""
    _hear(run, state=State.RUNNING)
    try:
        feed = opened()
        _knows_version(run, feed.version)
        for page in feed.pages():
            for at in range(0, max(1, len(page.rows)), IN_A_SET):
                _take(run, Page(page.rows[at : at + IN_A_SET], page.services))
            tell(run)
        _knows_version(run, feed.version)
        for name, why in feed.faults:
            _note(run, [ImportFault(run=run, place=name, reason=why)])
        _end(run, State.DONE, "", gone=not feed.faults)
    except Broken as problem:
        _end(run, State.BROKEN_OFF, str(problem))
    except BaseException as problem:
        _end(run, State.BROKEN_OFF, _("It was interrupted."))
        if not isinstance(problem, Exception):
            raise  # somebody pressed Ctrl-C
        log.exception("feed broke off")
    tell(run)
    return run


def _knows_version(run: ImportRun, version: str) -> None:
    if version and run.feed.version != version:
        run.feed.version = version
        run.feed.save(update_fields=["version"])


def _hear(run: ImportRun, **changes: Any) -> None:
    for field, value in changes.items():
        setattr(run, field, value)
    run.heard_at = timezone.now()
    run.save(
        update_fields=[
            *changes,
            *("heard_at", "total", "read", "new", "changed"),
            *("gone", "refused", "faults", "conflicts"),
        ]
    )


@transaction.atomic
def _end(run: ImportRun, state: str, why: str, *, gone: bool = False) -> None:
    if gone and run.feed.runs.exclude(pk=run.pk).exists():
        for noun in NOUNS.values():
            run.gone += _mark_gone(run, noun.model)
    ImportSeen.objects.filter(run=run).delete()
    _hear(run, state=state, why=why, finished_at=timezone.now())


def _mark_gone(run: ImportRun, model: Any) -> int:
    noun = next(name for name, each in NOUNS.items() if each.model is model)
    # "Not in" is hashed once; "not exists" trusts in what is known of a table filled a moment ago.
    seen = ImportSeen.objects.filter(run=run, noun=noun).values("row")
    still_there = model._default_manager.filter(feed=run.feed, gone_since__isnull=True)
    gone = still_there.exclude(pk__in=seen)
    now = timezone.now()
    if model is Service:
        return gone.update(gone_since=now, changed_at=now)
    return gone.update(gone_since=now)


def _note(run: ImportRun, faults: list[ImportFault]) -> None:
    room = max(0, MOST_FAULTS - run.faults)
    run.faults += len(faults)
    ImportFault.objects.bulk_create(faults[:room])


def one_at_a_time() -> None:
    """Wait until nobody else brings anything in: two may bring the same id at the same moment."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('hubs.feed', 0))")


@transaction.atomic
def _take(run: ImportRun, page: Page) -> None:
    """Let one set of records in: all of it, or nothing of it."""
    one_at_a_time()
    taking = Intake(run)
    for said in page.rows:
        taking.read(said)
    taking.store()
    _note(run, taking.faults)
    run.read += sum(said.noun == "service" for said in page.rows)
    run.total = page.services if page.services is not None else run.total
    _hear(run)

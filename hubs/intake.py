"""Records of a feed on their way into the directory: what is new, what changed, what disagrees.

A row is known by its feed and its id there. What was corrected here is never overwritten: it becomes
a conflict for a person.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.utils import timezone
from psycopg import sql

from hubs import oruk
from hubs.feed import Said
from hubs.models import FieldConflict, ImportFault, ImportRun, Service
from hubs.models.published import Published
from hubs.oruk import NOUNS, Found, as_json


class Intake:
    """Some records of a feed on their way in."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.faults: list[ImportFault] = []
        self.found: dict[tuple[str, str], Found] = {}
        self.place: dict[tuple[str, str], str] = {}
        self.under: dict[tuple[str, str], set[str]] = {}  # services by what they hold
        self.tops: dict[tuple[str, str], list[str]] = {}
        self.stays: list[str] = []
        self.keys: dict[tuple[str, str], uuid.UUID] = {}
        self.touched: set[uuid.UUID] = set()
        self.now = timezone.now()

    def _fault(self, place: str, row_id: str, field: str, reason: str) -> None:
        self.faults.append(
            ImportFault(run=self.run, place=place, row_id=row_id, field=field, reason=reason)
        )

    def read(self, said: Said) -> None:
        reader = oruk.Reader()
        rows = [] if said.out else oruk.read(said.noun, said.record, reader)
        said_id = oruk.id_of(said.record)
        if said.fault:  # its short record says nothing of what belongs to it
            self._fault(said.place, said_id, "", said.fault)
            self.stays.append(said_id)
            for row in rows:
                row.partly = True
        for fault in reader.faults:
            self._fault(said.place, fault.row_id, fault.field, fault.reason)
        for field, reason in said.notes:
            self._fault(said.place, "", field, reason)
        for row in rows:
            row.values |= said.beside.get((row.noun, row.said_id), {})
        if not rows:
            self.run.refused += said.noun == "service"
            if said_id:
                self.stays.append(said_id)
            return
        top = (said.noun, said_id)
        if said.noun == "service":
            self.tops.setdefault(top, []).append(said.place)
            if len(self.tops[top]) > 1:
                return
        for row in rows:
            key = (row.noun, row.said_id)
            first = self.found.setdefault(key, row)
            if first is not row:  # the first one counts, and the others may add to it
                first.values = {**row.values, **first.values}
                first.refs = {**row.refs, **first.refs}
                first.extra = {**row.extra, **first.extra}
                first.partly = first.partly and row.partly
            self.place.setdefault(key, said.place)
            if said.noun == "service":
                self.under.setdefault(key, set()).add(said_id)

    def store(self) -> None:
        wanted = set(self.found) | {("service", said_id) for said_id in self.stays}
        for row in self.found.values():
            wanted.update(row.refs.values())
        for name in NOUNS:
            self._name_rows(name, {said_id for noun, said_id in wanted if noun == name})
        for name in NOUNS:
            self._store(name)
        self._stay("service", [self.keys["service", said_id] for said_id in self.stays])
        if self.touched:
            Service.objects.filter(pk__in=self.touched).update(changed_at=timezone.now())

    def _name_rows(self, name: str, said_ids: set[str]) -> None:
        """The key of each row: the feed's own id where it is free, else one made of feed and id."""
        own = {said: uuid.UUID(said) for said in said_ids if oruk.as_uuid(said)}
        here = _these(name, own.values()).values_list("pk", "feed_id") if own else []
        taken = {pk for pk, feed_id in here if feed_id != self.run.feed_id}
        for said in said_ids:
            pk = own.get(said)
            if pk is None or pk in taken:
                pk = uuid.uuid5(self.run.feed_id, f"{name}/{said}")
            self.keys[name, said] = pk

    def _seen(self, name: str, pks: Iterable[uuid.UUID]) -> set[uuid.UUID]:
        """Note rows as met by this run. Returns those that it had not met before."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"insert into hubs_importseen (run_id, noun, row) select %s, %s, {KEYS}"
                " on conflict do nothing returning row",
                [self.run.pk, name, _joined(pks)],
            )
            return {row[0] for row in cursor.fetchall()}

    def _stay(self, name: str, pks: list[uuid.UUID]) -> None:
        """What could not be read this time has not left the feed, nor has what belongs to it."""
        if not pks:
            return
        self._seen(name, pks)
        for key, inner in NOUNS[name].one.items():
            if inner != "service":
                held = _rows(name).filter(pk__in=pks, **{f"{key}__isnull": False})
                self._stay(inner, list(held.values_list(f"{key}_id", flat=True)))
        for inner in NOUNS[name].many.values():
            holder = oruk.holder(name, inner)
            held = _rows(inner).filter(**{f"{holder}__in": pks})
            self._stay(inner, list(held.values_list("pk", flat=True)))

    def _store(self, name: str) -> None:
        noun = NOUNS[name]
        mine = {self.keys[key]: row for key, row in self.found.items() if key[0] == name}
        if not mine:
            return
        new_here = self._seen(name, mine)
        if name == "service":
            self._say_twice(mine, new_here)
        known = {row.pk: row for row in _these(name, new_here)}
        self._lead_somewhere(noun, [mine[pk] for pk in new_here])
        fresh, changed = [], []
        for pk in sorted(new_here):
            row = mine[pk]
            if pk not in known:
                fresh.append(self._made(name, pk, row))
            elif self._changed(noun, known[pk], row):
                changed.append(known[pk])
            else:
                continue
            self.touched |= {
                self.keys["service", said] for said in self.under.get((name, row.said_id), ())
            }
        _copy(noun.model, fresh)
        if changed:
            fields = [f.name for f in noun.model._meta.concrete_fields if not f.primary_key]
            noun.model._default_manager.bulk_create(
                changed, update_conflicts=True, unique_fields=["id"], update_fields=fields
            )
        self.run.new += len(fresh)
        self.run.changed += len(changed)

    def _say_twice(self, mine: dict[uuid.UUID, Found], new_here: set[uuid.UUID]) -> None:
        for pk, row in mine.items():
            places = self.tops.get(("service", row.said_id), [])
            for place in places if pk not in new_here else places[1:]:
                self.run.refused += 1
                self._fault(place, row.said_id, "id", "twice")

    def _lead_somewhere(self, noun: oruk.Noun, rows: list[Found]) -> None:
        """Let go of what points at a record that is not there."""
        for field in noun.model._meta.fields:
            if not isinstance(field, models.ForeignKey) or field.name == "feed":
                continue
            pointed = {row.refs[field.name] for row in rows if field.name in row.refs}
            there = {self.keys[ref] for ref in pointed & self.found.keys()}
            if away := {self.keys[ref] for ref in pointed - self.found.keys()}:
                others = field.related_model._default_manager.filter(pk__in=away)
                there |= set(others.values_list("pk", flat=True))
            for row in rows:
                if field.name in row.refs and self.keys[row.refs[field.name]] not in there:
                    key = (row.noun, row.said_id)
                    self._fault(self.place[key], row.said_id, field.name, "unknown")
                    del row.refs[field.name]

    def _said(self, noun: oruk.Noun, row: Found) -> dict[str, Any]:
        """What a feed says of a row, by the names of the columns; what it leaves out is empty."""
        said = dict(row.values)
        for field, ref in row.refs.items():
            said[_column(noun.model, field)] = self.keys[ref]
        return said if row.partly else _silent(row.noun) | said

    def _made(self, name: str, pk: uuid.UUID, row: Found) -> dict[str, Any]:
        """A new row, by the names of its columns."""
        return {
            **_empty(name),
            **self._said(NOUNS[name], row),
            "id": pk,
            "made_at": self.now,
            "feed_id": self.run.feed_id,
            "source_id": row.said_id,
            "extra": json.dumps(row.extra),
            "corrected": "{}",
        }

    def _changed(self, noun: oruk.Noun, known: Any, row: Found) -> bool:
        """Take over what the feed changed. What was corrected here waits for a person."""
        before = dict(known.corrected)
        change = known.gone_since is not None
        known.gone_since = None
        for column, theirs in self._said(noun, row).items():
            ours = getattr(known, column)
            if ours == theirs:
                known.corrected.pop(column, None)
            elif column not in known.corrected:
                setattr(known, column, theirs)
                change = True
            elif (now := as_json(theirs)) != known.corrected[column]:
                known.corrected[column] = now
                self._disagree(known, column, now, as_json(ours))
        extra = {**known.extra, **row.extra} if row.partly else row.extra
        if known.extra != extra:
            known.extra, change = extra, True
        return change or known.corrected != before

    def _disagree(self, known: Published, column: str, theirs: Any, ours: Any) -> None:
        _conflict, is_new = FieldConflict.objects.update_or_create(
            about_type=type(known).__name__,
            about_id=known.pk,
            field=column,
            chosen="",
            defaults={
                "feed": self.run.feed,
                "about_name": str(getattr(known, "name", "")),
                "theirs": theirs,
                "ours": ours,
            },
        )
        self.run.conflicts += is_new


def _rows(name: str) -> models.QuerySet[Any]:
    return NOUNS[name].model._default_manager.all()


# Keys come as one text: thousands of parameters, or an array of them, cost more than the question.
KEYS = "unnest(string_to_array(%s, ',')::uuid[])"


def _joined(pks: Iterable[uuid.UUID]) -> str:
    return ",".join(map(str, pks))


def _these(name: str, pks: Iterable[uuid.UUID]) -> models.QuerySet[Any]:
    return _rows(name).filter(pk__in=RawSQL(f"select {KEYS}", [_joined(pks)]))  # noqa: S611


def _copy(model: Any, rows: list[dict[str, Any]]) -> None:
    """Insert rows by COPY, which takes a third of the time."""
    if not rows:
        return
    fields = model._meta.concrete_fields
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(sql.Identifier(field.column) for field in fields),
    )
    names = [field.attname for field in fields]
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])


@cache
def _column(model: Any, field: str) -> str:
    return model._meta.get_field(field).attname


@cache
def _defaults(name: str) -> dict[str, Any]:
    return {
        field.attname: field.default
        if field.has_default() and not callable(field.default)
        else (None if field.null else "")
        for field in NOUNS[name].model._meta.concrete_fields
    }


def _empty(name: str) -> dict[str, Any]:
    """What stands in a new row's columns before anybody says anything."""
    return _defaults(name) | ({"changed_at": timezone.now()} if name == "service" else {})


@cache
def _silent(name: str) -> dict[str, Any]:
    """What a feed says of its columns where it does not mention them."""
    noun = NOUNS[name]
    of_feed = {noun.our(key) for key in noun.fields} | set(noun.points)
    of_feed |= {f"{key}_id" for key in noun.one}
    return {column: value for column, value in _defaults(name).items() if column in of_feed}

"""Taking everything along: asking for the file, making it part by part, forgetting it after a day."""

from __future__ import annotations

import json
import logging
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from cases import media, takeaway, trail
from cases.models import Download, Resident
from cases.models.download import A_DAY
from cases.takeaway import LEFT_OUT, TABLES, Table
from hubs.access import Refused
from relational.kernel import outbox
from relational.kernel.models import User
from relational.kernel.security import acting_as

log = logging.getLogger(__name__)

TASK = "cases.tasks.go_on_with_downloads"
PARTS = len(TABLES)
PAGE, DATA, DRESS = "my-record.html", "my-record.json", "takeaway.css"
TABLES_HERE, ROWS_HERE = "<!-- tables -->", "<!-- rows -->"  # in the templates
A_PIECE = 1 << 16  # characters


@transaction.atomic
def ask_for(resident: Resident, *, by: User) -> Download:
    """Ask for a file with everything. The worker makes it; asking twice is asking once.

    Raises Refused for anybody but the resident.
    """
    resident = Resident.objects.hold(resident.pk)
    if resident.user_id != by.pk:
        raise Refused
    under_way = Download.objects.of(by).fresh().filter(ready_at__isnull=True).first()
    if under_way is not None:
        return under_way
    download = Download.objects.create(resident=resident, user=by)
    trail.record(by, "download.asked", download, resident)
    transaction.on_commit(partial(outbox.nudge, TASK))
    return download


def file_of(download: Download) -> Path:
    """Where a file is kept: its name cannot be guessed."""
    return settings.DOWNLOADS_DIR / f"{download.name}.zip"


def go_on() -> None:
    """Make every file that was asked for, each with its reader's eyes.

    It can run twice at once and end at any line: a file is there whole or not at all. One that fails
    does not hold up the others.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from downloads_at_work(%s)", [timezone.now() - A_DAY])
        at_work = cursor.fetchall()
    for download_id, user_id in at_work:
        try:
            with _alone_at(download_id) as alone:
                if alone:
                    _make(download_id, user_id)
        except Exception as problem:
            log.error("download cannot be made: %s", type(problem).__name__)


def forget(now: datetime) -> None:
    """Delete the files that were made a day ago, and what a worker that died left behind."""
    folder: Path = settings.DOWNLOADS_DIR
    for path in folder.glob("*") if folder.is_dir() else []:
        if path.stat().st_mtime < (now - A_DAY).timestamp():
            path.unlink(missing_ok=True)


@contextmanager
def _alone_at(download_id: uuid.UUID) -> Iterator[bool]:
    """Whether nobody else makes this file. A worker that dies lets go of it with its connection."""
    key = [f"download:{download_id}"]
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(hashtextextended(%s, 0))", key)
        (alone,) = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(hashtextextended(%s, 0))", key)


def _make(download_id: uuid.UUID, user_id: uuid.UUID) -> None:
    """Write the file beside its place, and put it there when it is whole."""
    with acting_as(user_id):
        download = Download.objects.select_related("user", "resident").get(pk=download_id)
    if download.ready_at is not None:
        return
    path = file_of(download)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with (
        translation.override(download.user.language or settings.LANGUAGE_CODE),
        part.open("wb") as file,
        ZipFile(file, "w", ZIP_DEFLATED) as bundle,
        tempfile.TemporaryFile("w+", encoding="utf-8") as page,
    ):
        _write(bundle, page, download)
    part.replace(path)
    with acting_as(user_id):
        Download.objects.filter(pk=download_id).update(ready_at=timezone.now())
        outbox.post(
            "download_ready", to=user_id, about=download, dedupe_key=f"download_ready:{download_id}"
        )


def _write(bundle: ZipFile, page: IO[str], download: Download) -> None:
    """All tables, one after the other: as data into the bundle, as words onto the page."""
    now = timezone.now()
    about = {"resident": download.resident, "made": now, "left_out": LEFT_OUT, "tables": TABLES}
    top, end = render_to_string("cases/download/page.html", about).split(TABLES_HERE)
    page.write(top)
    with bundle.open(DATA, "w", force_zip64=True) as data:
        _put(data, f'{{"made_at": {_json(now)}, "left_out": {_json(LEFT_OUT)}')
        for done, table in enumerate(TABLES, 1):
            with acting_as(download.user_id):
                _put(data, f",\n{_json(table.name)}: [")
                _write_table(data, page, table, download.resident_id)
                _put(data, "]")
                Download.objects.filter(pk=download.pk).update(done=done)
        _put(data, "}\n")
    page.write(end)
    page.seek(0)
    with bundle.open(PAGE, "w", force_zip64=True) as whole:
        while some := page.read(A_PIECE):
            _put(whole, some)
    bundle.write(settings.BASE_DIR / "static" / "css" / DRESS, DRESS)
    with acting_as(download.user_id):
        files = takeaway.files(download.resident_id)
    for attachment in files:
        path = media.path_of(attachment.name)
        if path.exists():
            bundle.write(path, takeaway.file_in_bundle(attachment), ZIP_STORED)


def _write_table(data: IO[bytes], page: IO[str], table: Table, resident_id: uuid.UUID) -> None:
    """One table; one without a title is for programs alone, and not on the page."""
    top, end = render_to_string("cases/download/_table.html", {"table": table}).split(ROWS_HERE)
    if table.title:
        page.write(top)
    # Closed at once, also after an error: a stream left open breaks a later transaction.
    with closing(takeaway.rows(table, resident_id, takeaway.people_known())) as rows:
        for number, row in enumerate(rows):
            _put(data, ("," if number else "") + "\n" + _json(row))
            if table.title:
                said = {
                    "said": takeaway.readable(table, row),
                    "at": takeaway.when(table, row),
                    "file": row.get("file"),
                }
                page.write(render_to_string("cases/download/_row.html", said))
    if table.title:
        page.write(end)


def _json(value) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)


def _put(file: IO[bytes], text: str) -> None:
    file.write(text.encode())

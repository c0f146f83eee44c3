"""What Celery runs for the kernel. Each task is safe to run twice and to die at any line."""

import logging

from celery import shared_task
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from relational.kernel import outbox
from relational.kernel.models import Pulse

log = logging.getLogger(__name__)


@shared_task
def deliver_letters() -> None:
    outbox.deliver()


@shared_task
def pulse() -> None:
    """Say that beat and worker are alive."""
    Pulse.objects.update_or_create(name="worker", defaults={"at": timezone.now()})


@shared_task
def clear_sessions() -> None:
    """Forget sessions that have run out."""
    call_command("clearsessions")


@shared_task
def seal_trail() -> None:
    """Seal the heads of the trail. The digest goes to the log, out of the database's reach."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select seal_trail(%s)", [timezone.now()])
        digest = cursor.fetchone()[0]
    log.warning("trail sealed: %s", digest)

"""What Celery runs for hubs. Each task is safe to run twice and to die at any line."""

from celery import shared_task
from django.utils import timezone

from hubs.actions import feed, groups, hook, postcode
from hubs.models import ImportRun


@shared_task
def read_feeds() -> None:
    if ImportRun.objects.filter(state=ImportRun.State.WAITING).exists():
        feed.go_on()
        postcode.place()


@shared_task
def read_nightly_feeds() -> None:
    feed.read_all_nightly()
    postcode.place()


@shared_task
def forget_groups() -> None:
    groups.forget(timezone.now())


@shared_task
def tell() -> None:
    hook.tell()

"""What Celery runs for hubs. Each task is safe to run twice and to die at any line."""

from celery import shared_task
from django.utils import timezone

from hubs.actions import feed, groups


@shared_task
def read_feeds() -> None:
    feed.go_on()


@shared_task
def read_nightly_feeds() -> None:
    feed.read_all_nightly()


@shared_task
def forget_groups() -> None:
    groups.forget(timezone.now())

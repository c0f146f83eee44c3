"""What Celery runs for cases. Each task is safe to run twice and to die at any line."""

from celery import shared_task
from django.utils import timezone

from cases.actions import (
    ask_clock,
    attachment,
    caseload,
    download,
    message,
    reminder,
    subject_request,
)


@shared_task
def remind_of_due_promises() -> None:
    reminder.claim_due(timezone.now())


@shared_task
def write_of_the_week() -> None:
    reminder.post_week(timezone.now())


@shared_task
def go_on_with_caseloads() -> None:
    caseload.go_on()


@shared_task
def forget_caseloads() -> None:
    caseload.forget(timezone.now())


@shared_task
def go_on_with_asks() -> None:
    ask_clock.go_on(timezone.now())


@shared_task
def go_on_with_downloads() -> None:
    download.go_on()


@shared_task
def forget_downloads() -> None:
    download.forget(timezone.now())


@shared_task
def nudge_requests() -> None:
    subject_request.nudge(timezone.now())


@shared_task
def nudge_messages() -> None:
    message.nudge(timezone.now())


@shared_task
def forget_files() -> None:
    attachment.forget_files(timezone.now())

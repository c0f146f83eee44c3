"""The demo's mailbox: e-mails land in a folder, and a page shows them."""

import mailbox
from email import message_from_bytes
from email.policy import default

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SHOWN = 50


def _maildir() -> mailbox.Maildir:
    return mailbox.Maildir(settings.MAILBOX_DIR, create=True)


class MailboxBackend(BaseEmailBackend):
    """Deliver into a Maildir, which survives readers and writers at once."""

    def send_messages(self, email_messages) -> int:
        box = _maildir()
        for message in email_messages:
            box.add(message.message().as_bytes())
        return len(email_messages)


def show(request: HttpRequest) -> HttpResponse:
    """Show the newest e-mails. Only the demo has this page."""
    messages = [message_from_bytes(found.as_bytes(), policy=default) for found in _maildir()]
    letters = [
        {
            "to": message["To"],
            "subject": message["Subject"],
            "date": message["Date"].datetime,
            "text": message.get_content(),
        }
        for message in messages
    ]
    letters.sort(key=lambda letter: letter["date"], reverse=True)
    return render(request, "mailbox.html", {"letters": letters[:SHOWN]})

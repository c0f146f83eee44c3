"""The letters about a goodbye, a file to take away, and what residents ask by law.

Subjects and words name nobody. Each function runs with the eyes of the letter's reader.
"""

from __future__ import annotations

import datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.letters import address_of
from cases.letters import link as link_to
from cases.models import Download, Goodbye, Resident, SubjectRequest
from cases.models.subject_request import State
from hubs.access import Right, may
from relational.kernel import outbox
from relational.kernel.models import Letter
from relational.kernel.outbox import Kind, Message

TO_OFFICER = ("request_made", "request_due")


def register_kinds() -> None:
    """Make the letters known."""
    for name in ("goodbye", "said_goodbye", "came_back"):
        outbox.register(Kind(name, address_of, _goodbye_holds, _by_day, _about_goodbye))
    outbox.register(Kind("download_ready", address_of, _file_lies, _at_once, _ready))
    outbox.register(Kind("request_moved", address_of, _request_there, _by_day, _moved))
    for name in TO_OFFICER:
        outbox.register(Kind(name, address_of, _request_waits, _at_once, _to_officer))


def _goodbye(letter: Letter) -> Goodbye | None:
    goodbyes = Goodbye.objects.select_related("resident__hub")
    return goodbyes.filter(pk=letter.about_id).first()


def _goodbye_holds(letter: Letter) -> bool:
    """Not of a goodbye that somebody came back from meanwhile, nor of coming back before another."""
    goodbye = _goodbye(letter)
    if goodbye is None:
        return False
    came_back = letter.kind == "came_back"
    is_ended = goodbye.resident.state == Resident.State.ENDED
    return came_back == (goodbye.back_at is not None) and came_back != is_ended


def _by_day(letter: Letter, now: datetime.datetime) -> datetime.datetime:
    """The end of the quiet hours of the resident's hub."""
    goodbye = _goodbye(letter)
    request = _request(letter)
    about = goodbye or request
    return about.resident.hub.first_moment(now) if about else now


def _at_once(letter: Letter, now: datetime.datetime) -> datetime.datetime:
    return now


def _about_goodbye(letter: Letter) -> Message:
    goodbye = _goodbye(letter)
    assert goodbye is not None  # still_due was asked first
    if letter.kind == "goodbye":
        return _message(_("Something new on your page"), letter, reverse("cases:me"))
    path = reverse("cases:record", args=[goodbye.resident_id])
    subjects = {"said_goodbye": _("Somebody stops for now"), "came_back": _("Somebody is back")}
    return _message(subjects[letter.kind], letter, path)


def _file_lies(letter: Letter) -> bool:
    return Download.objects.of(letter.to).fresh().filter(pk=letter.about_id).exists()


def _ready(letter: Letter) -> Message:
    return _message(_("Something new on your page"), letter, reverse("cases:my-download"))


def _request(letter: Letter) -> SubjectRequest | None:
    requests = SubjectRequest.objects.select_related("resident__hub")
    return requests.filter(pk=letter.about_id).first()


def _request_there(letter: Letter) -> bool:
    return _request(letter) is not None


def _request_waits(letter: Letter) -> bool:
    """Not to who no longer answers, nor of what was answered meanwhile."""
    request = _request(letter)
    waits = request is not None and request.state != State.ANSWERED
    return waits and may(letter.to, Right.ANSWER_REQUESTS)


def _moved(letter: Letter) -> Message:
    request = _request(letter)
    assert request is not None  # still_due was asked first
    if request.resident.user_id == letter.to_id:
        return _message(_("Something new on your page"), letter, reverse("cases:my-rights"))
    link = link_to(reverse("cases:rights", args=[request.resident_id]))
    words = render_to_string("letters/request_moved_theirs.txt", {"link": link})
    return Message(_("An answer to bring to somebody"), words)


def _to_officer(letter: Letter) -> Message:
    return _message(_("Somebody waits for an answer"), letter, reverse("cases:requests"))


def _message(subject: str, letter: Letter, path: str) -> Message:
    words = render_to_string(f"letters/{letter.kind}.txt", {"link": link_to(path)})
    return Message(subject, words)

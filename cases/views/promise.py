"""Promises: keeping, moving, letting go; a rest; and today."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import timeline
from cases.actions import reminder as promises
from cases.forms.promise import LetGoForm, MoveForm, PromiseForm, RestForm
from cases.models import AskingIn, Connection, Message, Pause, Reminder, Resident
from cases.rows.person import can_read
from cases.rows.promise import promise_rows, reminding
from cases.rows.review import action_rows
from cases.rows.today import came_in
from cases.views import calendar
from cases.views.opening import opens
from cases.views.person import life_of
from hubs.access import Right, allows, require
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, page_of, part, posted
from relational.kernel.models import Letter

SOON = datetime.timedelta(days=7)
LATELY = datetime.timedelta(days=14)
MOST = 50  # rows of one list on a page; each person's own page has all of theirs


@signed_in
def today(request: HttpRequest) -> HttpResponse:
    """What I said I would do today and before, what comes next, and what came in."""
    require(request.user, Right.MEET)
    day = timezone.localdate()
    mine = timeline.waiting_promises_of(request.user)
    since = timezone.now() - LATELY
    letters = list(
        Letter.objects.filter(to=request.user, due__gte=since)
        .exclude(state__in=[Letter.State.WAITING, Letter.State.NOT_NEEDED])
        .exclude(kind__startswith="asked_in")  # those stand here at once, letter or not
        .exclude(kind="not_so")  # the words themselves stand there
        .exclude(kind__startswith="message_")  # what waits stands there until it is answered
        .order_by("-due", "-pk")[:10]
    )
    ids = [letter.about_id for letter in letters]
    about = Reminder.objects.select_related("resident").in_bulk(ids)
    about |= Connection.objects.open().select_related("resident").in_bulk(ids)
    context = {
        "today": day,
        "due": promise_rows(mine.due_until(day)[:MOST], request.user, may_settle=True),
        "soon": promise_rows(
            mine.due_after(day).due_until(day + SOON)[:MOST], request.user, may_settle=True
        ),
        "arrivals": came_in(
            timeline.suggestions_decided(request.user, timezone.now() - SOON)[:MOST],
            timeline.texts_waiting(request.user)[:MOST],
            timeline.not_so_of(request.user, since)[:MOST],
            letters,
            about,
            AskingIn.objects.all().told_to(request.user, since)[:MOST],
            Message.objects.all().to_answer(request.user)[:MOST],
        ),
        "from_reviews": action_rows(timeline.to_do_from_reviews(request.user)[:MOST], request.user),
        "calendar": calendar.address_of(request.user),
        "back": "today",
    }
    return render(request, "cases/promise/today.html", context)


@opens
def promises_of(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Every promise made to somebody, newest day first; and promising something by hand."""
    may_settle = allows(request.user, Right.WRITE_RECORD, resident.written_from)
    form = PromiseForm(posted(request))
    if request.method == "POST":
        require(request.user, Right.WRITE_RECORD, resident)
        if form.is_valid():
            try:
                made = promises.promise(resident, by=request.user, **form.cleaned_data)
            except ValidationError as problem:
                form.refuse(problem)
            else:
                messages.success(request, f"{_('Promised.')} {reminding(made.due, resident)}")
                return redirect("cases:promises", resident.pk)
    page = page_of(request, timeline.all_promises(resident))
    context = {
        "resident": resident,
        "page": page,
        "promises": promise_rows(page, request.user, may_settle=may_settle),
        "back": "promises",
        "form": form if may_settle else None,
        "can_read": can_read(resident),
    }
    status = WRONG if form.errors else 200
    return render(request, "cases/promise/list.html", context, status=status)


@require_POST
@opens
def keep(request: HttpRequest, resident: Resident, promise_id) -> HttpResponse:
    promise = get_object_or_404(Reminder, pk=promise_id, resident=resident)
    try:
        promise = promises.keep(promise, by=request.user)
    except ValidationError as problem:
        messages.warning(request, problem.messages[0])
    else:
        messages.success(request, _("Kept."))
    back = _back(request)
    return part(
        request,
        "cases/promise/kept.html",
        lambda: {
            "resident": resident,
            "promises": promise_rows([promise], request.user, may_settle=True),
            "back": back,
            "told": True,
            **(life_of(request, resident) if back == "record" else {}),
        },
        otherwise=_back_to(request, resident),
    )


@opens
def move(request: HttpRequest, resident: Resident, promise_id) -> HttpResponse:
    """Another day for a promise, and why."""
    promise = get_object_or_404(Reminder, pk=promise_id, resident=resident)
    form = MoveForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            moved = promises.move(promise, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, f"{_('Moved.')} {reminding(moved.due, resident)}")
            return redirect(_back_to(request, resident))
    return _page(request, "cases/promise/move.html", resident, promise, form)


@opens
def let_go(request: HttpRequest, resident: Resident, promise_id) -> HttpResponse:
    """Let a promise go, and say why."""
    promise = get_object_or_404(Reminder, pk=promise_id, resident=resident)
    form = LetGoForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            promises.let_go(promise, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(
                request,
                _("Let go. Why stands beside it, for %(name)s too.") % {"name": resident.known_as},
            )
            return redirect(_back_to(request, resident))
    return _page(request, "cases/promise/let_go.html", resident, promise, form)


@opens
def rest(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Let reminders about somebody rest until a day."""
    form = RestForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            promises.rest(resident, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Nobody is reminded until then."))
            return redirect("cases:record", resident.pk)
    return _page(request, "cases/promise/rest.html", resident, None, form)


@require_POST
@opens
def end_rest(request: HttpRequest, resident: Resident) -> HttpResponse:
    for pause in Pause.objects.now().filter(resident=resident):
        promises.end_rest(pause, by=request.user)
    messages.success(request, _("The rest is over. Promises remind you again."))
    return redirect("cases:record", resident.pk)


def _page(request: HttpRequest, template: str, resident: Resident, promise, form) -> HttpResponse:
    if promise is None or promise.by_id != request.user.pk:
        require(request.user, Right.WRITE_RECORD, resident)
    context = {
        "resident": resident,
        "promise": promise,
        "form": form,
        "back": _back(request),
        "back_to": _back_to(request, resident),
    }
    return render(request, template, context, status=WRONG if form.errors else 200)


def _back(request: HttpRequest) -> str:
    """From which page somebody came: a word, never an address."""
    return request.POST.get("back") or request.GET.get("back") or "record"


def _back_to(request: HttpRequest, resident: Resident) -> str:
    pages = {
        "today": reverse("cases:today"),
        "people": reverse("cases:people"),
        "promises": reverse("cases:promises", args=[resident.pk]),
    }
    return pages.get(_back(request)) or reverse("cases:record", args=[resident.pk])

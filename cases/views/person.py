"""One person's record, what is known about them, and how they can be reached."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases.actions import resident as residents
from cases.forms import AboutForm, ContactPointForm, NoteForm
from cases.models import ContactPoint, Pause, Reminder, Resident
from cases.rows import note_rows, promise_rows, words_in
from cases.views.opening import opens
from hubs.access import Right, may, require
from relational.kernel.http import WRONG, page_of, posted

A_FEW = 8  # conversations on the record itself; the rest is a page away


def life_of(request: HttpRequest, resident: Resident, *, size: int = A_FEW) -> dict:
    """The life line of a record: conversations with the promises made in them, newest first."""
    notes = (
        resident.notes.all()
        .standing()
        .select_related("author", "supersedes")
        .prefetch_related("reminders__by")
        .newest_first()
    )
    page = page_of(request, notes, size)
    return {
        "page": page,
        "life": note_rows(page, request.user),
        "words_in": words_in(resident),
    }


def promises_to(request: HttpRequest, resident: Resident) -> dict:
    """Promises that wait, and the last ones settled."""
    promises = resident.reminders.select_related("resident", "by", "moved_to")
    settled = promises.exclude(state=Reminder.State.WAITING).order_by("-settled_at")[:3]
    return {
        "promises": promise_rows([*promises.waiting().by_day(), *settled], request.user),
        "back": "record",
    }


@opens("record")
def record(request: HttpRequest, resident: Resident) -> HttpResponse:
    """The record: their words first, then what was promised, then everything else."""
    return render(
        request, "cases/person/record.html", whole(request, resident, NoteForm(resident=resident))
    )


def whole(request: HttpRequest, resident: Resident, form: NoteForm) -> dict:
    """Everything the page of a record shows."""
    notes = resident.notes.all().standing()
    ways = list(resident.contact_points.order_by("pk"))
    return {
        "resident": resident,
        "connection": next(
            (connection for connection in resident.around if connection.part == "lead"), None
        ),
        "first": notes.with_words().select_related("author").order_by("happened_at", "pk").first(),
        "unsafe": [way for way in ways if not way.safe_to_contact],
        "safe": [way for way in ways if way.safe_to_contact],
        "rest": Pause.objects.now().filter(resident=resident).order_by("-until").first(),
        "may_write": may(request.user, Right.WRITE_RECORD, resident),
        "form": form,
        **life_of(request, resident),
        **promises_to(request, resident),
    }


@opens("record")
def about(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Write down names, languages and the like. All of it can stay empty."""
    require(request.user, Right.WRITE_RECORD, resident)
    form = AboutForm(posted(request), instance=resident)
    if request.method == "POST" and form.is_valid():
        residents.describe(resident, by=request.user, **form.about())
        messages.success(request, _("Written down."))
        return redirect("cases:record", resident.pk)
    name = Resident.objects.values_list("known_as", flat=True).get(pk=resident.pk)
    return render(
        request,
        "cases/person/about.html",
        {"form": form, "resident": resident, "name": name},
        status=WRONG if form.errors else 200,
    )


@opens("record")
def contact(request: HttpRequest, resident: Resident, point_id=None) -> HttpResponse:
    """Write down a way to reach them, and whether it is safe."""
    require(request.user, Right.WRITE_RECORD, resident)
    point = ContactPoint(resident=resident)
    if point_id is not None:
        point = get_object_or_404(ContactPoint, pk=point_id, resident=resident)
    form = ContactPointForm(posted(request), instance=point)
    if request.method == "POST" and form.is_valid():
        residents.reach_by(form.save(commit=False), by=request.user)
        messages.success(request, _("Written down."))
        return redirect("cases:record", resident.pk)
    return render(
        request,
        "cases/person/contact.html",
        {"form": form, "resident": resident},
        status=WRONG if form.errors else 200,
    )

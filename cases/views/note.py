"""Conversations: writing one down, putting one right, taking one back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cases import access, life
from cases.actions import note as notes
from cases.forms.note import CorrectForm, InErrorForm, NoteForm
from cases.models import Note, Resident
from cases.rows.life import own_days
from cases.rows.person import can_read
from cases.rows.promise import reminding
from cases.views.opening import opens
from cases.views.person import first_of, life_of, promises_to, whole
from hubs.access import Right, allows, require
from relational.kernel.errors import signed_in
from relational.kernel.http import A_PAGE, WRONG, look_again, part, posted


@opens
def notes_of(request: HttpRequest, resident: Resident) -> HttpResponse:
    """All conversations, page by page; and writing a new one."""
    if request.method == "POST":
        return _write(request, resident)
    context = {
        "resident": resident,
        "may_write": allows(request.user, Right.WRITE_RECORD, resident.written_from),
        "only_talks": True,
        **life_of(request, resident, size=A_PAGE, kind=life.Kind.TALK),
    }
    return render(request, "cases/life/line.html", context)


def _write(request: HttpRequest, resident: Resident) -> HttpResponse:
    form = NoteForm(request.POST, resident=resident)
    if form.is_valid():
        said = form.cleaned_data
        try:
            note = notes.write(
                resident,
                by=request.user,
                their_words=said["their_words"],
                what_we_heard=said["what_we_heard"],
                agreed=said["agreed"],
                due=form.due,
                happened_at=said["when"],
                mode=said["mode"],
                told_again=said["told_again"],
                withheld=said["withheld"],
                key=said["key"],
            )
        except ValidationError as problem:
            form.refuse(problem)
    if form.errors:
        return look_again(request, "cases/person/write.html", whole(request, resident, form))
    kept = _("Kept from their own page.") if said["withheld"] else can_read(resident)
    done = [_("Written down."), kept, reminding(form.due, resident)]
    reflect = reverse("cases:note-reflect", args=[resident.pk, note.pk])
    told = '{} <a href="{}">{}</a>'
    messages.success(
        request,
        format_html(told, " ".join(filter(None, done)), reflect, _("Reflect on it, 30 seconds")),
    )
    record = reverse("cases:record", args=[resident.pk])
    return part(
        request,
        "cases/person/write.html",
        lambda: {
            "resident": resident,
            "may_write": True,
            "can_read": can_read(resident),
            "form": NoteForm(resident=resident),
            **first_of(resident),
            **life_of(request, resident),
            **promises_to(request, resident),
        },
        otherwise=f"{record}#life",
    )


@opens
def correct(request: HttpRequest, resident: Resident, note_id) -> HttpResponse:
    """Put right what one wrote; the first text stays behind the new one."""
    note = get_object_or_404(Note, pk=note_id, resident=resident, author=request.user)
    form = CorrectForm(
        posted(request), initial={field: getattr(note, field) for field in notes.WORDS}
    )
    if request.method == "POST" and form.is_valid():
        try:
            notes.correct(note, by=request.user, due=form.due, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            done = [_("Put right. The first text stays behind it.")]
            if form.cleaned_data["agreed"] != note.agreed:
                done.append(reminding(form.due, resident))
            messages.success(request, " ".join(filter(None, done)))
            return redirect("cases:record", resident.pk)
    return _page(request, "cases/note/correct.html", resident, note, form)


@opens
def in_error(request: HttpRequest, resident: Resident, note_id) -> HttpResponse:
    """Say that a conversation was written into the wrong person's record."""
    note = get_object_or_404(Note, pk=note_id, resident=resident, author=request.user)
    form = InErrorForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            notes.enter_in_error(note, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("It now shows only that it was written here by mistake."))
            return redirect("cases:record", resident.pk)
    return _page(request, "cases/note/in_error.html", resident, note, form)


def _page(
    request: HttpRequest, template: str, resident: Resident, note: Note, form
) -> HttpResponse:
    context = {"resident": resident, "note": note, "form": form}
    return render(request, template, context, status=WRONG if form.errors else 200)


@signed_in
def wrote(request: HttpRequest) -> HttpResponse:
    """What one wrote down oneself, day by day; also of people one no longer walks with."""
    require(request.user, Right.READ_RECORD)
    stretch = life.own_notes(size=A_PAGE, before=request.GET.get("before", ""))
    shown = {uuid.UUID(event.told["resident_id"]) for event in stretch.events}
    near = access.look_at_own_notes(request.user, shown)
    context = {
        "days": own_days(stretch.events, near),
        "begun": "before" in request.GET,
        "earlier": stretch.earlier,
    }
    return render(request, "cases/note/wrote.html", context)

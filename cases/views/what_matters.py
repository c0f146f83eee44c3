"""What matters to somebody, as those who walk with them read and write it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.actions import what_matters as words
from cases.forms import BesideForm, WriteDownForm
from cases.models import Resident, Section, Statement, Suggestion, Voice
from cases.rows import version_rows, words_rows
from cases.views.opening import opens
from hubs.access import Right, allows, require
from relational.kernel.http import WRONG, posted


@opens
def read(request: HttpRequest, resident: Resident) -> HttpResponse:
    """All seven sections, the person's words first and what workers see beside."""
    context = {
        "resident": resident,
        "rows": words_rows(resident),
        "may_write": allows(request.user, Right.WRITE_RECORD, resident.seen_from),
    }
    return render(request, "cases/words/read.html", context)


@opens
def write(request: HttpRequest, resident: Resident, section: Section) -> HttpResponse:
    """Write a section down: as they said it, agreed together, on their behalf, or suggested."""
    require(request.user, Right.WRITE_RECORD, resident)
    now = words.shown(resident, section)
    form = WriteDownForm(
        posted(request),
        section=section,
        name=resident.known_as,
        theirs=now is not None and now.voice != Voice.ON_BEHALF,
        initial={"text": now.text, "dont": now.dont, "base": now.pk} if now else {},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _write_down(request, resident, section, form)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _became(made) % {"name": resident.known_as})
            return redirect("cases:what-matters", resident.pk)
    context = {"resident": resident, "section": section, "form": form, "now": now}
    return render(request, "cases/words/write.html", context, status=WRONG if form.errors else 200)


def _became(made: Statement | Suggestion) -> str:
    """What became of words a worker wrote: suggested, kept aside, or read by everybody now."""
    if isinstance(made, Suggestion):
        return _("Suggested. %(name)s decides.")
    if made.set_aside:
        return _("Kept aside: other words were saved meanwhile. %(name)s chooses.")
    return _("Written down.")


def _write_down(request: HttpRequest, resident: Resident, section: Section, form: WriteDownForm):
    said = form.cleaned_data
    if said["how"] == "together":
        return words.agree(
            resident,
            section,
            form.words(),
            by=request.user,
            signed=said["signed"],
            base=said["base"],
        )
    return words.write_down(
        resident,
        section,
        form.words(),
        by=request.user,
        voice=Voice.ON_BEHALF if said["how"] == "behalf" else Voice.WITH_SUPPORT,
        how_completed=said.get("how_completed", ""),
    )


@opens
def beside(request: HttpRequest, resident: Resident, section: Section) -> HttpResponse:
    """Write what one sees, beside the person's words."""
    require(request.user, Right.WRITE_RECORD, resident)
    mine = resident.staff_views.all().standing().filter(section=section, author=request.user)
    form = BesideForm(posted(request), initial={"text": getattr(mine.first(), "text", "")})
    if request.method == "POST" and form.is_valid():
        try:
            words.add_view(resident, section, form.cleaned_data["text"], by=request.user)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Written beside their words."))
            return redirect("cases:what-matters", resident.pk)
    context = {"resident": resident, "section": section, "form": form}
    return render(request, "cases/words/beside.html", context, status=WRONG if form.errors else 200)


@opens
def history(request: HttpRequest, resident: Resident, section: Section) -> HttpResponse:
    """How a section was before: every version beside the one it came from."""
    context = {
        "resident": resident,
        "section": section,
        "versions": version_rows(resident, section),
    }
    return render(request, "cases/words/history.html", context)

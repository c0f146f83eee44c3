"""What matters to somebody, as those who walk with them read and write it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import timeline
from cases.actions import what_matters as words
from cases.forms.what_matters import BesideForm, TogetherForm, WordsForm, WriteDownForm, showing
from cases.models import Resident, Section, Statement, Suggestion, Voice
from cases.rows.words import A_FEW_VERSIONS, versions_of, words_rows
from cases.views.opening import opens
from hubs.access import Right, allows, require
from relational.kernel.http import WRONG, page_of, posted


def opens_part(view: Callable) -> Callable:
    """Give a view the resident, opened, and a section; 404 where they keep it from the reader."""

    @opens
    @wraps(view)
    def opened(request: HttpRequest, resident: Resident, section: Section) -> HttpResponse:
        if section in resident.kept:
            raise Http404
        return view(request, resident, section)

    return opened


@opens
def read(request: HttpRequest, resident: Resident) -> HttpResponse:
    """All seven sections, the person's words first and what workers see beside."""
    context = {
        "resident": resident,
        "rows": words_rows(resident),
        "unsafe": timeline.ways_to_reach(resident)[0],
        "may_write": allows(request.user, Right.WRITE_RECORD, resident.written_from),
    }
    return render(request, "cases/words/read.html", context)


@opens_part
def write(request: HttpRequest, resident: Resident, section: Section) -> HttpResponse:
    """Write a section down: as they said it, on their behalf, or suggested where it is theirs."""
    require(request.user, Right.WRITE_RECORD, resident)
    now, begun = words.shown(resident, section), _begun(request, resident, section)
    if begun is not None and begun.theirs:
        return redirect(
            f"{reverse('cases:words-together', args=[resident.pk, section])}?from={begun.pk}"
        )
    theirs = now is not None and now.theirs
    form: WordsForm
    if theirs:
        form = WordsForm(posted(request), section=section, initial=showing(now, begun))
    else:
        form = WriteDownForm(
            posted(request),
            section=section,
            name=resident.known_as,
            initial=showing(now, begun),
        )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        behalf = said.get("how") == "behalf"
        try:
            made = words.write_down(
                resident,
                section,
                form.words(),
                by=request.user,
                base=said["base"],
                voice=Voice.ON_BEHALF if behalf else Voice.WITH_SUPPORT,
                how_completed=said.get("how_completed", ""),
                settles=begun if isinstance(begun, Statement) else None,
            )
        except ValidationError as problem:
            form.refuse(problem)
        else:
            return _written(request, resident, made)
    context = {
        "resident": resident,
        "section": section,
        "form": form,
        "now": now,
        "theirs": theirs,
        "begun": begun,
    }
    return render(request, "cases/words/write.html", context, status=WRONG if form.errors else 200)


@opens_part
def together(request: HttpRequest, resident: Resident, section: Section) -> HttpResponse:
    """Agree on the wording sitting together; both sign. Begin afresh or from words that wait."""
    require(request.user, Right.WRITE_RECORD, resident)
    now, begun = words.shown(resident, section), _begun(request, resident, section)
    suggestion = begun if isinstance(begun, Suggestion) else None
    form = TogetherForm(
        posted(request),
        section=section,
        name=resident.known_as,
        initial=showing(now, begun),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if suggestion is not None and "leave" in request.POST:
            words.leave_together(suggestion, by=request.user, signed=said["signed"])
            messages.success(request, _("The words stay as they are."))
            return _back_to(resident, section)
        try:
            made = words.agree(
                resident,
                section,
                form.words(),
                by=request.user,
                signed=said["signed"],
                base=said["base"],
                suggestion=suggestion,
                settles=begun if isinstance(begun, Statement) else None,
            )
        except ValidationError as problem:
            form.refuse(problem)
        else:
            return _written(request, resident, made)
    context = {
        "resident": resident,
        "section": section,
        "form": form,
        "now": now,
        "begun": begun,
        "suggestion": suggestion,
    }
    return render(
        request, "cases/words/together.html", context, status=WRONG if form.errors else 200
    )


def _begun(
    request: HttpRequest, resident: Resident, section: Section
) -> Statement | Suggestion | None:
    """The waiting words that somebody begins from, where the address names some."""
    return timeline.waiting_words(resident, section, request.GET.get("from", ""))


def _written(
    request: HttpRequest, resident: Resident, made: Statement | Suggestion
) -> HttpResponse:
    """Go on from words a worker wrote: back, or to choose where others were saved meanwhile."""
    section = Section(made.section)
    if isinstance(made, Suggestion):
        done = _("Suggested. %(name)s decides.") % {"name": resident.known_as}
    elif made.set_aside:
        kept = _("What you wrote is kept. Somebody else saved meanwhile: see both.")
        messages.success(request, kept)
        how = "cases:words-together" if made.signed else "cases:words-write"
        return redirect(f"{reverse(how, args=[resident.pk, section])}?from={made.pk}")
    else:
        done = _("Written down.")
    messages.success(request, done)
    return _back_to(resident, section)


def _back_to(resident: Resident, section: Section) -> HttpResponse:
    return redirect(f"{reverse('cases:what-matters', args=[resident.pk])}#{section}")


@opens_part
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
            return _back_to(resident, section)
    context = {"resident": resident, "section": section, "form": form}
    return render(request, "cases/words/beside.html", context, status=WRONG if form.errors else 200)


@opens_part
def history(request: HttpRequest, resident: Resident, section: Section) -> HttpResponse:
    """How a section was before: every version beside the one it came from."""
    page = page_of(request, timeline.versions(resident, section), A_FEW_VERSIONS)
    context = {"resident": resident, "section": section, **versions_of(page, resident, section)}
    return render(request, "cases/words/history.html", context)

"""A resident's words: changing them, choosing between two texts, and how they were before."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access, timeline
from cases.actions import what_matters as words
from cases.forms.what_matters import MyWordsForm, WordsForm, showing
from cases.models import Section
from cases.rows.person import words_in
from cases.rows.words import A_FEW_VERSIONS, compared, versions_of
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, page_of, posted


@signed_in
def my_words(request: HttpRequest, section: Section) -> HttpResponse:
    """Change one's own words in a section. It needs nobody's approval."""
    resident = access.own_record(request.user)
    now = words.shown(resident, section)
    form = MyWordsForm(
        posted(request),
        section=section,
        initial=showing(now, speaks=words_in(resident)),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            saved = words.say(
                resident,
                section,
                form.words(),
                by=request.user,
                base=said["base"],
                supported_by=said["supported_by"],
            )
        except ValidationError as problem:
            form.refuse(problem)
        else:
            if saved.set_aside:
                messages.success(request, _("What you wrote is kept."))
                return redirect("cases:my-choice", saved.pk)
            messages.success(request, _("Saved. Everybody you let read this reads it now."))
            return _my_page(section)
    context = {"section": section, "form": form, "now": now}
    return render(request, "cases/portal/words.html", context, status=WRONG if form.errors else 200)


@signed_in
def my_choice(request: HttpRequest, statement_id) -> HttpResponse:
    """Two texts were saved at once: see both, and choose, or put them together."""
    resident = access.own_record(request.user)
    aside = get_object_or_404(
        resident.statements.all().waiting_for_a_choice().select_related("supersedes"),
        pk=statement_id,
    )
    section = Section(aside.section)
    form = WordsForm(
        posted(request), section=section, initial=showing(words.shown(resident, section), aside)
    )
    if request.method == "POST" and form.is_valid():
        words.choose(aside, form.words(), by=request.user)
        messages.success(request, _("Saved. Both texts stay in “How it was before”."))
        return _my_page(section)
    context = {
        "section": section,
        "form": form,
        "begun": aside,
        "now": words.shown(resident, section),
    }
    return render(
        request, "cases/portal/choice.html", context, status=WRONG if form.errors else 200
    )


@signed_in
def my_suggestion(request: HttpRequest, suggestion_id) -> HttpResponse:
    """Somebody suggests other words: take them, change them, or leave one's own."""
    resident = access.own_record(request.user)
    suggestion = get_object_or_404(
        resident.suggestions.all().waiting().select_related("author"), pk=suggestion_id
    )
    section = Section(suggestion.section)
    now = words.shown(resident, section)
    form = WordsForm(posted(request), section=section, initial=showing(now, suggestion))
    if request.method == "POST" and "leave" in request.POST:
        words.leave(suggestion, by=request.user)
        messages.success(request, _("Your words stay as they are."))
        return _my_page(section)
    if request.method == "POST" and form.is_valid():
        words.take(suggestion, by=request.user, words=form.words())
        messages.success(request, _("Saved. Everybody you let read this reads it now."))
        return _my_page(section)
    context = {
        "section": section,
        "form": form,
        "suggestion": suggestion,
        "changes": compared(now.text if now else "", suggestion.text),
        "dont_changes": compared(now.dont if now else "", suggestion.dont),
    }
    return render(
        request, "cases/portal/suggestion.html", context, status=WRONG if form.errors else 200
    )


@signed_in
def my_history(request: HttpRequest, section: Section) -> HttpResponse:
    """How one's words in a section were before."""
    resident = access.own_record(request.user)
    page = page_of(request, timeline.versions(resident, section), A_FEW_VERSIONS)
    context = {"section": section, **versions_of(page, resident, section, own=True)}
    return render(request, "cases/portal/history.html", context)


def _my_page(section: Section) -> HttpResponse:
    return redirect(f"{reverse('cases:me')}#{section}")

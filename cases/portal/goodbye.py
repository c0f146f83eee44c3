"""Stopping for now, a last word, and one tap to come back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import access
from cases.actions import goodbye as goodbyes
from cases.forms.goodbye import LastWordForm, MyGoodbyeForm
from cases.models import Goodbye, Resident
from cases.rows.goodbye import goodbye_row
from cases.rows.person import words_in
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, posted


@signed_in
def my_goodbye(request: HttpRequest) -> HttpResponse:
    """Say that one wants to stop, with a word or without; later, say the word that is missing."""
    resident = access.own_record(request.user)
    ended = resident.goodbyes.all().holding().first()
    form = (LastWordForm if ended else MyGoodbyeForm)(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            _say(resident, ended, form.cleaned_data["words"], request)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            return redirect("cases:me")
    context = {
        "resident": resident,
        "goodbye": goodbye_row(resident),
        "form": form,
        "words_in": words_in(resident),
    }
    wrong = WRONG if form.errors else 200
    return render(request, "cases/portal/goodbye.html", context, status=wrong)


def _say(resident: Resident, ended: Goodbye | None, words: str, request: HttpRequest) -> None:
    if ended:
        goodbyes.add_words(ended, by=request.user, words=words)
        messages.success(request, _("Thank you. Your words are kept."))
        return
    person = Goodbye.Decided.PERSON
    goodbyes.end(resident, by=request.user, decided=person, their_words=words)
    messages.success(request, _("We stop here. Your page stays, and you can come back."))


@require_POST
@signed_in
def my_way_back(request: HttpRequest) -> HttpResponse:
    """Come back: nothing is asked, and everything is as it was."""
    resident = access.own_record(request.user)
    goodbyes.come_back(resident, by=request.user)
    messages.success(request, _("Welcome back. Everything is as you left it."))
    return redirect("cases:me")

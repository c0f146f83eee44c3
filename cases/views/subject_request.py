"""What residents ask by law: the officer's list, one request, and reading for an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import access, takeaway, timeline
from cases.access import PurposeNeeded
from cases.actions import subject_request as requests
from cases.forms.subject_request import (
    AnswerForm,
    ExtendForm,
    RedactForm,
    TheirRequestForm,
    WhyReadForm,
)
from cases.models import Resident, SubjectRequest
from cases.rows.person import words_in
from cases.rows.subject_request import notes_to_mark, request_rows, waiting_rows
from cases.views.opening import opens
from hubs.access import Right, require
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, page_of, posted

A_FEW = 20
VERBS: dict[str, Callable] = {
    "acknowledge": requests.acknowledge,
    "extend": requests.extend,
    "answer": requests.answer,
    "lift": requests.lift,
}
FORMS = {"extend": ExtendForm, "answer": AnswerForm}


@signed_in
def asked_by_law(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the first due first; and what was answered."""
    require(request.user, Right.ANSWER_REQUESTS)
    asked = SubjectRequest.objects.select_related("resident")
    page = page_of(request, asked.answered(), A_FEW)
    context = {
        "waiting": waiting_rows(asked.waiting()),
        "page": page,
        "answered": waiting_rows(page),
    }
    return render(request, "cases/request/list.html", context)


@signed_in
def one(request: HttpRequest, request_id, verb: str = "") -> HttpResponse:
    """One request: acknowledge it, take longer, or answer."""
    asked = _asked(request, request_id)
    forms: dict[str, Any] = {
        name: form(posted(request) if name == verb else None, auto_id=f"{name}-%s")
        for name, form in FORMS.items()
    }
    form = forms.get(verb)
    if request.method == "POST" and verb and (form is None or form.is_valid()):
        try:
            VERBS[verb](asked, by=request.user, **(form.cleaned_data if form else {}))
        except ValidationError as problem:
            if form is None:
                messages.warning(request, problem.messages[0])
                return redirect("cases:request", asked.pk)
            form.refuse(problem)
        else:
            messages.success(request, _("Written down. They read it on their page."))
            return redirect("cases:request", asked.pk)
    context = {
        "asked": asked,
        "row": waiting_rows([asked])[0],
        "steps": asked.steps.order_by("at", "pk"),
        "forms": forms,
        "form": form,
        "marked": len(takeaway.redacted(asked.resident_id)),
    }
    wrong = WRONG if form and form.errors else 200
    return render(request, "cases/request/page.html", context, status=wrong)


@opens
def write_down(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Write down what a resident asked somebody here by law, and read what became of it."""
    form = TheirRequestForm(posted(request))
    if request.method == "POST" and form.is_valid():
        requests.ask(resident, by=request.user, **form.cleaned_data)
        messages.success(request, _("Written down. An answer comes within a month."))
        return redirect("cases:rights", resident.pk)
    context = {
        "resident": resident,
        "form": form,
        "asked": request_rows(resident),
        "words_in": words_in(resident),
    }
    wrong = WRONG if form.errors else 200
    return render(request, "cases/request/write_down.html", context, status=wrong)


@signed_in
def read(request: HttpRequest, request_id) -> HttpResponse:
    """Read the conversations before one answers, once one has said why; and mark what is not theirs."""
    asked = _asked(request, request_id, waiting=True)
    form = WhyReadForm(posted(request))
    if request.method == "POST" and form.is_valid():
        access.say_why_for_request(request.user, asked, **form.cleaned_data)
        return redirect("cases:request-read", asked.pk)
    if form.errors:
        return render(
            request, "cases/request/why.html", {"asked": asked, "form": form}, status=WRONG
        )
    try:
        resident = access.open_for_request(request.user, asked)
    except PurposeNeeded:
        return render(request, "cases/request/why.html", {"asked": asked, "form": form})
    page = page_of(request, timeline.conversations(resident).newest_first(), A_FEW)
    context = {"asked": asked, "page": page, "notes": notes_to_mark(page, resident)}
    return render(request, "cases/request/read.html", context)


@require_POST
@signed_in
def mark(request: HttpRequest, request_id, note_id) -> HttpResponse:
    """Mark a conversation that tells of somebody else, or take the mark back."""
    asked = _asked(request, request_id, waiting=True)
    note = get_object_or_404(timeline.conversations(asked.resident), pk=note_id)
    form = RedactForm(request.POST)
    if "show" in request.POST:
        requests.show_again(asked, note, by=request.user)
    elif form.is_valid():
        requests.redact(asked, note, by=request.user, **form.cleaned_data)
    else:
        messages.warning(request, _("This is too long. Use fewer words."))
    page = request.GET.get("page", "")
    where = redirect("cases:request-read", asked.pk)
    where["Location"] += f"{'?page=' + page if page.isdigit() else ''}#note-{note.pk}"
    return where


def _asked(request: HttpRequest, request_id, *, waiting: bool = False) -> SubjectRequest:
    require(request.user, Right.ANSWER_REQUESTS)
    asked = SubjectRequest.objects.select_related("resident")
    return get_object_or_404(asked.waiting() if waiting else asked, pk=request_id)

"""Residents ask why somebody looked; whoever answers, and whoever looked, read it here."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases.actions import look as verbs
from cases.forms.asking_in import AnswerWhyForm, ExplainForm, ReviewNameForm
from cases.models import LookQuestion, WithheldName
from cases.rows.privacy import name_rows, question_rows
from hubs.access import Refused, Right, may, require
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, page_of, posted
from relational.kernel.models import User


@signed_in
def questions(request: HttpRequest) -> HttpResponse:
    """Questions that residents asked about looks: all, for who answers; else about one's own."""
    _require(request.user)
    page = page_of(request, _questions(request.user).waiting_first())
    called = verbs.called()
    names = []
    if may(request.user, Right.ANSWER_WHY):
        names = name_rows(WithheldName.objects.all().waiting_first(), called)
    context = {"page": page, "rows": question_rows(page, called), "names": names}
    return render(request, "cases/privacy/list.html", context)


@signed_in
def question(request: HttpRequest, question_id) -> HttpResponse:
    """One question: the look, what was asked, and answering it; whoever looked may say something."""
    _require(request.user)
    asked = get_object_or_404(_questions(request.user).waiting_first(), pk=question_id)
    answers = verbs.may_answer(asked, request.user)
    form = (AnswerWhyForm if answers else ExplainForm)(posted(request))
    if request.method == "POST" and form.is_valid():
        verb = verbs.answer if answers else verbs.say
        try:
            verb(asked, by=request.user, words=form.cleaned_data["words"])
        except ValidationError as problem:
            form.refuse(problem)
        else:
            answered = _("Answered. They and whoever looked are told.")
            messages.success(request, answered if answers else _("Written down."))
            return redirect("cases:privacy-questions")
    context = {
        "asked": question_rows([asked], verbs.called())[0],
        "form": None if asked.answer else form,
        "answers": answers,
    }
    status = WRONG if form.errors else 200
    return render(request, "cases/privacy/question.html", context, status=status)


@signed_in
def name(request: HttpRequest, name_id) -> HttpResponse:
    """Look at a name that is kept from a resident: let it go, or keep it for now."""
    require(request.user, Right.ANSWER_WHY)
    kept = get_object_or_404(WithheldName.objects.all().waiting_first(), pk=name_id)
    form = ReviewNameForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            verbs.review_name(kept, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Written down."))
            return redirect("cases:privacy-questions")
    context = {"kept": name_rows([kept], verbs.called())[0], "form": form}
    status = WRONG if form.errors else 200
    return render(request, "cases/privacy/name.html", context, status=status)


def _questions(user: User):
    if may(user, Right.ANSWER_WHY):
        return LookQuestion.objects.all()
    return LookQuestion.objects.all().about_looks_of(user)


def _require(user: User) -> None:
    """Raise Refused unless somebody answers questions, or may have looked at a record."""
    if not any(
        may(user, right) for right in (Right.ANSWER_WHY, Right.READ_RECORD, Right.ANSWER_ASKS)
    ):
        raise Refused(Right.ANSWER_WHY)

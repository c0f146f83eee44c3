"""Asking in about somebody outside one's circle, and what whoever walks with them says to it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases.actions import asking_in as verbs
from cases.forms.asking_in import AskInForm
from cases.models import AskingIn
from hubs.access import Right, require
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, posted


@signed_in
def ask_in(request: HttpRequest) -> HttpResponse:
    """A question to whoever walks with somebody, or their record for a day. No hint who is known."""
    require(request.user, Right.ASK_IN)
    form = AskInForm(posted(request), initial={"name": request.GET.get("known_as", "")[:160]})
    if request.method == "POST" and form.is_valid():
        try:
            opened = verbs.ask_in(by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            if opened is not None:
                return redirect("cases:record", opened)
            messages.success(request, _answer(form.cleaned_data["kind"]))
            return redirect("cases:ask-in")
    status = WRONG if form.errors else 200
    return render(request, "cases/asking_in/ask.html", {"form": form}, status=status)


def _answer(kind: str) -> str:
    """One answer, whoever is known."""
    if kind == AskingIn.Kind.OPENING:
        return _(
            "No record opened. Perhaps nobody with just this name and date of birth is known here, "
            "or the record is not yours to open. Is the name written as they have it?"
        )
    return _(
        "If somebody with just this name and date of birth is known here, whoever walks with them "
        "has your question now. You hear from them if the answer is yes."
    )


@signed_in
def asked_in(request: HttpRequest, asking_id) -> HttpResponse:
    """Who asked in about somebody, and why: answering, or ending what is open."""
    require(request.user, Right.ASK_IN)
    asking = get_object_or_404(AskingIn.objects.all().found(), pk=asking_id)
    may_decide = verbs.may_decide(asking, request.user)
    problem = ""
    if request.method == "POST":
        try:
            _do(request, asking)
        except ValidationError as refused:
            problem = refused.messages[0]
        else:
            return redirect("cases:people")
    context = {
        "asking": asking,
        "name": asking.resident.known_as if asking.resident else "",
        "at_work": asking.asker.memberships.current().select_related("organisation", "hub"),
        "may_decide": may_decide,
        "may_end": asking.holds and (may_decide or asking.asker_id == request.user.pk),
        "problem": problem,
    }
    status = WRONG if problem else 200
    return render(request, "cases/asking_in/asked.html", context, status=status)


def _do(request: HttpRequest, asking: AskingIn) -> None:
    said = {"name": asking.asker.called}
    verb = request.POST.get("verb", "")
    if verb == "end":
        verbs.end(asking, by=request.user)
        messages.success(request, _("The record is closed to %(name)s again.") % said)
    elif verb in ("yes", "no"):
        verbs.answer(asking, by=request.user, yes=verb == "yes")
        joined = _("%(name)s is one of their people now, and is told.") % said
        messages.success(request, joined if verb == "yes" else _("Written down. They see nothing."))
    else:
        raise ValidationError(_("Choose what to do."))

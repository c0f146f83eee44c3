"""The receiving side: what a service is asked, read and answered by a link or with an account."""

from __future__ import annotations

import datetime
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases import access, asks
from cases.actions import referral as actions
from cases.ask_letters import shown
from cases.forms.reply import BY_VERB, AnswerForm, RoomForm, doors, room
from cases.models import Referral, ReplyLink
from cases.models.referral import State
from cases.rows.asks import AskRow, step_rows
from hubs.access import Refused
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG
from relational.kernel.security import Guest, acting_as

A_VISIT = datetime.timedelta(hours=1)
COOKIE = "reply"  # says that in this browser somebody pressed “Show me”
OFTEN = {"reply_link": "10/h/ip"}
SHOW, FRESH = "show", "fresh"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """An ask, for who holds the link of a letter. It is theirs alone: no address of it goes on.

    A look at the address shows nothing of anybody, since machines that read mail follow links.
    """
    found = asks.led_to(token)
    if found is None:
        response = render(request, "cases/reply/gone.html", status=404)
    else:
        link_id, referral_id = found
        with acting_as(Guest(referral_id), request_id=request.id):
            links = ReplyLink.objects.select_related("referral__organisation", "referral__service")
            response = _behind(request, links.get(pk=link_id))
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


@signed_in
def asked(request: HttpRequest, referral_id) -> HttpResponse:
    """An ask, for who answers for the service with an account. The look is logged."""
    referral = get_object_or_404(asks.asked_of(request.user), pk=referral_id)
    ask = AskRow.of(referral, shown(referral))
    if not ask.closed:
        access.look_at_asked(request.user, {referral.resident_id}, section=access.ASK)
        if referral.opened_at is None:
            actions.look(referral, by=request.user)
    if request.method == "POST":
        return _answered(request, referral, ask, request.user)
    return _page(request, referral, ask)


def _behind(request: HttpRequest, link: ReplyLink) -> HttpResponse:
    """What stands behind a link: the way to a fresh one, a question whether to show it, or the ask."""
    referral = link.referral
    ask = AskRow.of(referral, shown(referral))
    says = request.method == "POST" and request.POST.get("verb") != SHOW
    if link.ends_at <= timezone.now() and ask.closed != "over":
        return _run_out(request, link, ask)
    if ask.closed:
        reads_or_says = _answered if says else _page
        return reads_or_says(request, referral, ask, link)
    in_a_visit = _in_a_visit(request, link)
    if request.method != "POST" and in_a_visit:
        return _page(request, referral, ask, link)
    if request.method != "POST":
        return render(request, "cases/reply/show.html", {"ask": ask, "link": link})
    if not in_a_visit:
        actions.open_it(link)
    answer = _answered(request, referral, ask, link) if says else redirect(request.path)
    answer.set_signed_cookie(
        COOKIE,
        str(link.pk),
        salt=COOKIE,
        max_age=A_VISIT,
        path=request.path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _in_a_visit(request: HttpRequest, link: ReplyLink) -> bool:
    kept = request.get_signed_cookie(COOKIE, default="", salt=COOKIE, max_age=A_VISIT)
    return kept == str(link.pk)


def _run_out(request: HttpRequest, link: ReplyLink, ask: AskRow) -> HttpResponse:
    """Say that a link has run out, and send a fresh one to the address that is known."""
    context: dict[str, Any] = {"ask": ask}
    if request.method == "POST" and request.POST.get("verb") == FRESH:
        if not ratelimit.consume(request, app="cases", action="reply_link", config=OFTEN):
            return ratelimit.respond_429(request)
        context["written"] = "yes" if actions.send_fresh_link(link) else "no"
    elif request.method == "POST":
        filled = _filled(request, ask)
        context["typed"] = filled.typed() if filled else []
    status = WRONG if context.get("typed") else 200
    return render(request, "cases/reply/run_out.html", context, status=status)


def _filled(request: HttpRequest, ask: AskRow) -> AnswerForm | None:
    form = BY_VERB.get(request.POST.get("verb", ""))
    return form(request.POST, names=ask.names) if form else None


def _answered(
    request: HttpRequest, referral: Referral, ask: AskRow, by: actions.Answerer
) -> HttpResponse:
    """Do what a form says; or show the ask as it stands, with what was written."""
    link = by if isinstance(by, ReplyLink) else None
    form = _filled(request, ask)
    if form is None:
        return _page(request, referral, ask, link, status=WRONG)
    if form.is_valid():
        try:
            if form.offered(referral) and _is_open(form, ask):
                form.act(referral, by)
                return redirect(f"{request.path}?said={form.verb}")
        except ValidationError as problem:
            form.refuse(problem)
        except Refused:
            if link is None:
                raise
            return _run_out(request, link, ask)  # in this very moment
    # Somebody else may have answered, or taken it back, since the page was read.
    referral = Referral.objects.select_related("organisation", "service").get(pk=referral.pk)
    if not form.offered(referral):
        last = referral.events.in_order().last()
        if last is not None and form.said_before(last):
            return redirect(f"{request.path}?said={form.verb}")
    return _page(request, referral, AskRow.of(referral, shown(referral)), link, form, status=WRONG)


def _page(
    request: HttpRequest,
    referral: Referral,
    ask: AskRow,
    link: ReplyLink | None = None,
    form: AnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The ask with its answers; `form` is the one that somebody filled in."""
    too_late = form is not None and not (form.offered(referral) and _is_open(form, ask))
    open_doors = [] if ask.closed else doors(referral, ask.names, form)
    refused = ""
    if form is not None and form not in [door.form for door in open_doors] and not too_late:
        refused = " ".join(form.non_field_errors())
    context = {
        "ask": ask,
        "link": link,
        "form": form,
        "steps": [] if ask.closed else step_rows(asks.so_far(referral)),
        "doors": open_doors,
        "room": None if link and link.ends_at <= timezone.now() else room(ask.names, form),
        "said": request.GET.get("said") if request.GET.get("said") in BY_VERB else "",
        "too_late": too_late,
        "typed": form.typed() if form is not None and (too_late or refused) else [],
        "refused": refused,
        **_both(request, referral, ask, link),
    }
    template = "cases/reply/page.html" if link else "cases/reply/asked.html"
    return render(request, template, context, status=status)


def _both(
    request: HttpRequest, referral: Referral, ask: AskRow, link: ReplyLink | None
) -> dict[str, Any]:
    """What a hand-over that somebody said yes to waits for, and whether the reader takes over."""
    if ask.closed or not ask.takes_over or referral.state == State.SENT:
        return {}
    mine = link is None and asks.takes_over(request.user, referral)
    return {"waits_for_both": actions.what_is_missing(referral), "takes_over": mine}


def _is_open(form: AnswerForm, ask: AskRow) -> bool:
    return not ask.closed or isinstance(form, RoomForm)

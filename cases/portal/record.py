"""A resident's page: their words first, then what was promised to them; on paper; and leaving it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from cases import access, life, looks, timeline
from cases.models import Referral
from cases.rows.circle import my_circle
from cases.rows.door import Door
from cases.rows.goodbye import goodbye_row
from cases.rows.hope import hoped
from cases.rows.life import life_rows
from cases.rows.look import look_rows
from cases.rows.message import letterbox
from cases.rows.need import needs_of
from cases.rows.person import born_in_words, words_in
from cases.rows.promise import my_promise_rows
from cases.rows.sheet import Layout, sheet_of
from cases.rows.words import words_rows
from relational.kernel.errors import signed_in
from relational.kernel.languages import language_name

LAST_LOOKS = 5


@signed_in
def me(request: HttpRequest) -> HttpResponse:
    """A resident's page: their words first, then what was promised to them, then what we wrote."""
    try:
        resident = access.own_record(request.user)
    except Http404:
        if access.reads_for():
            return redirect("cases:reading")
        raise
    found = life.stretch(resident, size=10, before=request.GET.get("before", ""))
    unsafe, ways = timeline.ways_to_reach(resident)
    rows = words_rows(resident, own=True)
    return render(
        request,
        "cases/portal/me.html",
        {
            "resident": resident,
            "born": born_in_words(resident),
            "life": life_rows(found.events, resident, request.user, own=True),
            "earlier": found.earlier,
            "begun": "before" in request.GET,
            "promises": my_promise_rows(timeline.promises(resident)),
            "circle": my_circle(resident.connections.open().around()),
            "speaks": language_name(resident.language),
            "unsafe": unsafe,
            "ways": ways,
            "looks": look_rows(looks.latest(resident, LAST_LOOKS)),
            "words_in": words_in(resident),
            "rows": rows,
            "goodbye": goodbye_row(resident),
            "letterbox": letterbox(resident),
            "asks": Referral.objects.asked_for(resident).to_be_heard_of(request.user).with_all(),
            "to_agree": Referral.objects.asked_for(resident).waiting_for_agreement().with_all(),
            "hand_overs": Referral.objects.asked_for(resident).handing_over().with_all(),
            "top": rows[0],
            "more": rows[1:],
            "hoped": hoped(Door(resident, own=True, may_write=True)),
            "needs": needs_of(resident, request.user),
        },
    )


@signed_in
def my_print(request: HttpRequest) -> HttpResponse:
    """One's own words in one of three layouts, as they will be printed."""
    resident = access.own_record(request.user, section=access.PRINT)
    layout = Layout.called(request.GET.get("as", ""), resident)
    context = {"sheet": sheet_of(resident, layout), "layouts": Layout.choices}
    return render(request, "cases/sheet/mine.html", context)


@csrf_exempt  # leaving must never fail, also from a page that was open for hours
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """The quick exit: sign out, and show the weather."""
    logout(request)
    response = HttpResponseRedirect(settings.QUICK_EXIT_URL, status=303)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response

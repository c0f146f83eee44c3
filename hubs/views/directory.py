"""The directory: finding what is nearby, a page of one thing, and what people say is not right."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hubs import finding
from hubs.access import Right, may, memberships, require
from hubs.actions import correction as corrections
from hubs.actions import directory as actions
from hubs.forms.directory import CorrectionForm, DecideForm, FindForm
from hubs.forms.entry import OrganisationForm, ServiceForm
from hubs.models import Correction, Service
from hubs.rows.directory import cards, entry_row
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, page_of, posted

LAST_PAGE = 50  # who looks farther than this asks for less
OFTEN = {"directory_correction": "10/h/ip"}


def find(request: HttpRequest) -> HttpResponse:
    """Services and groups nearby, for everybody."""
    form = FindForm(request.GET)
    wish = form.wish
    page = _page(request.GET.get("page", ""))
    context = {"form": form, "page": page}
    if wish is not None:
        found = finding.find(wish, page)
        context |= {
            "cards": cards(found),
            "found": found,
            "count": found.count,
            "postcode": wish.postcode,
            "more": found.count > page * finding.A_PAGE and page < LAST_PAGE,
            "anything": wish == finding.Wish(),
        }
    status = WRONG if wish is None else 200
    return render(request, "hubs/directory/list.html", context, status=status)


def entry(request: HttpRequest, entry_id) -> HttpResponse:
    """One service or group, as one would print it."""
    thing = _thing(request, entry_id)
    row = entry_row(thing, reader=request.user if _works_here(request) else None)
    context = {"entry": row, "keeps": _keeps(request)}
    return render(request, "hubs/directory/page.html", context)


def correct(request: HttpRequest, entry_id) -> HttpResponse:
    """Say what is not right; ten times an hour from one address."""
    thing = _thing(request, entry_id)
    form = CorrectionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, app="hubs", action="directory_correction", config=OFTEN):
            return ratelimit.respond_429(request)
        corrections.suggest(thing, **form.cleaned_data)
        messages.success(request, _("Thank you. Somebody here will look at it."))
        return redirect("hubs:directory-entry", thing.pk)
    status = WRONG if form.errors else 200
    return render(
        request, "hubs/directory/correct.html", {"form": form, "thing": thing}, status=status
    )


@signed_in
def keep(request: HttpRequest, entry_id) -> HttpResponse:
    """Put right what the directory says of a thing, and write down what is known of it."""
    require(request.user, Right.KEEP_DIRECTORY)
    thing = _thing(request, entry_id)
    form_of = ServiceForm if isinstance(thing, Service) else OrganisationForm
    form = form_of(posted(request), thing=thing)
    if request.method == "POST" and form.is_valid():
        try:
            actions.put_right(form.changes, by=request.user)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Saved."))
            return redirect("hubs:directory-entry", thing.pk)
    status = WRONG if form.errors else 200
    context = {"form": form, "thing": thing}
    return render(request, "hubs/directory/keep.html", context, status=status)


@require_POST
@signed_in
def know(request: HttpRequest, entry_id) -> HttpResponse:
    """Say that one knows a thing from one's own experience, or no longer does."""
    require(request.user, Right.KEEP_DIRECTORY)
    thing = _thing(request, entry_id)
    actions.know(thing, by=request.user, still=request.POST.get("still") == "yes")
    return redirect("hubs:directory-entry", thing.pk)


@signed_in
def waiting(request: HttpRequest) -> HttpResponse:
    """What people said is not right: what waits, and what came of the rest."""
    require(request.user, Right.KEEP_DIRECTORY)
    context = {
        "waiting": Correction.objects.waiting(),
        "page": page_of(request, Correction.objects.decided()),
    }
    return render(request, "hubs/correction/list.html", context)


@signed_in
def decide(request: HttpRequest, correction_id) -> HttpResponse:
    """Decide what comes of one."""
    require(request.user, Right.KEEP_DIRECTORY)
    correction = get_object_or_404(Correction.objects.with_thing(), pk=correction_id)
    form = DecideForm(posted(request), initial={"local_note": correction.thing.local_note})
    if request.method == "POST" and form.is_valid():
        try:
            corrections.decide(correction, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Decided."))
            return redirect("hubs:corrections")
    status = WRONG if form.errors else 200
    context = {"form": form, "correction": correction}
    return render(request, "hubs/correction/page.html", context, status=status)


def _works_here(request: HttpRequest) -> bool:
    return request.user.is_authenticated and bool(memberships(request.user))


def _keeps(request: HttpRequest) -> bool:
    return request.user.is_authenticated and may(request.user, Right.KEEP_DIRECTORY)


def _thing(request: HttpRequest, entry_id):
    thing = finding.entry(entry_id, works_here=_works_here(request))
    if thing is None:
        raise Http404
    return thing


def _page(number: str) -> int:
    """The page that the address asks for, from 1."""
    return min(max(int(number), 1), LAST_PAGE) if number.isdecimal() else 1

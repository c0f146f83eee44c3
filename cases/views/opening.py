"""The way into a record: signed in, visible, and with a reason where one is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cases import access
from cases.access import Purpose, PurposeNeeded
from cases.forms.person import PurposeForm
from cases.rows.door import Door
from hubs.access import Right, allows
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, posted


def opens(view: Callable | None = None, *, section: str = access.RECORD) -> Callable:
    """Give a view the resident, opened: 404 for a stranger, and the look is logged.

    A part that htmx fetches counts like its page: no header makes a look silent. A view whose look
    has a name of its own says so: `@opens(section=access.PRINT)`.
    """
    if view is None:
        return partial(opens, section=section)

    @signed_in
    @wraps(view)
    def opened(request: HttpRequest, resident_id, **ids) -> HttpResponse:
        try:
            resident = access.open_resident(request.user, resident_id, section=section)
        except PurposeNeeded:
            why = reverse("cases:why", args=[resident_id])
            next_page = request.get_full_path() if request.method == "GET" else ""
            return redirect(f"{why}?{urlencode({'next': next_page})}")
        return view(request, resident, **ids)

    return opened


def opens_either(view: Callable) -> Callable:
    """Give a view the door by which a record was opened: its own to the resident, or a worker's.

    One view stands behind two addresses: with the id of a resident it is a worker's.
    """

    @opens
    @wraps(view)
    def by_a_worker(request: HttpRequest, resident, **ids) -> HttpResponse:
        may_write = allows(request.user, Right.WRITE_RECORD, resident.written_from)
        return view(request, Door(resident, own=False, may_write=may_write), **ids)

    @signed_in
    @wraps(view)
    def by_the_resident(request: HttpRequest, **ids) -> HttpResponse:
        resident = access.own_record(request.user)
        return view(request, Door(resident, own=True, may_write=True), **ids)

    @wraps(view)
    def opened(request: HttpRequest, **ids) -> HttpResponse:
        return (by_a_worker if "resident_id" in ids else by_the_resident)(request, **ids)

    return opened


@signed_in
def why(request: HttpRequest, resident_id) -> HttpResponse:
    """Ask a lead why they open the record of somebody their people walk with."""
    access.may_open(request.user, resident_id)
    form = PurposeForm(posted(request))
    if request.method == "POST":
        if not form.is_valid():
            return render(request, "cases/person/why.html", {"form": form}, status=WRONG)
        access.open_with_purpose(
            request.user,
            resident_id,
            purpose=Purpose(form.cleaned_data["purpose"]),
            reason=form.cleaned_data["reason"],
            not_named=form.cleaned_data["not_named"],
        )
        return redirect(_next_page(request) or reverse("cases:record", args=[resident_id]))
    return render(request, "cases/person/why.html", {"form": form})


def _next_page(request: HttpRequest) -> str:
    address = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if safe else ""

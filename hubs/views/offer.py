"""What an organisation or a group gives: offering it, changing it, and taking it back."""

from __future__ import annotations

from dataclasses import fields

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hubs.access import Right, require
from hubs.actions import offer as offers
from hubs.forms.offer import OfferForm
from hubs.models import Offer, Organisation, public_organisations
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, posted


@signed_in
def new(request: HttpRequest, entry_id) -> HttpResponse:
    """Offer something for an organisation whose page everybody reads."""
    organisation = _theirs(request, entry_id)
    form = OfferForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            offers.offer(organisation, form.said, by=request.user, key=form.cleaned_data["key"])
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Offered. Everybody can find it now."))
            return redirect("hubs:directory-entry", organisation.pk)
    return _page(request, form, organisation)


@signed_in
def change(request: HttpRequest, entry_id, offer_id) -> HttpResponse:
    """Say it otherwise."""
    organisation = _theirs(request, entry_id)
    offer = get_object_or_404(Offer.objects.of(organisation).open(), pk=offer_id)
    before = {field.name: getattr(offer, field.name) for field in fields(offers.Said)}
    form = OfferForm(posted(request), initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            offers.change(offer, form.said, by=request.user)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Changed."))
            return redirect("hubs:directory-entry", organisation.pk)
    return _page(request, form, organisation, offer)


@signed_in
def withdraw(request: HttpRequest, entry_id, offer_id) -> HttpResponse:
    """Take it back."""
    organisation = _theirs(request, entry_id)
    offer = get_object_or_404(Offer.objects.of(organisation), pk=offer_id)
    if request.method == "POST":
        offers.withdraw(offer, by=request.user)
        messages.success(request, _("Taken back. Nobody finds it any more."))
        return redirect("hubs:directory-entry", organisation.pk)
    context = {"organisation": organisation, "offer": offer}
    return render(request, "hubs/offer/withdraw.html", context)


def _theirs(request: HttpRequest, entry_id) -> Organisation:
    """An organisation whose page everybody reads, and in whose name this reader may offer."""
    organisation = get_object_or_404(public_organisations(), pk=entry_id)
    require(request.user, Right.OFFER, organisation)
    return organisation


def _page(request: HttpRequest, form, organisation, offer=None) -> HttpResponse:
    status = WRONG if form.errors else 200
    context = {"form": form, "organisation": organisation, "offer": offer}
    return render(request, "hubs/offer/page.html", context, status=status)

"""What a resident can give: saying it, seeing how it is shown, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import access
from cases.actions import offer as offers
from cases.forms.offer import GiveForm
from cases.rows.offer import offer_rows
from cases.rows.person import words_in
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, page_of, posted


@signed_in
def my_offers(request: HttpRequest) -> HttpResponse:
    """Everything one gives, and giving something more."""
    resident = access.own_record(request.user)
    form = GiveForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            offers.offer(resident, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Thank you. Somebody of the hub reads it first."))
            return redirect("cases:my-offers")
    page = page_of(request, resident.offers.all().newest_first())
    context = {
        "form": form,
        "page": page,
        "given": offer_rows(page, own=True),
        "words_in": words_in(resident),
    }
    wrong = WRONG if form.errors else 200
    return render(request, "cases/portal/offers.html", context, status=wrong)


@require_POST
@signed_in
def my_offer_back(request: HttpRequest, offer_id) -> HttpResponse:
    """Take something back: one tap."""
    resident = access.own_record(request.user)
    link = get_object_or_404(resident.offers.all(), pk=offer_id)
    offers.take_back(link, by=request.user)
    messages.success(request, _("Taken back. Nobody finds it any more."))
    return redirect("cases:my-offers")

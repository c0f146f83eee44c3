"""Groups and services near a resident, found without their place in an address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases import access, bringing
from cases.forms.fields import FindNearForm
from hubs import finding
from hubs.rows.directory import cards
from relational.kernel.errors import signed_in
from relational.kernel.http import posted


@signed_in
def my_near(request: HttpRequest) -> HttpResponse:
    """What is near where one lives, and by a word what one looks for; each can be asked.

    Words and place are posted: an address stays in logs and on a phone.
    """
    resident = access.own_record(request.user)
    place = resident.place or resident.hub.place
    form = FindNearForm(posted(request), initial={"near": place.name})
    said = form.cleaned_data if form.is_valid() else {"q": "", "near": place.name}
    found = finding.find(finding.Wish(words=said["q"], near=said["near"]))
    shown = cards(found)
    asked = {
        each.thing.pk
        for each in bringing.who_may_be_asked(resident, found.ids)
        if each.can_be_written_to
    }
    context = {
        "form": form,
        "cards": [(card, card.pk in asked) for card in shown],
        "more": found.count > len(shown),
        "count": found.count,
    }
    return render(request, "cases/portal/near.html", context)

"""What was asked for a resident: did it help?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases import access, bringing
from cases.actions import referral as referrals
from cases.forms.heard import HeardForm
from cases.models import Referral
from cases.rows.not_so import Beside
from cases.rows.person import words_in
from cases.rows.three_way import my_three_way_row
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, posted


@signed_in
def my_ask(request: HttpRequest, referral_id) -> HttpResponse:
    """Somebody said yes and helped: did it?"""
    resident = access.own_record(request.user)
    asked = Referral.objects.asked_for(resident).said_yes_to().with_all()
    ask = get_object_or_404(asked, pk=referral_id)
    form = HeardForm(posted(request))
    if request.method == "POST" and ask.heard_at:
        return redirect("cases:my-ask", ask.pk)
    if request.method == "POST" and form.is_valid():
        referrals.hear(ask, by=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you. The people who help you read it now."))
        return redirect("cases:me")
    three = bringing.three_way_of(ask)
    hands_over = ask.kind == Referral.Kind.HAND_OVER
    wondered = Referral.objects.asked_for(resident).to_be_heard_of(request.user)
    context = {
        "ask": ask,
        "form": form,
        "words_in": words_in(resident),
        "hands_over": hands_over,
        "to_say": not hands_over or ask.is_final or wondered.contains(ask),
        "beside": Beside.of(resident, "ask", [ask.pk], own=True),
        "row": my_three_way_row(three) if three else None,
    }
    return render(request, "cases/portal/heard.html", context, status=WRONG if form.errors else 200)

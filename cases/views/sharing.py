"""Who can see what of somebody's page, and why; changing it; and what was told to keep them safe."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import bringing
from cases.actions import sharing as verbs
from cases.actions import withheld
from cases.ask_letters import would_show
from cases.forms.need import ReviewForm
from cases.forms.sharing import DisclosureForm, SharingForm
from cases.models import Disclosure, Referral, Resident, SharingDecision
from cases.models.sharing import Answer
from cases.rows.person import words_in
from cases.rows.referral import shown_rows
from cases.rows.sharing import (
    With,
    all_with,
    chosen,
    disclosure_rows,
    history_rows,
    readers_of,
    sharing_rows,
)
from cases.views.opening import opens
from hubs.access import Right, allows, require
from relational.kernel.http import WRONG, page_of, posted

Standing = dict[str, tuple[str, SharingDecision | None]]


@opens
def sharing(request: HttpRequest, resident: Resident) -> HttpResponse:
    """What may be seen, by whom and why; with one of those at a time."""
    everybody = all_with(resident, bringing.organisations_that_matter(resident))
    return _page(request, resident, everybody, _chosen(request.GET, everybody))


@require_POST
@opens
def decide(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Write down what somebody says of one section or several."""
    require(request.user, Right.WRITE_RECORD, resident)
    everybody = all_with(resident, bringing.organisations_that_matter(resident))
    whom = _chosen(request.POST, everybody)
    form = SharingForm(request.POST, answers=whom.answers)
    if form.is_valid():
        said, standing = form.cleaned_data, _standing(resident, whom)
        try:
            if not form.says_so_already(
                standing, organisation=whom.organisation, connection=whom.connection
            ):
                verbs.decide(
                    resident,
                    by=request.user,
                    organisation=whom.organisation,
                    connection=whom.connection,
                    **said,
                )
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Written down. It holds from now on."))
            place = reverse("cases:sharing", args=[resident.pk])
            return redirect(f"{place}?with={whom.id}" if whom.id else place)
    return _page(request, resident, everybody, whom, form)


@opens
def disclose(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Write down what was told to keep somebody safe."""
    require(request.user, Right.WRITE_RECORD, resident)
    form = DisclosureForm(posted(request), name=resident.known_as)
    if request.method == "POST" and form.is_valid():
        try:
            told = verbs.disclose(resident, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            kept = _("Kept from their own page. Somebody who leads your hub looks at it too.")
            messages.success(request, kept if told.withheld else _("Written down."))
            return redirect(_told_here(resident))
    context = {"resident": resident, "form": form}
    status = WRONG if form.errors else 200
    return render(request, "cases/sharing/disclose.html", context, status=status)


@opens
def review(request: HttpRequest, resident: Resident, disclosure_id) -> HttpResponse:
    """Look at what somebody else keeps from the resident's own page, and decide."""
    require(request.user, Right.REVIEW_WITHHOLDING, resident)
    told = get_object_or_404(
        Disclosure.objects.select_related("by"), pk=disclosure_id, resident=resident
    )
    form = ReviewForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            withheld.review(told, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            kept = _("It stays off %(name)s’s own page.")
            read = _("%(name)s can read it from now on.")
            said = kept if form.cleaned_data["withhold"] else read
            messages.success(request, said % {"name": resident.known_as})
            return redirect(_told_here(resident))
    context = {"resident": resident, "told": told, "form": form}
    status = WRONG if form.errors else 200
    return render(request, "cases/sharing/review.html", context, status=status)


# --- In the same way for all ----------------------------------------------------------------------
def _told_here(resident: Resident) -> str:
    return f"{reverse('cases:sharing', args=[resident.pk])}#told-to-keep-safe"


def _chosen(said: QueryDict, everybody: list[With]) -> With:
    whom = chosen(said.get("with", ""), everybody)
    if whom is None:
        raise Http404
    return whom


def _standing(resident: Resident, whom: With) -> Standing:
    return bringing.standing_with(
        resident, organisation=whom.organisation, connection=whom.connection
    )


def _page(
    request: HttpRequest,
    resident: Resident,
    everybody: list[With],
    whom: With,
    form: SharingForm | None = None,
) -> HttpResponse:
    standing = _standing(resident, whom)
    may_review = allows(request.user, Right.REVIEW_WITHHOLDING, resident.seen_from)
    history = page_of(request, bringing.every_decision(resident))
    context = {
        "resident": resident,
        "everybody": everybody,
        "whom": whom,
        "rows": sharing_rows(standing, whom, resident.kept),
        "readers": readers_of(resident),
        "shown": _shown(request, resident, whom, standing) if whom.organisation else None,
        "history": history,
        "said": history_rows(history.object_list),
        "disclosures": disclosure_rows(
            bringing.disclosures(resident), resident, request.user, may_review=may_review
        ),
        "may_write": allows(request.user, Right.WRITE_RECORD, resident.written_from),
        "may_ask": allows(request.user, Right.BRING_HELP_IN, resident.written_from),
        "form": form or SharingForm(answers=whom.answers),
        "words_in": words_in(resident),
    }
    status = WRONG if form is not None and form.errors else 200
    return render(request, "cases/sharing/page.html", context, status=status)


def _shown(request: HttpRequest, resident: Resident, whom: With, standing: Standing):
    """What an organisation would see if it were asked now."""
    yes = [section for section, (answer, _decision) in standing.items() if answer == Answer.YES]
    return shown_rows(
        would_show(
            Referral(
                resident=resident,
                asked_by=request.user,
                organisation=whom.organisation,
                sections=yes,
            )
        )
    )

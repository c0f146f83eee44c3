"""Who may read what of a resident's page: seeing it, saying it, and stopping it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import access, bringing
from cases.actions import sharing as verbs
from cases.ask_letters import would_show
from cases.forms.sharing import MySharingForm
from cases.models import Referral, Resident
from cases.models.sharing import Answer
from cases.rows.person import words_in
from cases.rows.referral import Shown, shown_rows
from cases.rows.sharing import With, all_with, chosen, history_rows, readers_of, sharing_rows
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, page_of


@signed_in
def my_sharing(request: HttpRequest) -> HttpResponse:
    """What may be read, with one at a time of those who help; and what they would see."""
    resident, everybody = _opened(request)
    whom = _chosen(request.GET, everybody)
    return _page(request, resident, everybody, whom)


@require_POST
@signed_in
def my_sharing_decide(request: HttpRequest) -> HttpResponse:
    """Say yes, no or ask me first of one part or several. It holds at once."""
    resident, everybody = _opened(request)
    whom = _chosen(request.POST, everybody)
    form = MySharingForm(request.POST, answers=whom.answers)
    if form.is_valid():
        standing = bringing.standing_with(
            resident, organisation=whom.organisation, connection=whom.connection
        )
        with_whom = {"organisation": whom.organisation, "connection": whom.connection}
        try:
            if not form.says_so_already(standing, **with_whom):
                verbs.decide(resident, by=request.user, **with_whom, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Saved. It holds from now on."))
            place = reverse("cases:my-sharing")
            return redirect(f"{place}?with={whom.id}" if whom.id else place)
    return _page(request, resident, everybody, whom, form)


def _opened(request: HttpRequest) -> tuple[Resident, list[With]]:
    """One's own record, and everybody something can be shared with."""
    resident = access.own_record(request.user)
    resident.around = list(resident.connections.open().around())
    return resident, all_with(resident, bringing.organisations_that_matter(resident))


def _chosen(said: QueryDict, everybody: list[With]) -> With:
    whom = chosen(said.get("with", ""), everybody)
    if whom is None:
        raise Http404
    return whom


def _page(
    request: HttpRequest,
    resident: Resident,
    everybody: list[With],
    whom: With,
    form: MySharingForm | None = None,
) -> HttpResponse:
    standing = bringing.standing_with(
        resident, organisation=whom.organisation, connection=whom.connection
    )
    open_now = [part for part, (answer, _by) in standing.items() if answer == Answer.YES]
    history = page_of(request, bringing.every_decision(resident))
    context = {
        "everybody": everybody,
        "whom": whom,
        "rows": sharing_rows(standing, whom, own=True),
        "open_now": open_now,
        "readers": readers_of(resident),
        "shown": _would_see(request, resident, whom, open_now) if whom.organisation else None,
        "history": history,
        "said": history_rows(history.object_list, own=True),
        "words_in": words_in(resident),
        "form": form or MySharingForm(answers=whom.answers),
    }
    wrong = WRONG if form and form.errors else 200
    return render(request, "cases/portal/sharing.html", context, status=wrong)


def _would_see(request: HttpRequest, resident: Resident, whom: With, sections: list[str]) -> Shown:
    """What an organisation would read of the page if it were asked today."""
    ask = Referral(
        resident=resident,
        kind=Referral.Kind.SELF,
        asked_by=request.user,
        organisation=whom.organisation,
        sections=sections,
    )
    return shown_rows(would_show(ask))

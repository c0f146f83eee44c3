"""Help that a resident asks for, or that is asked for with them: asking, agreeing, stopping, did it help."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import access, bringing, timeline
from cases.actions import asking, wish
from cases.actions import referral as referrals
from cases.ask_letters import shown, would_show
from cases.forms.heard import HeardForm
from cases.forms.my_ask import WHO_WALKS, AnswerForm, MyAskForm, StopForm
from cases.models import Referral, Resident
from cases.models.referral import OPEN_TO_THE_SERVICE, SAID_YES
from cases.rows.my_ask import my_ask_row, my_ask_rows
from cases.rows.not_so import Beside
from cases.rows.person import words_in
from cases.rows.promise import my_promise_rows
from cases.rows.referral import shown_rows
from cases.rows.three_way import my_three_way_row
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, page_of, posted


@signed_in
def my_asks(request: HttpRequest) -> HttpResponse:
    """Everything that was asked for a resident, by them and by others, and where it stands."""
    resident = access.own_record(request.user)
    rows = my_ask_rows(bringing.asks_of(resident), resident)
    context = {
        "waiting": [row for row in rows if row.waits_for_me],
        "open_asks": [row for row in rows if row.is_open and not row.waits_for_me],
        "over": page_of(request, [row for row in rows if not row.is_open]),
        "answers": my_promise_rows(timeline.answers_awaited(resident)),
    }
    return render(request, "cases/portal/asks.html", context)


@signed_in
def my_ask_new(request: HttpRequest) -> HttpResponse:
    """Ask for help in one's own words: who walks with one, or a service straight away."""
    resident = access.own_record(request.user)
    data = posted(request)
    named = (data if data is not None else request.GET).get("to", "")
    candidates = bringing.who_may_be_asked(resident, _ids(named))
    form = MyAskForm(
        data,
        lead=timeline.lead(resident),
        candidates=[each for each in candidates if each.can_be_written_to],
        texts=timeline.all_words_shown(resident),
        initial={"to": named or WHO_WALKS},
    )
    looks = request.method == "POST" and "look" in request.POST
    if request.method == "POST" and form.is_valid() and not looks:
        try:
            _ask(resident, form, request)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            return redirect("cases:my-asks")
    context = {
        "form": form,
        "words_in": words_in(resident),
        "unreachable": [
            each
            for each in candidates
            if str(each.thing.pk) == named and not each.can_be_written_to
        ],
        "shown": _would_read(resident, form, request) if looks and form.is_valid() else None,
    }
    wrong = WRONG if form.errors else 200
    return render(request, "cases/portal/ask_new.html", context, status=wrong)


def _ask(resident: Resident, form: MyAskForm, request: HttpRequest) -> None:
    said = form.cleaned_data
    if form.to_who_walks:
        asked = wish.ask_for_help(resident, by=request.user, what=said["what"], key=said["key"])
        messages.success(
            request,
            _("Asked. %(who)s answers you. The day stands below.") % {"who": asked.by.called},
        )
        return
    organisation, service = form.whom
    asking.ask_for_oneself(
        resident,
        organisation,
        service,
        by=request.user,
        what_for=said["what"],
        sections=said.get("sections", []),
        key=said["key"],
    )
    messages.success(request, _("Asked. Their answer comes here, and we write to you."))


@signed_in
def my_ask(request: HttpRequest, referral_id) -> HttpResponse:
    """One ask: where it stands, what they read, and, when somebody helped, whether it did."""
    resident = access.own_record(request.user)
    ask = _told(resident, referral_id).ask
    form = HeardForm(posted(request))
    if request.method == "POST" and (ask.heard_at or ask.state not in SAID_YES):
        return redirect("cases:my-ask", ask.pk)
    if request.method == "POST" and form.is_valid():
        referrals.hear(ask, by=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you. The people who help you read it now."))
        return redirect("cases:me")
    return _page(request, resident, ask.pk, heard=form)


@require_POST
@signed_in
def my_ask_agree(request: HttpRequest, referral_id) -> HttpResponse:
    """Say yes to what somebody wants to ask, as it was read."""
    resident = access.own_record(request.user)
    ask = _told(resident, referral_id).ask
    try:
        referrals.agree(ask, by=request.user, seen=request.POST.get("seen", ""))
    except ValidationError as problem:
        return _page(request, resident, ask.pk, problem=problem)
    messages.success(request, _("Thank you. They are asked now."))
    return redirect("cases:my-ask", ask.pk)


@require_POST
@signed_in
def my_ask_stop(request: HttpRequest, referral_id) -> HttpResponse:
    """Take an ask back, with a word or without."""
    resident = access.own_record(request.user)
    ask = _told(resident, referral_id).ask
    form = StopForm(request.POST)
    if not form.is_valid():
        return _page(request, resident, ask.pk, stop=form)
    try:
        referrals.stop(ask, by=request.user, **form.cleaned_data)
    except ValidationError as problem:
        return _page(request, resident, ask.pk, problem=problem)
    messages.success(request, _("It is stopped. They read nothing of it any more."))
    return redirect("cases:my-ask", ask.pk)


@require_POST
@signed_in
def my_ask_say(request: HttpRequest, referral_id) -> HttpResponse:
    """Write to whom one asked, or answer them."""
    resident = access.own_record(request.user)
    told = _told(resident, referral_id)
    if told.ask.kind != Referral.Kind.SELF:
        raise Http404
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            referrals.say(told.ask, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("They are written to."))
            return redirect("cases:my-ask", told.ask.pk)
    return _page(request, resident, told.ask.pk, answer=form)


# --- In the same way for all ----------------------------------------------------------------------
def _told(resident: Resident, referral_id: UUID) -> bringing.Told:
    told = bringing.ask_of(resident, referral_id)
    if told is None:
        raise Http404
    return told


def _page(
    request: HttpRequest,
    resident: Resident,
    referral_id: UUID,
    *,
    heard: HeardForm | None = None,
    stop: StopForm | None = None,
    answer: AnswerForm | None = None,
    problem: ValidationError | None = None,
) -> HttpResponse:
    told = _told(resident, referral_id)
    ask = told.ask
    three = bringing.three_way_of(ask)
    hands_over = ask.kind == Referral.Kind.HAND_OVER and ask.state in SAID_YES
    wondered = Referral.objects.asked_for(resident).to_be_heard_of(request.user)
    helped = ask.state in SAID_YES
    wrong: Form | None = next(
        (each for each in (heard, stop, answer) if each and each.errors), None
    )
    context = {
        "ask": ask,
        "way": my_ask_row(told, resident),
        "form": wrong or heard or HeardForm(),
        "heard": heard or HeardForm(),
        "stop": stop or StopForm(),
        "answer": answer or AnswerForm(),
        "problem": problem.messages[0] if problem else "",
        "seen": referrals.fingerprint(ask),
        "shown": shown_rows(_as_read(ask)),
        "words_in": words_in(resident),
        "hands_over": hands_over,
        "to_say": helped and (not hands_over or ask.is_final or wondered.contains(ask)),
        "beside": Beside.of(resident, "ask", [ask.pk], own=True),
        "row": my_three_way_row(three) if three else None,
    }
    status = WRONG if wrong or problem else 200
    return render(request, "cases/portal/ask.html", context, status=status)


def _as_read(ask: Referral) -> dict:
    """What they read now; or would read, or have read, where they read nothing now."""
    return (shown(ask) if ask.state in OPEN_TO_THE_SERVICE else None) or would_show(ask)


def _would_read(resident: Resident, form: MyAskForm, request: HttpRequest):
    """What a service would read of what is typed; nothing where no service is asked."""
    if form.to_who_walks:
        return None
    organisation, service = form.whom
    return shown_rows(
        would_show(
            Referral(
                resident=resident,
                kind=Referral.Kind.SELF,
                asked_by=request.user,
                organisation=organisation,
                service=service,
                what_for=form.cleaned_data["what"],
                sections=form.cleaned_data.get("sections", []),
            )
        )
    )


def _ids(named: str) -> list[UUID]:
    try:
        return [UUID(named)]
    except ValueError:
        return []

"""Bringing help in for somebody: asking, how each ask goes, and hearing what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import bringing, timeline
from cases.actions import asking
from cases.actions import referral as verbs
from cases.actions.asking import Then
from cases.ask_letters import shown, would_show
from cases.forms.fields import tidy
from cases.forms.referral import AskForm, HearForm, MessageForm, WithdrawForm
from cases.models import Referral, Resident, Section
from cases.models.referral import OPEN_TO_THE_SERVICE, State
from cases.models.sharing import Answer
from cases.rows.not_so import Beside
from cases.rows.person import words_in
from cases.rows.referral import ask_row, ask_rows, may_hear, section_tiles, shown_rows, tiles
from cases.views.opening import opens
from hubs.access import Right, allows, require
from relational.kernel.http import WRONG, posted

NOT_SENT = (State.DRAFT, State.AWAITING_AGREEMENT)


@opens
def asks_for(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Every ask for somebody: those under way by what they wait for, and those that are over."""
    rows = ask_rows(bringing.asks_of(resident), resident, request.user)
    context = {
        "resident": resident,
        "open_asks": [row for row in rows if row.is_open],
        "over": [row for row in rows if not row.is_open],
        "may_ask": allows(request.user, Right.BRING_HELP_IN, resident.written_from),
    }
    return render(request, "cases/referral/list.html", context)


@opens
def new(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Ask one service or group, or several at once, for help with somebody."""
    require(request.user, Right.BRING_HELP_IN, resident)
    before = _tried_before(request, resident)
    writing = _Writing(request, resident, before=before)
    form = writing.form
    if writing.acts and form.is_valid():
        try:
            asked = asking.ask(
                resident,
                form.whom,
                by=request.user,
                then=writing.then,
                key=form.cleaned_data["key"],
                tried_before=before,
                **form.about(),
            )
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _done(writing.then, resident, len(asked)))
            if len(asked) == 1:
                return redirect("cases:referral", resident.pk, asked[0].pk)
            return redirect("cases:asks", resident.pk)
    return writing.page(request, before=before)


@opens
def change(request: HttpRequest, resident: Resident, referral_id: UUID) -> HttpResponse:
    """Say something else in an ask that was not sent yet, and go on with it."""
    require(request.user, Right.BRING_HELP_IN, resident)
    ask = _told(resident, referral_id).ask
    if ask.state not in NOT_SENT:
        messages.warning(request, _("This was sent meanwhile, so nothing was changed."))
        return redirect("cases:referral", resident.pk, ask.pk)
    writing = _Writing(request, resident, ask=ask)
    form = writing.form
    if writing.acts and form.is_valid():
        try:
            asking.change(ask, by=request.user, then=writing.then, **form.about())
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _done(writing.then, resident, 1))
            return redirect("cases:referral", resident.pk, ask.pk)
    return writing.page(request, ask=ask)


@opens
def referral(request: HttpRequest, resident: Resident, referral_id: UUID) -> HttpResponse:
    """One ask: what happened, what it waits for, and what can be done."""
    return _page(request, resident, referral_id, MessageForm())


@require_POST
@opens
def say(request: HttpRequest, resident: Resident, referral_id: UUID) -> HttpResponse:
    """Answer what a service asked, or write to it."""
    ask = _told(resident, referral_id).ask
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            verbs.say(ask, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("They are written to."))
            return redirect("cases:referral", resident.pk, ask.pk)
    return _page(request, resident, referral_id, form)


@require_POST
@opens
def send(request: HttpRequest, resident: Resident, referral_id: UUID) -> HttpResponse:
    """Send an ask that was kept, or send it again."""
    ask = _told(resident, referral_id).ask
    try:
        verbs.send(ask, by=request.user)
    except ValidationError as problem:
        return _page(request, resident, referral_id, _refused(problem))
    messages.success(request, _done(Then.SEND, resident, 1))
    return redirect("cases:referral", resident.pk, ask.pk)


@require_POST
@opens
def ask_them(request: HttpRequest, resident: Resident, referral_id: UUID) -> HttpResponse:
    """Put an ask to the resident first."""
    ask = _told(resident, referral_id).ask
    try:
        verbs.wait_for_agreement(ask, by=request.user)
    except ValidationError as problem:
        return _page(request, resident, referral_id, _refused(problem))
    messages.success(request, _done(Then.ASK_THEM, resident, 1))
    return redirect("cases:referral", resident.pk, ask.pk)


@opens
def withdraw(request: HttpRequest, resident: Resident, referral_id: UUID) -> HttpResponse:
    """Take an ask back, and say why."""
    require(request.user, Right.BRING_HELP_IN, resident)
    ask = _told(resident, referral_id).ask
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            verbs.withdraw(ask, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("It is taken back."))
            return redirect("cases:referral", resident.pk, ask.pk)
    return _ask(request, "withdraw", resident, ask, form)


@opens
def hear(request: HttpRequest, resident: Resident, referral_id: UUID) -> HttpResponse:
    """Write down what somebody says came of an ask, or why they could not be asked."""
    require(request.user, Right.BRING_HELP_IN, resident)
    ask = _told(resident, referral_id).ask
    if not may_hear(ask):
        messages.warning(request, _("There is nothing to ask about yet."))
        return redirect("cases:referral", resident.pk, ask.pk)
    before = {"outcome": ask.outcome, "heard": ask.heard}
    form = HearForm(posted(request), ask=ask, name=resident.known_as, initial=before)
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "key"}
        try:
            heard = verbs.hear(ask, by=request.user, **said)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            closed = _("Written down. The loop is closed.")
            messages.success(request, closed if heard.loop_closed else _("Written down."))
            return redirect("cases:referral", resident.pk, ask.pk)
    return _ask(request, "hear", resident, ask, form)


# --- Writing an ask -------------------------------------------------------------------------------
@dataclass
class _Start:
    """What stands in an ask before anybody types."""

    who: list[str]
    about: dict[str, Any]


class _Writing:
    """The form of an ask with all that stands around it; a POST with “look” only looks again."""

    def __init__(
        self,
        request: HttpRequest,
        resident: Resident,
        *,
        ask: Referral | None = None,
        before: Referral | None = None,
    ) -> None:
        data = posted(request)
        self.resident, self.reader, self.fixed = resident, request.user, ask
        self.then = data.get("then", "") if data else ""
        self.acts = self.then in Then.values
        hopes = bringing.hopes_to_serve(resident)
        if ask is not None:
            self.candidates = None
            with_whom: list[UUID | None] = [ask.organisation_id]
            self.who: list[str] = []
        else:
            named = data.getlist("who") if data else request.GET.getlist("with")
            ids = [pk for pk in map(_uuid, named) if pk]
            self.candidates = bringing.who_could_help(resident, request.user, ids)
            there = {str(each.thing.pk): each for each in self.candidates}
            self.who = [pk for pk in map(str, ids) if pk in there]
            with_whom = [there[pk].organisation.pk for pk in self.who] or [None]
        self.answers = bringing.with_all_of_them(bringing.answers_for(resident, with_whom))
        self.answers |= dict.fromkeys(resident.kept, str(Answer.NO))
        self.agreed = [part for part, said in self.answers.items() if said == Answer.YES]
        talk = tidy(timeline.words_shown(resident, Section.HOW_TO_COMMUNICATE))
        self.whom_now = ",".join(sorted(map(str, filter(None, with_whom))))
        if data is not None:
            data = self._looked_at_again(data, hopes, talk)
        self.form = AskForm(
            data,
            resident=resident,
            candidates=self.candidates,
            hopes=hopes,
            answers=self.answers,
            talk=talk,
            initial=self._initial(request, hopes, ask or before, talk, fixed=ask is not None),
        )

    def _initial(self, request, hopes, like: Referral | None, talk: str, *, fixed: bool) -> dict:
        said: dict[str, Any] = {"urgency": Referral.Urgency.ROUTINE, "sections": self.agreed}
        said["who"] = self.who
        if like is not None:
            for name in ("what_for", "how_best", "urgency", "kind"):
                said[name] = getattr(like, name)
            said["hope"] = str(like.hope_id or "")
            if fixed:
                said |= {name: getattr(like, name) for name in ("override", "override_why")}
                said["sections"] = like.sections
            return said
        wanted = _uuid(request.GET.get("hope", ""))
        hope = next((each for each in hopes if each.pk == wanted), hopes[0] if hopes else None)
        if hope is not None:
            said |= {"hope": str(hope.pk), "what_for": hope.text}
        if Section.HOW_TO_COMMUNICATE in self.agreed:
            said["how_best"] = talk
        return said

    def _looked_at_again(self, data, hopes, talk: str):
        """What was sent; where others are asked than the parts were shown for, the parts anew."""
        data = data.copy()
        if not self.acts:
            if data.get("seen_for", "") != self.whom_now:
                data.setlist("sections", self.agreed)
                if tidy(data.get("how_best", "")) in ("", talk):
                    may_see = Section.HOW_TO_COMMUNICATE in self.agreed
                    data["how_best"] = talk if may_see else ""
            texts = {hope.text for hope in hopes}
            chosen = next((h for h in hopes if str(h.pk) == data.get("hope")), None)
            typed = tidy(data.get("what_for", ""))
            if chosen is not None and (not typed or typed in texts):
                data["what_for"] = chosen.text
        data["seen_for"] = self.whom_now
        return data

    def page(self, request: HttpRequest, **more: Any) -> HttpResponse:
        form, resident = self.form, self.resident
        wrong = self.acts and form.errors
        if form.is_bound and not self.acts:
            form.errors.clear()
        sections = form["sections"].value() or []
        context = {
            "resident": resident,
            "form": form,
            "tiles": tiles(self.candidates, resident, self.reader, self.who)
            if self.candidates is not None
            else None,
            "sections": section_tiles(self.answers, sections, resident.kept),
            "seen_for": self.whom_now,
            "shown": self._shown(sections),
            "to": self._called(),
            "words_in": words_in(resident),
            "then": Then,
            **more,
        }
        return render(request, "cases/referral/write.html", context, status=WRONG if wrong else 200)

    def _called(self) -> str:
        if self.fixed is not None:
            return self.fixed.to
        names = [
            each.thing.name for each in self.candidates or [] if str(each.thing.pk) in self.who
        ]
        return ", ".join(names)

    def _shown(self, sections):
        form = self.form
        override = form["override"].value()
        may = [s for s in sections if s in self.answers]
        ask = Referral(
            resident=self.resident,
            asked_by=self.reader,
            organisation_id=self._organisation_id(),
            what_for=self._typed("what_for"),
            how_best=self._typed("how_best"),
            sections=[
                s
                for s in may
                if self.answers[s] == Answer.YES or (override and self.answers[s] != Answer.NO)
            ],
        )
        return shown_rows(would_show(ask))

    def _typed(self, name: str) -> str:
        """What stands in a field now, as far as an ask has room for it."""
        longest = self.form.fields[name].max_length
        return tidy(self.form[name].value() or "")[:longest]

    def _organisation_id(self) -> UUID | None:
        if self.fixed is not None:
            return self.fixed.organisation_id
        chosen = [e for e in self.candidates or [] if str(e.thing.pk) in self.who]
        return chosen[0].organisation.pk if chosen else None


# --- In the same way for all ----------------------------------------------------------------------
def _told(resident: Resident, referral_id: UUID) -> bringing.Told:
    told = bringing.ask_of(resident, referral_id)
    if told is None:
        raise Http404
    return told


def _tried_before(request: HttpRequest, resident: Resident) -> Referral | None:
    pk = _uuid(request.GET.get("again", ""))
    told = bringing.ask_of(resident, pk) if pk else None
    return told.ask if told else None


def _uuid(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def _as_seen(ask: Referral) -> dict[str, Any]:
    """What the service reads now; or would read, or has read, where it reads nothing now."""
    return (shown(ask) if ask.state in OPEN_TO_THE_SERVICE else None) or would_show(ask)


def _refused(problem: ValidationError) -> MessageForm:
    form = MessageForm({})
    form.errors.clear()
    form.refuse(problem)
    return form


def _done(then: str, resident: Resident, many: int) -> str:
    said = {
        Then.SEND: _("Sent. The answer comes to you.")
        if many == 1
        else _("Sent to all of them. The first yes takes the others back."),
        Then.ASK_THEM: _("Kept until %(name)s agrees."),
        Then.KEEP: _("Kept. Nobody was written to."),
    }[Then(then)]
    return said % {"name": resident.known_as}


def _page(
    request: HttpRequest, resident: Resident, referral_id: UUID, form: MessageForm
) -> HttpResponse:
    told = _told(resident, referral_id)
    may_ask = allows(request.user, Right.BRING_HELP_IN, resident.written_from)
    row = ask_row(told, resident, request.user)
    context = {
        "resident": resident,
        "ask": told.ask,
        "row": row,
        "verbs": row.verbs if may_ask else [],
        "shown": shown_rows(_as_seen(told.ask)),
        "form": form,
        "words_in": words_in(resident),
        "beside": Beside.of(resident, "ask", [told.ask.pk], own=False),
    }
    status = WRONG if form.errors else 200
    return render(request, "cases/referral/page.html", context, status=status)


def _ask(request: HttpRequest, page: str, resident: Resident, ask: Referral, form) -> HttpResponse:
    context = {"resident": resident, "ask": ask, "form": form}
    status = WRONG if form.errors else 200
    return render(request, f"cases/referral/{page}.html", context, status=status)

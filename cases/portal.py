"""The resident's own door: their record, and the promises made to them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from cases import access, life, timeline
from cases.actions import need as needs
from cases.actions import referral as referrals
from cases.actions import resident as residents
from cases.actions import safety
from cases.actions import what_matters as words
from cases.forms.heard import HeardForm
from cases.forms.need import MyAdjustmentForm, MyNeedForm, NotForThemForm
from cases.forms.person import MyWayForm
from cases.forms.what_matters import MyWordsForm, WordsForm, showing
from cases.models import AccessNeed, Adjustment, NotThisPerson, Referral, Resident, Section
from cases.rows.circle import my_circle, was_rows
from cases.rows.door import Door
from cases.rows.hope import hoped
from cases.rows.life import life_rows
from cases.rows.look import look_rows
from cases.rows.need import needs_of
from cases.rows.person import born_in_words, words_in
from cases.rows.promise import promise_rows
from cases.rows.sheet import Layout, sheet_of
from cases.rows.words import A_FEW_VERSIONS, compared, versions_of, words_rows
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, page_of, posted
from relational.kernel.languages import language_name
from relational.kernel.models import User

LAST_LOOKS = 5
MY_NOUNS = {
    "access": (AccessNeed, MyNeedForm),
    "adjustment": (Adjustment, MyAdjustmentForm),
    "not-this-person": (NotThisPerson, NotForThemForm),
}


@signed_in
def me(request: HttpRequest) -> HttpResponse:
    """A resident's page: their words first, then what was promised to them, then what we wrote."""
    resident = access.own_record(request.user)
    found = life.stretch(resident, size=10, before=request.GET.get("before", ""))
    unsafe, ways = timeline.ways_to_reach(resident)
    rows = words_rows(resident)
    return render(
        request,
        "cases/portal/me.html",
        {
            "resident": resident,
            "born": born_in_words(resident),
            "life": life_rows(found.events, resident, request.user, own=True),
            "earlier": found.earlier,
            "begun": "before" in request.GET,
            "promises": promise_rows(timeline.promises(resident), request.user, may_settle=False),
            "circle": my_circle(resident.connections.open().around()),
            "speaks": language_name(resident.language),
            "unsafe": unsafe,
            "ways": ways,
            "looks": look_rows(
                access.looks_at(resident)[:LAST_LOOKS],
                access.openings_by_link(resident)[:LAST_LOOKS],
            )[:LAST_LOOKS],
            "words_in": words_in(resident),
            "rows": rows,
            "asks": Referral.objects.asked_for(resident).to_be_heard_of(request.user).with_all(),
            "top": rows[0],
            "more": rows[1:],
            "hoped": hoped(Door(resident, own=True, may_write=True)),
            "needs": needs_of(resident, request.user),
        },
    )


@signed_in
def my_words(request: HttpRequest, section: Section) -> HttpResponse:
    """Change one's own words in a section. It needs nobody's approval."""
    resident = access.own_record(request.user)
    now = words.shown(resident, section)
    form = MyWordsForm(
        posted(request),
        section=section,
        initial=showing(now, speaks=words_in(resident)),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            saved = words.say(
                resident,
                section,
                form.words(),
                by=request.user,
                base=said["base"],
                supported_by=said["supported_by"],
            )
        except ValidationError as problem:
            form.refuse(problem)
        else:
            if saved.set_aside:
                messages.success(request, _("What you wrote is kept."))
                return redirect("cases:my-choice", saved.pk)
            messages.success(request, _("Saved. Everybody who helps you reads it now."))
            return _my_page(section)
    context = {"section": section, "form": form, "now": now}
    return render(request, "cases/portal/words.html", context, status=WRONG if form.errors else 200)


@signed_in
def my_choice(request: HttpRequest, statement_id) -> HttpResponse:
    """Two texts were saved at once: see both, and choose, or put them together."""
    resident = access.own_record(request.user)
    aside = get_object_or_404(
        resident.statements.all().waiting_for_a_choice().select_related("supersedes"),
        pk=statement_id,
    )
    section = Section(aside.section)
    form = WordsForm(
        posted(request), section=section, initial=showing(words.shown(resident, section), aside)
    )
    if request.method == "POST" and form.is_valid():
        words.choose(aside, form.words(), by=request.user)
        messages.success(request, _("Saved. Both texts stay in “How it was before”."))
        return _my_page(section)
    context = {
        "section": section,
        "form": form,
        "begun": aside,
        "now": words.shown(resident, section),
    }
    return render(
        request, "cases/portal/choice.html", context, status=WRONG if form.errors else 200
    )


@signed_in
def my_suggestion(request: HttpRequest, suggestion_id) -> HttpResponse:
    """Somebody suggests other words: take them, change them, or leave one's own."""
    resident = access.own_record(request.user)
    suggestion = get_object_or_404(
        resident.suggestions.all().waiting().select_related("author"), pk=suggestion_id
    )
    section = Section(suggestion.section)
    now = words.shown(resident, section)
    form = WordsForm(posted(request), section=section, initial=showing(now, suggestion))
    if request.method == "POST" and "leave" in request.POST:
        words.leave(suggestion, by=request.user)
        messages.success(request, _("Your words stay as they are."))
        return _my_page(section)
    if request.method == "POST" and form.is_valid():
        words.take(suggestion, by=request.user, words=form.words())
        messages.success(request, _("Saved. Everybody who helps you reads it now."))
        return _my_page(section)
    context = {
        "section": section,
        "form": form,
        "suggestion": suggestion,
        "changes": compared(now.text if now else "", suggestion.text),
        "dont_changes": compared(now.dont if now else "", suggestion.dont),
    }
    return render(
        request, "cases/portal/suggestion.html", context, status=WRONG if form.errors else 200
    )


@signed_in
def my_history(request: HttpRequest, section: Section) -> HttpResponse:
    """How one's words in a section were before."""
    resident = access.own_record(request.user)
    page = page_of(request, timeline.versions(resident, section), A_FEW_VERSIONS)
    context = {"section": section, **versions_of(page, resident, section)}
    return render(request, "cases/portal/history.html", context)


@signed_in
def my_print(request: HttpRequest) -> HttpResponse:
    """One's own words in one of three layouts, as they will be printed."""
    resident = access.own_record(request.user, section=access.PRINT)
    layout = Layout.called(request.GET.get("as", ""), resident)
    context = {"sheet": sheet_of(resident, layout), "layouts": Layout.choices}
    return render(request, "cases/sheet/mine.html", context)


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
    context = {"ask": ask, "form": form, "words_in": words_in(resident)}
    return render(request, "cases/portal/heard.html", context, status=WRONG if form.errors else 200)


@signed_in
def my_people(request: HttpRequest) -> HttpResponse:
    """Everybody and everything around oneself: drawn, in words, and how it was."""
    resident = access.own_record(request.user)
    context = {
        "circle": my_circle(resident.connections.open().around(), everybody=True),
        "was": was_rows(timeline.ended_connections(resident)),
    }
    return render(request, "cases/portal/people.html", context)


@signed_in
def my_needs(request: HttpRequest, noun: str = "") -> HttpResponse:
    """What one needs, what people do differently, who must not see one's page; and saying more."""
    resident = access.own_record(request.user)
    forms = {
        name: form(posted(request) if name == noun else None, auto_id=f"{name}-%s")
        for name, (_model, form) in MY_NOUNS.items()
    }
    form = forms.get(noun)
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            done = _say(resident, noun, form, request.user)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, done)
            return redirect(_my_needs(noun))
    context = {
        "needs": needs_of(resident, request.user),
        "forms": {name.replace("-", "_"): form for name, form in forms.items()},
        "form": form,
        "open": noun,
    }
    wrong = form is not None and form.errors
    return render(request, "cases/portal/needs.html", context, status=WRONG if wrong else 200)


def _say(resident: Resident, noun: str, form, by: User) -> str:
    if noun == "access":
        needs.need(resident, by=by, key=form.cleaned_data["key"], **form.need_said())
    elif noun == "adjustment":
        needs.adjust(resident, by=by, **form.cleaned_data)
    else:
        name = form.cleaned_data["who"]
        safety.keep_from(
            resident,
            _who_is_meant(resident, name),
            by=by,
            reason=form.cleaned_data["reason"],
        )
        return _("%(name)s cannot see your page from now on.") % {"name": name}
    return _("Saved. Everybody who helps you reads it now.")


def _who_is_meant(resident: Resident, name: str) -> uuid.UUID:
    """Who a resident means by a name: their full name, or the first name of somebody around them.

    Raises ValidationError where that is nobody, or more than one.
    """
    meant = set(safety.at_work_called(name)) or timeline.around_called(resident, name)
    if not meant:
        raise ValidationError(
            {
                "who": _(
                    "We know nobody of that name at work here. Write their first and last name, "
                    "or ask anybody here you trust."
                )
            }
        )
    if len(meant) > 1:
        raise ValidationError(
            {
                "who": _(
                    "More than one person has that name here. Ask anybody here you trust "
                    "to do it with you."
                )
            }
        )
    return meant.pop()


@signed_in
def my_need_end(request: HttpRequest, noun: str, row_id) -> HttpResponse:
    """Ask whether something holds no longer, and say so."""
    resident = access.own_record(request.user)
    model, _form = MY_NOUNS[noun]
    row = get_object_or_404(model.objects.all().of(resident), pk=row_id)
    if request.method == "POST":
        end = safety.let_back if noun == "not-this-person" else needs.no_longer
        end(row, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(_my_needs(noun))
    line = needs_of(resident, request.user).line(noun, row.pk)
    if line is None:
        return redirect(_my_needs(noun))
    return render(request, "cases/portal/need_end.html", {"line": line, "back": _my_needs(noun)})


def _my_needs(noun: str) -> str:
    return f"{reverse('cases:my-needs')}#{noun}"


@signed_in
def my_contact(request: HttpRequest, point_id) -> HttpResponse:
    """Say whether a way to reach one is safe."""
    resident = access.own_record(request.user)
    point = get_object_or_404(resident.contact_points, pk=point_id)
    form = MyWayForm(posted(request), instance=point)
    if request.method == "POST" and form.is_valid():
        residents.say_of_way(point, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. Everybody who helps you reads it now."))
        return redirect("cases:me")
    context = {
        "point": point,
        "form": form,
        "signs_in_with_it": point.value.lower() == (request.user.email or "").lower(),
    }
    return render(
        request, "cases/portal/contact.html", context, status=WRONG if form.errors else 200
    )


def _my_page(section: Section) -> HttpResponse:
    return redirect(f"{reverse('cases:me')}#{section}")


@csrf_exempt  # leaving must never fail, also from a page that was open for hours
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """The quick exit: sign out, and show the weather."""
    logout(request)
    response = HttpResponseRedirect(settings.QUICK_EXIT_URL, status=303)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response

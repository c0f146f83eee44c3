"""One person's record, what is known about them, and how they can be reached."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases import access, bringing, life, timeline
from cases.actions import resident as residents
from cases.forms.note import NoteForm
from cases.forms.person import AboutForm, ContactPointForm
from cases.models import ContactPoint, Resident
from cases.rows.circle import circle_rows, leads_of
from cases.rows.door import Door
from cases.rows.goodbye import goodbye_row
from cases.rows.hope import hoped
from cases.rows.life import life_rows
from cases.rows.message import Waiting
from cases.rows.need import needs_of
from cases.rows.person import born_in_words, can_read, words_in
from cases.rows.promise import promise_rows
from cases.rows.referral import under_way_rows
from cases.rows.words import words_rows
from cases.views.need import needs_on_record
from cases.views.opening import opens
from hubs.access import Right, allows, require
from relational.kernel.base import id_for
from relational.kernel.http import A_PAGE, WRONG, posted
from relational.kernel.languages import language_name

A_FEW = 8  # events on the record itself; the rest is a page away
LONGEST_SEARCH = 100


def first_of(resident: Resident) -> dict:
    """What the part with the first words shows: what matters most, else the first thing said."""
    top = words_rows(resident)[0]
    return {
        "matters": top if top.says_something else None,
        "first": None if top.says_something else timeline.first_words(resident),
        "words_in": words_in(resident),
    }


def life_of(request: HttpRequest, resident: Resident, *, size: int = A_FEW, kind: str = "") -> dict:
    """What the part with the life line shows: the latest, or those before a place."""
    asked = request.GET
    kind = kind or asked.get("kind", "")
    words = asked.get("words", "")[:LONGEST_SEARCH]
    found = life.stretch(
        resident, size=size, before=asked.get("before", ""), kind=kind, words=words
    )
    return {
        "life": life_rows(found.events, resident, request.user),
        "earlier": found.earlier,
        "begun": "before" in asked,
        "kind": kind,
        "words": words,
        "kinds": life.Kind.choices,
    }


def promises_to(request: HttpRequest, resident: Resident) -> dict:
    """What the part with the promises shows."""
    may_settle = allows(request.user, Right.WRITE_RECORD, resident.written_from)
    return {
        "promises": promise_rows(timeline.promises(resident), request.user, may_settle=may_settle),
        "back": "record",
    }


@opens
def record(request: HttpRequest, resident: Resident) -> HttpResponse:
    """The record: their words first, then what was promised, then everything else."""
    form = NoteForm(resident=resident)
    return render(request, "cases/person/record.html", whole(request, resident, form))


def whole(request: HttpRequest, resident: Resident, form: NoteForm) -> dict:
    """Everything the page of a record shows."""
    rows = words_rows(resident)
    unsafe, ways = timeline.ways_to_reach(resident)
    may_write = allows(request.user, Right.WRITE_RECORD, resident.written_from)
    return {
        "resident": resident,
        "connection": leads_of(resident),
        "circle": circle_rows(resident, request.user),
        "facts": _facts(resident),
        "unsafe": unsafe,
        "ways": ways,
        "may_write": may_write,
        "can_read": can_read(resident),
        "form": form,
        "rows": [
            row
            for row in rows
            if row.beside or row.suggested or ((row.by or row.says_something) and row != rows[0])
        ],
        "dont": [line for row in rows for line in row.dont],
        "dont_kept": any(row.kept and row.donts for row in rows),
        "matters": rows[0] if rows[0].says_something else None,
        "first": None if rows[0].says_something else timeline.first_words(resident),
        **life_of(request, resident),
        **promises_to(request, resident),
        "hoped": hoped(Door(resident, own=False, may_write=may_write)),
        **needs_on_record(request, resident),
        "asked": under_way_rows(bringing.under_way(resident), resident),
        "goodbye": goodbye_row(resident),
        "wrote": Waiting.of(timeline.waits_for_answer(resident), resident),
        "may_end": access.may_end(request.user, resident),
        "words_in": words_in(resident),
        "may_ask": allows(request.user, Right.BRING_HELP_IN, resident.written_from),
    }


def _facts(resident: Resident) -> list[str]:
    """What is known of somebody, as far as anything is: names, birth, language, place."""
    born_on = born_in_words(resident)
    speaks = _("speaks %(language)s") % {"language": language_name(resident.language)}
    facts = [
        fact
        for fact in [
            resident.full_name,
            _("also known as %(names)s") % {"names": resident.other_names}
            if resident.other_names
            else "",
            resident.pronouns,
            _("born %(day)s") % {"day": born_on} if born_on else "",
            speaks if resident.language else "",
            _("needs an interpreter") if resident.interpreter else "",
            _("lives in %(place)s") % {"place": resident.place} if resident.place else "",
        ]
        if fact
    ]
    return [capfirst(facts[0]), *facts[1:]] if facts else []


@opens
def life_line(request: HttpRequest, resident: Resident) -> HttpResponse:
    """The whole life line, stretch by stretch; by kind, and by words in it."""
    context = {
        "resident": resident,
        "may_write": allows(request.user, Right.WRITE_RECORD, resident.written_from),
        **life_of(request, resident, size=A_PAGE),
    }
    return render(request, "cases/life/line.html", context)


@opens
def about(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Write down names, languages and the like. All of it can stay empty."""
    require(request.user, Right.WRITE_RECORD, resident)
    form = AboutForm(posted(request), instance=resident)
    if request.method == "POST" and form.is_valid():
        described = residents.describe(resident, by=request.user, **form.about())
        messages.success(request, _("Written down."))
        if residents.may_be_known(described, by=request.user):
            messages.warning(
                request,
                _(
                    "Somebody with this name and date of birth may be known here already. "
                    "Ask in about them: Find, and then “Ask in about somebody”."
                ),
            )
        return redirect("cases:record", resident.pk)
    name = Resident.objects.values_list("known_as", flat=True).get(pk=resident.pk)
    return render(
        request,
        "cases/person/about.html",
        {"form": form, "resident": resident, "name": name},
        status=WRONG if form.errors else 200,
    )


@opens
def contact(request: HttpRequest, resident: Resident, point_id=None) -> HttpResponse:
    """Write down a way to reach them, and whether it is safe."""
    require(request.user, Right.WRITE_RECORD, resident)
    point = ContactPoint(resident=resident)
    if point_id is not None:
        point = get_object_or_404(ContactPoint, pk=point_id, resident=resident)
    form = ContactPointForm(posted(request), instance=point)
    if request.method == "POST" and form.is_valid():
        point = form.save(commit=False)
        if point_id is None:
            point.pk = id_for(request.user.pk, form.cleaned_data["key"])
        residents.reach_by(point, by=request.user)
        messages.success(request, _("Written down."))
        return redirect("cases:record", resident.pk)
    return render(
        request,
        "cases/person/contact.html",
        {
            "form": form,
            "resident": resident,
            "papers": needs_of(resident, request.user).papers,
        },
        status=WRONG if form.errors else 200,
    )

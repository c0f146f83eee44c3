"""What somebody needs, how to visit them, who belongs to them, and who must not see their record."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access, timeline
from cases.actions import kin as kinship
from cases.actions import need as needs
from cases.actions import safety, withheld
from cases.forms.need import (
    AccessNeedForm,
    AdjustmentForm,
    KinForm,
    NotThisPersonForm,
    ReviewForm,
    VisitNoteForm,
)
from cases.models import (
    AccessNeed,
    Adjustment,
    Connection,
    Kin,
    NotThisPerson,
    Resident,
    VisitNote,
)
from cases.rows.need import needs_of
from cases.views.opening import opens
from hubs.access import Right, allows, require
from relational.kernel.forms import Form
from relational.kernel.http import WRONG, posted
from relational.kernel.models import User

NOUNS = {
    "access": AccessNeed,
    "adjustment": Adjustment,
    "visit": VisitNote,
    "kin": Kin,
    "not-this-person": NotThisPerson,
}


def needs_on_record(request: HttpRequest, resident: Resident) -> dict:
    """What the record shows of it."""
    may_review = allows(request.user, Right.REVIEW_WITHHOLDING, resident.seen_from)
    return {"needs": needs_of(resident, request.user, may_review=may_review)}


@opens
def page(request: HttpRequest, resident: Resident, noun: str = "") -> HttpResponse:
    """Everything that makes things work for somebody; and saying more of it."""
    forms = _forms(request, resident, noun)
    form = forms.get(noun)
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            done = _ADD[noun](resident, form, request.user)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, done)
            return redirect(_place(resident, noun))
    may_review = allows(request.user, Right.REVIEW_WITHHOLDING, resident.seen_from)
    context = {
        "resident": resident,
        "needs": needs_of(resident, request.user, may_review=may_review, in_full=True),
        "forms": {name.replace("-", "_"): form for name, form in forms.items()},
        "form": form,
        "open": noun,
        "may_write": allows(request.user, Right.WRITE_RECORD, resident.written_from),
    }
    wrong = form is not None and form.errors
    return render(request, "cases/need/page.html", context, status=WRONG if wrong else 200)


@opens
def end(request: HttpRequest, resident: Resident, noun: str, row_id) -> HttpResponse:
    """Ask whether something holds no longer, and say so."""
    _may_change(request, resident, noun)
    row = get_object_or_404(NOUNS[noun].objects.all().of(resident), pk=row_id)
    if request.method == "POST":
        _END[noun](row, by=request.user)
        messages.success(request, _("It stands here no longer."))
        return redirect(_place(resident, noun))
    line = needs_of(resident, request.user).line(noun, row.pk)
    if line is None:
        return redirect(_place(resident, noun))
    context = {"resident": resident, "line": line, "back": _place(resident, noun)}
    return render(request, "cases/need/end.html", context)


@opens
def review(request: HttpRequest, resident: Resident, row_id) -> HttpResponse:
    """Look at what somebody else keeps from the resident's own page, and decide."""
    require(request.user, Right.REVIEW_WITHHOLDING, resident)
    note = get_object_or_404(
        VisitNote.objects.select_related("author"), pk=row_id, resident=resident
    )
    form = ReviewForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            withheld.review(note, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            name = {"name": resident.known_as}
            kept = _("It stays off %(name)s’s own page.") % name
            told = _("%(name)s can read it from now on.") % name
            messages.success(request, kept if form.cleaned_data["withhold"] else told)
            return redirect(_place(resident, "visit"))
    context = {"resident": resident, "note": note, "form": form}
    return render(request, "cases/need/review.html", context, status=WRONG if form.errors else 200)


def _may_change(request: HttpRequest, resident: Resident, noun: str) -> None:
    """Raise Refused unless this is the reader's to change: as the law says, or as its own verb does."""
    if not _may(request, resident, noun):
        require(request.user, Right.WRITE_RECORD, resident)


def _may(request: HttpRequest, resident: Resident, noun: str) -> bool:
    if noun == "not-this-person" and allows(request.user, Right.LET_LEAD_LEAVE, resident.seen_from):
        return True
    return allows(request.user, Right.WRITE_RECORD, resident.written_from)


def _forms(request: HttpRequest, resident: Resident, noun: str) -> dict[str, Form]:
    """The forms that are the reader's to use; the one that was sent is filled."""
    made = {
        "access": AccessNeedForm,
        "adjustment": AdjustmentForm,
        "visit": VisitNoteForm,
        "kin": partial(
            KinForm,
            name=resident.known_as,
            search=partial(_residents, request.user, resident),
            exact=_is_called,
            describe=_described,
            nobody=_("You see nobody of that name. Link people whose records you both may open."),
        ),
        "not-this-person": partial(
            NotThisPersonForm,
            name=resident.known_as,
            search=timeline.people_at_work,
            exact=lambda person, name: person.display_name.casefold() == name,
            describe=_at_work,
            nobody=_("Nobody of that name works here."),
            lead=_lead_to_let_leave(request, resident),
            successors=partial(safety.who_could_walk_with, resident, by=request.user),
        ),
    }
    if noun:
        _may_change(request, resident, noun)
    return {
        name: form(posted(request) if name == noun else None, auto_id=f"{name}-%s")
        for name, form in made.items()
        if _may(request, resident, name)
    }


def _lead_to_let_leave(request: HttpRequest, resident: Resident) -> User | None:
    if not allows(request.user, Right.LET_LEAD_LEAVE, resident.seen_from):
        return None
    leads = [around for around in resident.around if around.part == Connection.Part.LEAD]
    return leads[0].user if leads else None


def _residents(reader: User, resident: Resident, name: str):
    others = access.residents(reader).exclude(pk=resident.pk)
    return timeline.named(others, name)


def _is_called(resident: Resident, name: str) -> bool:
    return name in {resident.known_as.casefold(), resident.full_name.casefold()}


def _described(resident: Resident) -> str:
    full_name = resident.full_name if resident.full_name != resident.known_as else ""
    place = resident.place.name if resident.place else ""
    return ", ".join(filter(None, [resident.known_as, full_name, place]))


def _at_work(user) -> str:
    """A colleague as others tell them from a namesake: name, role, where."""
    where = [f"{at.get_role_display()}, {at.hub or at.organisation}" for at in user.at_work]
    return ", ".join([user.display_name, *where])


def _add_access(resident: Resident, form: AccessNeedForm, by: User) -> str:
    needs.need(resident, by=by, key=form.cleaned_data["key"], **form.need_said())
    return _("Written down.")


def _add_adjustment(resident: Resident, form: AdjustmentForm, by: User) -> str:
    needs.adjust(resident, by=by, **form.cleaned_data)
    return _("Written down.")


def _add_visit(resident: Resident, form: VisitNoteForm, by: User) -> str:
    needs.visit(resident, by=by, **form.cleaned_data)
    if form.cleaned_data["withheld"]:
        return _("Kept from their own page. Somebody who leads your hub looks at it too.")
    return _("Written down.")


def _add_kin(resident: Resident, form: KinForm, by: User) -> str:
    kinship.link(resident, form.chosen, by=by, kind=form.cleaned_data["kind"])
    said = {"name": resident.known_as, "other": form.chosen.known_as}
    return _("%(name)s and %(other)s are linked. Nobody sees more than before.") % said


def _keep_from(resident: Resident, form: NotThisPersonForm, by: User) -> str:
    safety.keep_from(
        resident,
        form.chosen.pk,
        by=by,
        reason=form.cleaned_data["reason"],
        successor_id=form.cleaned_data.get("successor"),
    )
    return _("%(name)s sees nothing of this record from now on.") % {
        "name": form.chosen.display_name
    }


_ADD: dict[str, Any] = {
    "access": _add_access,
    "adjustment": _add_adjustment,
    "visit": _add_visit,
    "kin": _add_kin,
    "not-this-person": _keep_from,
}
_END: dict[str, Any] = {
    "access": needs.no_longer,
    "adjustment": needs.no_longer,
    "visit": needs.no_longer,
    "kin": kinship.unlink,
    "not-this-person": safety.let_back,
}


def _place(resident: Resident, noun: str) -> str:
    return f"{reverse('cases:needs', args=[resident.pk])}#{noun}"

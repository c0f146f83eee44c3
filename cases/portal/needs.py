"""What a resident needs, who must not see their page, and how to reach them."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access, timeline
from cases.actions import need as needs
from cases.actions import resident as residents
from cases.actions import safety
from cases.forms.need import MyAdjustmentForm, MyNeedForm, NotForThemForm
from cases.forms.person import MyWayForm
from cases.models import AccessNeed, Adjustment, NotThisPerson, Resident
from cases.rows.need import needs_of
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, posted
from relational.kernel.models import User

MY_NOUNS = {
    "access": (AccessNeed, MyNeedForm),
    "adjustment": (Adjustment, MyAdjustmentForm),
    "not-this-person": (NotThisPerson, NotForThemForm),
}


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

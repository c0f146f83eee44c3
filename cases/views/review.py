"""Reviews: a manager and a worker at one screen."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import access, timeline
from cases.access import Purpose
from cases.actions import blocker as blockers
from cases.actions import review as reviews
from cases.forms.review import BeginForm, PeopleForm, PointForm, SignForm, TalkForm
from cases.models import Review, ReviewPoint
from cases.rows.review import (
    action_rows,
    blocker_rows,
    person_rows,
    point_rows,
    review_rows,
    seats,
    signatures,
)
from cases.views.blocker import name_it
from hubs.access import Refused, Right, require
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, page_of, posted


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """The reviews I sit in, by the worker's name; and whom I can sit down with."""
    require(request.user, Right.REVIEW)
    seen = access.reviews(request.user)
    page = page_of(request, seen.by_worker())
    context = {
        "page": page,
        "reviews": review_rows(page, request.user),
        "leads": bool(reviews.hubs_led(request.user)),
        "seats": seats(reviews.workers_of(request.user), seen.held_by(request.user).newest_first()),
    }
    return render(request, "cases/review/mine.html", context)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Sit down with somebody one leads."""
    if not reviews.hubs_led(request.user):
        raise Refused(Right.REVIEW)
    workers = reviews.workers_of(request.user)
    form = BeginForm(
        posted(request), workers=workers, initial={"worker": request.GET.get("with", "")}
    )
    if request.method == "POST" and form.is_valid():
        review = reviews.begin(form.with_whom(), by=request.user)
        return redirect("cases:review", review.pk)
    context = {"form": form, "workers": workers}
    return render(request, "cases/review/new.html", context, status=WRONG if form.errors else 200)


@signed_in
def read(request: HttpRequest, review_id) -> HttpResponse:
    """The review at one screen: its words are written here, until both have signed."""
    review = _review(request, review_id)
    forms = {field: _talk(request, review, field) for field in reviews.WORDS}
    sent = next((form for form in forms.values() if form.is_bound), None)
    if sent is not None and sent.is_valid():
        try:
            reviews.write(
                review,
                by=request.user,
                field=sent.field,
                text=sent.text,
                seen=sent.cleaned_data["seen"],
            )
        except ValidationError as problem:
            sent.refuse(problem)
            review.refresh_from_db(fields=list(reviews.WORDS))
            sent.show_again(reviews.digest(getattr(review, sent.field)))
        else:
            messages.success(request, _("Saved."))
            return redirect("cases:review", review.pk)
    context = _told(request, review) | forms | {"form": sent}
    template = "cases/review/signed.html" if review.is_signed else "cases/review/page.html"
    status = WRONG if sent is not None and sent.errors else 200
    return render(request, template, context, status=status)


@signed_in
def people(request: HttpRequest, review_id) -> HttpResponse:
    """Choose whom to talk about, of the worker's own people."""
    review = _review(request, review_id)
    chosen = [str(person.resident_id) for person in timeline.talked_about(review)]
    form = PeopleForm(
        posted(request), offered=access.seen_by_both(review), initial={"residents": chosen}
    )
    if request.method == "POST" and form.is_valid():
        try:
            reviews.choose(review, by=request.user, residents=form.chosen())
        except ValidationError as problem:
            form.refuse(problem)
        else:
            return redirect("cases:review", review.pk)
    return _form_page(request, "people", review, form)


@require_POST
@signed_in
def open_record(request: HttpRequest, review_id, resident_id) -> HttpResponse:
    """Open the record of somebody the two talk about: a look, to support who walks with them."""
    review = _review(request, review_id)
    get_object_or_404(timeline.talked_about(review), resident=resident_id)
    if request.user.pk == review.manager_id:
        reason = _("Sat down with %(name)s.") % {"name": review.worker.called}
        access.open_with_purpose(request.user, resident_id, purpose=Purpose.SUPPORT, reason=reason)
    return redirect("cases:record", resident_id)


@signed_in
def points(request: HttpRequest, review_id) -> HttpResponse:
    """One thing to talk about; or something added to a review that both have signed."""
    review = _review(request, review_id)
    initial = {"resident": request.GET.get("about", "")}
    form = PointForm(posted(request), review=review, people=_residents(review), initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            reviews.add_point(review, by=request.user, **_point_said(said), key=said["key"])
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Written down."))
            return redirect("cases:review", review.pk)
    return _form_page(request, "point", review, form)


@signed_in
def point(request: HttpRequest, review_id, point_id) -> HttpResponse:
    """Say a point otherwise, while the review is not signed."""
    review = _review(request, review_id)
    point = _point(review, point_id)
    initial = {
        "resident": str(point.resident_id or ""),
        "what": point.what,
        "in_the_way": point.in_the_way,
        "action": point.action,
        "due": point.due,
        "seen": reviews.digest_of(point),
    }
    form = PointForm(posted(request), review=review, people=_residents(review), initial=initial)
    if point.who_id and "who" in form.fields:
        form.initial["who"] = str(point.who_id)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            reviews.change_point(point, by=request.user, **_point_said(said), seen=said["seen"])
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Saved."))
            return redirect("cases:review", review.pk)
    return _form_page(request, "point", review, form, point=point)


@require_POST
@signed_in
def keep(request: HttpRequest, review_id, point_id) -> HttpResponse:
    """Say that one did what one said."""
    review = _review(request, review_id)
    try:
        reviews.keep(_point(review, point_id), by=request.user)
    except ValidationError as problem:
        messages.warning(request, problem.messages[0])
    else:
        messages.success(request, _("Done."))
    if request.POST.get("back") == "today":
        return redirect("cases:today")
    if request.POST.get("back") == "now":  # from the review that follows
        review = timeline.latest_review(review)
    return redirect("cases:review", review.pk)


@signed_in
def sign(request: HttpRequest, review_id) -> HttpResponse:
    """Read it all once more, and sign: each with their own hand."""
    review = _review(request, review_id)
    if review.is_signed:
        return redirect("cases:review", review.pk)
    form = SignForm(
        posted(request),
        review=review,
        reader=request.user,
        initial={"seen": reviews.digest_of_all(review)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            reviews.sign(review, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
            form.show_again(reviews.digest_of_all(review))
        else:
            messages.success(request, _("Signed."))
            return redirect("cases:review", review.pk)
    context = _told(request, review, whole=True) | {"form": form}
    status = WRONG if form.errors else 200
    return render(request, "cases/review/sign.html", context, status=status)


@signed_in
def sheet(request: HttpRequest, review_id) -> HttpResponse:
    """The review for paper."""
    review = _review(request, review_id, section=access.PRINT)
    return render(request, "cases/review/sheet.html", _told(request, review, whole=True))


@signed_in
def name_blocker(request: HttpRequest, review_id, point_id) -> HttpResponse:
    """Name what stops the right thing in a point; likely twins are shown first."""
    review = _review(request, review_id)
    point = _point(review, point_id)
    return name_it(
        request,
        partial(blockers.see, point),
        back=reverse("cases:review", args=[review.pk]),
        back_to=_("The review"),
        draft=point.pk,
    )


@signed_in
def blocked_by(request: HttpRequest) -> HttpResponse:
    """What stops the right thing, by name, and where it was seen."""
    require(request.user, Right.NAME_BLOCKER)
    page = page_of(request, timeline.blocked_by())
    context = {"page": page, "blockers": blocker_rows(page)}
    return render(request, "cases/blocker/list.html", context)


def _review(request: HttpRequest, review_id, *, section: str = access.REVIEW) -> Review:
    """A review of one's own; 404 for everybody else. Whom it names is looked at."""
    require(request.user, Right.REVIEW)
    review = get_object_or_404(access.reviews(request.user), pk=review_id)
    access.look_at_in_review(request.user, timeline.named_in(review), section=section)
    return review


def _point(review: Review, point_id) -> ReviewPoint:
    point = get_object_or_404(timeline.points(review), pk=point_id)
    point.review = review
    return point


def _talk(request: HttpRequest, review: Review, field: str) -> TalkForm:
    labels = {"how_are_you": _("How are you?"), "went_well": _("What went well?")}
    now = getattr(review, field)
    sent = posted(request)
    return TalkForm(
        sent if sent is not None and field in sent else None,
        field=field,
        label=labels[field],
        initial={field: now, "seen": reviews.digest(now)},
    )


def _residents(review: Review) -> list:
    return [person.resident for person in timeline.talked_about(review)]


def _point_said(said: dict) -> dict:
    return {name: said[name] for name in ["what", "in_the_way", "action", "who", "due", "resident"]}


def _told(request: HttpRequest, review: Review, *, whole: bool = False) -> dict:
    """What the pages of a review show."""
    last = timeline.last_time(review)
    hers = [point for point in last if point.who_id == review.manager_id]
    theirs = [point for point in last if point.who_id == review.worker_id]
    return {
        "review": review,
        "other": review.other(request.user),
        "manages": request.user.pk == review.manager_id,
        "last_manager": action_rows(hers, request.user),
        "last_worker": action_rows(theirs, request.user),
        "people": person_rows(timeline.talked_about(review), review),
        "points": point_rows(timeline.points(review), review, request.user, whole=whole),
        "signatures": signatures(review),
    }


def _form_page(request: HttpRequest, name: str, review: Review, form, **more) -> HttpResponse:
    context = {"review": review, "other": review.other(request.user), "form": form, **more}
    status = WRONG if form.errors else 200
    return render(request, f"cases/review/{name}.html", context, status=status)

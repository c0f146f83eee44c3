"""Directories of others that are read here: which, how it went, and who is right."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hubs.access import Right, require
from hubs.actions import directory
from hubs.actions import feed as feeds
from hubs.forms.feed import FeedForm
from hubs.models import FeedSource, FieldConflict, ImportRun
from hubs.oruk import REASONS
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, page_of, posted


@signed_in
def every(request: HttpRequest) -> HttpResponse:
    """The feeds that are read here, and a form for another one."""
    require(request.user, Right.KEEP_FEEDS)
    form = FeedForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            source = feeds.add(by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            feeds.ask(source, by=request.user)
            return redirect("hubs:feed", source.pk)
    sources = list(FeedSource.objects.by_name())
    runs = ImportRun.objects.in_bulk([source.latest for source in sources])
    context = {
        "form": form,
        "rows": [(source, runs.get(source.latest)) for source in sources],
    }
    return render(request, "hubs/feed/list.html", context, status=WRONG if form.errors else 200)


@signed_in
def one(request: HttpRequest, feed_id) -> HttpResponse:
    """How the latest run of a feed went or goes, what it could not take, and what to decide."""
    require(request.user, Right.KEEP_FEEDS)
    source = get_object_or_404(FeedSource, pk=feed_id)
    run, *before = [*source.runs.newest_first()[:10], None]
    page = page_of(request, run.found.in_order() if run else [])
    context = {
        "source": source,
        "run": run,
        "before": [each for each in before if each],
        "page": page,
        "faults": [(fault, REASONS.get(fault.reason, fault.reason)) for fault in page],
        "conflicts": source.conflicts.to_decide()[:50],
    }
    return render(request, "hubs/feed/page.html", context)


@require_POST
@signed_in
def read(request: HttpRequest, feed_id) -> HttpResponse:
    """Read a feed now."""
    require(request.user, Right.KEEP_FEEDS)
    source = get_object_or_404(FeedSource.objects.exclude(url=""), pk=feed_id)
    feeds.ask(source, by=request.user)
    return redirect("hubs:feed", source.pk)


@require_POST
@signed_in
def nightly(request: HttpRequest, feed_id) -> HttpResponse:
    """Read a feed every night from now on, or no longer."""
    require(request.user, Right.KEEP_FEEDS)
    source = get_object_or_404(FeedSource.objects.exclude(url=""), pk=feed_id)
    feeds.read_nightly(source, request.POST.get("nightly") == "yes", by=request.user)
    return redirect("hubs:feed", source.pk)


@require_POST
@signed_in
def decide(request: HttpRequest, conflict_id) -> HttpResponse:
    """Say whose words count."""
    require(request.user, Right.KEEP_FEEDS)
    conflict = get_object_or_404(FieldConflict, pk=conflict_id)
    try:
        directory.decide(conflict, request.POST.get("chosen", ""), by=request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("Decided."))
    return redirect("hubs:feed", conflict.feed_id)

"""Other systems that are told what happens with asks: which, how it went, and telling them again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hubs.access import Right, require
from hubs.actions import hook as hooks
from hubs.forms.hook import HookForm
from hubs.models import Hook, Telling
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, page_of, posted


@signed_in
def every(request: HttpRequest) -> HttpResponse:
    """The systems that are told, and a form for another one."""
    require(request.user, Right.KEEP_HOOKS)
    form = HookForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            hook = hooks.add(by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            return redirect("hubs:hook", hook.pk)
    context = {"form": form, "hooks": Hook.objects.live().by_name()}
    return render(request, "hubs/hook/list.html", context, status=WRONG if form.errors else 200)


@signed_in
def one(request: HttpRequest, hook_id) -> HttpResponse:
    """One system: its secret, and what it was told."""
    require(request.user, Right.KEEP_HOOKS)
    hook = get_object_or_404(Hook.objects.select_related("organisation"), pk=hook_id)
    context = {"hook": hook, "page": page_of(request, hook.tellings.newest_first())}
    return render(request, "hubs/hook/page.html", context)


@require_POST
@signed_in
def end(request: HttpRequest, hook_id) -> HttpResponse:
    """Tell it nothing more."""
    require(request.user, Right.KEEP_HOOKS)
    hooks.end(get_object_or_404(Hook, pk=hook_id), by=request.user)
    messages.success(request, _("Ended. It is told nothing more."))
    return redirect("hubs:hooks")


@require_POST
@signed_in
def again(request: HttpRequest, telling_id) -> HttpResponse:
    """Tell it once more."""
    require(request.user, Right.KEEP_HOOKS)
    telling = get_object_or_404(Telling.objects.select_related("hook"), pk=telling_id)
    try:
        hooks.tell_again(telling, by=request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("It is sent again in a moment."))
    return redirect("hubs:hook", telling.hook_id)

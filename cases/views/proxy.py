"""Writing down who may read a resident's page for them, as they told it; and ending it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.actions import proxy as proxies
from cases.forms.proxy import ProxyForm
from cases.models import Resident
from cases.views.opening import opens
from hubs.access import Right, require
from relational.kernel.http import WRONG, posted


@opens
def new(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Write down that somebody may read a page for a resident, in the resident's words."""
    require(request.user, Right.WRITE_RECORD, resident)
    form = ProxyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            proxies.make(resident, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            said = {"email": form.cleaned_data["email"]}
            messages.success(request, _("Saved. We write to %(email)s.") % said)
            return redirect("cases:circle", resident.pk)
    context = {"resident": resident, "form": form}
    status = WRONG if form.errors else 200
    return render(request, "cases/proxy/new.html", context, status=status)


@require_POST
@opens
def end(request: HttpRequest, resident: Resident, proxy_id) -> HttpResponse:
    """From this moment they read nothing any more."""
    proxies.end(get_object_or_404(resident.proxies, pk=proxy_id), by=request.user)
    messages.success(request, _("Ended. They read nothing any more."))
    return redirect("cases:circle", resident.pk)

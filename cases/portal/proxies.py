"""Letting somebody read one's page for one, and ending it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import access
from cases.actions import proxy as proxies
from cases.forms.proxy import MyProxyForm
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, posted


@signed_in
def my_proxy_new(request: HttpRequest) -> HttpResponse:
    """Let somebody read one's page, until a day."""
    resident = access.own_record(request.user)
    form = MyProxyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            proxies.make(resident, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            said = {"email": form.cleaned_data["email"]}
            messages.success(request, _("Saved. We write to %(email)s.") % said)
            return redirect("cases:my-people")
    context = {"form": form}
    status = WRONG if form.errors else 200
    return render(request, "cases/portal/proxy_new.html", context, status=status)


@require_POST
@signed_in
def my_proxy_end(request: HttpRequest, proxy_id) -> HttpResponse:
    """From this moment they read nothing any more."""
    resident = access.own_record(request.user)
    proxies.end(get_object_or_404(resident.proxies, pk=proxy_id), by=request.user)
    messages.success(request, _("Ended. They cannot read your page any more."))
    return redirect("cases:my-people")

"""How long an ask may wait at a hub."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hubs.actions import timing
from hubs.forms.timing import TimingForm
from hubs.models import Hub
from hubs.views.people import runs
from relational.kernel.http import WRONG, posted


@runs
def change(request: HttpRequest, hub: Hub) -> HttpResponse:
    """Say when somebody is reminded of an ask, when it ends, and when the resident is asked."""
    form = TimingForm(posted(request), initial=model_to_dict(hub, timing.TIMING))
    if request.method == "POST" and form.is_valid():
        try:
            timing.keep_time(hub, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Written down."))
            return redirect("hubs:people", hub.pk)
    status = WRONG if form.errors else 200
    return render(request, "hubs/people/timing.html", {"hub": hub, "form": form}, status=status)

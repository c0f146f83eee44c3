"""A picture or one's voice beside one's words, where writing is hard."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import access, timeline
from cases.actions import attachment as attachments
from cases.forms.message import ShowForm
from cases.models import Section
from cases.rows.door import Door
from cases.rows.message import media_rows
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, posted


@signed_in
def my_show(request: HttpRequest, section: Section) -> HttpResponse:
    """Let a picture or one's voice stand beside one's words in a section."""
    resident = access.own_record(request.user)
    form = ShowForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            attachments.show(resident, section, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Saved. Everybody you let read this sees or hears it now."))
            return redirect(f"{reverse('cases:me')}#{section}")
    context = {
        "section": section,
        "form": form,
        "media": media_rows(
            timeline.shown_beside(resident, section), Door(resident, own=True, may_write=True)
        ),
    }
    return render(request, "cases/portal/show.html", context, status=WRONG if form.errors else 200)


@require_POST
@signed_in
def my_take_away(request: HttpRequest, attachment_id) -> HttpResponse:
    """Take away what stands beside one's words."""
    resident = access.own_record(request.user)
    attachment = timeline.attachment(resident, attachment_id)
    if attachment is None or attachment.message_id:
        raise Http404
    attachments.take_away(attachment, by=request.user)
    messages.success(request, _("Taken away. Nobody sees or hears it any more."))
    return redirect(f"{reverse('cases:me')}#{attachment.section}")

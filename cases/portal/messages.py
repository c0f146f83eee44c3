"""Messages between a resident and the people around them, at the resident's door."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases import access, timeline
from cases.actions import message as verbs
from cases.forms.message import MessageForm
from cases.rows.door import Door
from cases.rows.message import Waiting, message_rows
from cases.rows.person import words_in
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG, page_of, posted


@signed_in
def my_messages(request: HttpRequest) -> HttpResponse:
    """Write to the people around me, and read what was written."""
    resident = access.own_record(request.user)
    form = MessageForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = verbs.send(resident, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            until = Waiting.of(sent, resident)
            messages.success(request, _("Sent. You have an answer by %(day)s.") % {"day": until.by})
            return redirect("cases:my-messages")
    page = page_of(request, timeline.messages(resident))
    context = {
        "form": form,
        "page": page,
        "rows": message_rows(page, Door(resident, own=True, may_write=True)),
        "waiting": Waiting.of(timeline.waits_for_answer(resident), resident),
        "readers": timeline.readers(resident),
        "words_in": words_in(resident),
    }
    wrong = WRONG if form.errors else 200
    return render(request, "cases/portal/messages.html", context, status=wrong)

"""Messages between a resident and the people around them, at a worker's door."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases import timeline
from cases.actions import message as verbs
from cases.forms.message import AnswerForm
from cases.models import Resident
from cases.rows.door import Door
from cases.rows.message import Waiting, message_rows
from cases.rows.person import words_in
from cases.views.opening import opens
from hubs.access import Right, allows
from relational.kernel.http import WRONG, page_of, posted


@opens
def messages_with(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Read what somebody wrote, and write back."""
    form = AnswerForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.send(resident, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            said = {"name": resident.known_as}
            messages.success(request, _("Sent. %(name)s reads it on their page.") % said)
            return redirect("cases:messages", resident.pk)
    may_write = allows(request.user, Right.WRITE_RECORD, resident.written_from)
    page = page_of(request, timeline.messages(resident))
    context = {
        "resident": resident,
        "form": form,
        "may_send": (may_write and resident.user_id is not None) or form.is_bound,
        "page": page,
        "rows": message_rows(page, Door(resident, own=False, may_write=may_write)),
        "waiting": Waiting.of(timeline.waits_for_answer(resident), resident),
        "words_in": words_in(resident),
    }
    wrong = WRONG if form.errors else 200
    return render(request, "cases/message/page.html", context, status=wrong)

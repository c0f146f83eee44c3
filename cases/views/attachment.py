"""A picture or a sound of a record: its page, its words, and the file, behind both doors."""

from __future__ import annotations

import re
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import media, timeline
from cases.actions import attachment as attachments
from cases.forms.message import CaptionForm
from cases.models import Attachment
from cases.rows.door import Door
from cases.rows.message import MediaRow, caption_rows
from cases.views.opening import opens_either
from relational.kernel.http import WRONG, posted

# What lies behind these addresses came from somebody's telephone: it is shown, and runs nothing.
POLICY = "default-src 'none'; sandbox"


@opens_either
def page(request: HttpRequest, door: Door, attachment_id: UUID) -> HttpResponse:
    """See or hear it, and write down what it says."""
    attachment = _of(door, attachment_id)
    form = CaptionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            attachments.write_down(attachment, form.cleaned_data["text"], by=request.user)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Saved. It stands beside it now, for everybody to read."))
            return redirect(door.to("attachment", attachment_id=attachment.pk))
    context = {
        "door": door,
        "resident": door.resident,
        "row": MediaRow.of(attachment, door),
        "attachment": attachment,
        "back": door.to("messages") if attachment.message_id else door.words(attachment.section),
        "captions": caption_rows(attachment, door),
        "form": form,
    }
    wrong = WRONG if form.errors else 200
    return render(request, "cases/attachment/page.html", context, status=wrong)


@require_safe
@opens_either
def file(request: HttpRequest, door: Door, attachment_id: UUID) -> HttpResponse:
    """The file itself, to who may read what it stands with."""
    attachment = _of(door, attachment_id)
    path = media.path_of(attachment.name)
    if not path.exists():
        raise Http404
    response = _in_part(request, path.read_bytes())
    response["Content-Type"] = attachment.mime
    kind = "picture" if attachment.is_picture else "sound"
    response["Content-Disposition"] = f'inline; filename="{kind}.{attachment.ending}"'
    response["Content-Security-Policy"] = POLICY
    return response


def _in_part(request: HttpRequest, content: bytes) -> HttpResponse:
    """All of it, or the part that a player asks for: some play nothing else (RFC 9110, 14)."""
    asked = re.fullmatch(r"bytes=(\d{1,12})-(\d{0,12})", request.headers.get("Range", ""))
    if asked is None:
        response = HttpResponse(content)
    else:
        first, last = int(asked[1]), int(asked[2] or len(content) - 1)
        part = content[first : last + 1]
        response = HttpResponse(part, status=206 if part else 416)
        till = f"{first}-{first + len(part) - 1}" if part else "*"
        response["Content-Range"] = f"bytes {till}/{len(content)}"
    response["Accept-Ranges"] = "bytes"
    return response


def _of(door: Door, attachment_id: UUID) -> Attachment:
    attachment = timeline.attachment(door.resident, attachment_id)
    if attachment is None:
        raise Http404
    return attachment

"""Taking everything along: asking for the file, how far it is, and the file itself."""

from __future__ import annotations

from django.contrib import messages
from django.core import signing
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases import access
from cases.actions import download as downloads
from cases.models import Download
from cases.models.download import A_DAY
from relational.kernel.errors import signed_in

SALT = "cases.download"


@signed_in
def my_download(request: HttpRequest) -> HttpResponse:
    """Ask for everything in one file; see how far it is; and where it lies when it is ready."""
    resident = access.own_record(request.user)
    if request.method == "POST":
        downloads.ask_for(resident, by=request.user)
        return redirect("cases:my-download")
    latest = Download.objects.of(request.user).fresh().newest_first().first()
    ready = bool(latest and latest.ready_at)
    context = {
        "latest": latest,
        "parts": downloads.PARTS,
        "ticket": signing.dumps(str(latest.pk), salt=SALT) if latest and ready else "",
        "until": latest.ready_at + A_DAY if latest and latest.ready_at else None,
    }
    return render(request, "cases/portal/download.html", context)


@signed_in
def my_file(request: HttpRequest, ticket: str) -> HttpResponse:
    """The file, to whom it is about and within a day; to anybody else there is none."""
    try:
        download_id = signing.loads(ticket, salt=SALT, max_age=A_DAY)
    except signing.SignatureExpired:
        return _run_out(request)
    except signing.BadSignature:
        raise Http404 from None
    download = get_object_or_404(Download.objects.of(request.user), pk=download_id)
    path = downloads.file_of(download)
    if not download.is_kept or not path.exists():
        return _run_out(request)
    access.own_record(request.user, section=access.DOWNLOAD)
    return FileResponse(path.open("rb"), as_attachment=True, filename="my-record.zip")


def _run_out(request: HttpRequest) -> HttpResponse:
    access.own_record(request.user)
    messages.warning(request, _("This file was kept for a day and is gone. You can make it again."))
    return redirect("cases:my-download")

"""What one takes along on paper, for those who walk with somebody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases import access
from cases.models import Resident
from cases.rows.sheet import Layout, sheet_of
from cases.views.opening import opens


@opens(section=access.PRINT)
def sheet(request: HttpRequest, resident: Resident) -> HttpResponse:
    """Somebody's words in one of three layouts, as they will be printed."""
    layout = Layout.called(request.GET.get("as", ""), resident)
    context = {
        "resident": resident,
        "sheet": sheet_of(resident, layout),
        "layouts": Layout.choices,
    }
    return render(request, "cases/sheet/page.html", context)

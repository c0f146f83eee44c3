"""Finding people by name, and words that were said."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.forms.fields import FindForm
from cases.rows.search import person_rows, words_rows
from cases.search import find
from hubs.access import Right, require
from relational.kernel.errors import signed_in
from relational.kernel.http import WRONG

LAST_PAGE = 50  # who looks farther than this writes more of the name


@signed_in
def search(request: HttpRequest) -> HttpResponse:
    """What the reader may see by a name or by words; each name shown is a look."""
    require(request.user, Right.READ_RECORD)
    form = FindForm.of(request.GET)
    page = _page(request.GET.get("page", ""))
    context = {"form": form, "words": form.words, "page": page}
    if form.words:
        found = find(request.user, form.words, page=page)
        context |= {
            "people": person_rows(found.people),
            "said": words_rows(found.said),
            "more": found.more and page < LAST_PAGE,
            "may_be_a_name": any(map(str.isalpha, form.words)),
        }
    return render(request, "cases/search/page.html", context, status=WRONG if form.errors else 200)


def _page(number: str) -> int:
    """The page that the address asks for, from 1."""
    return min(max(int(number), 1), LAST_PAGE) if number.isdecimal() else 1

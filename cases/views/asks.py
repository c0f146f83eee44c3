"""What is asked, on one page: of whom I answer for, and for those I walk with."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cases import access, asks
from cases.rows.asks import received_groups, sent_groups, taking_over_groups
from hubs.access import Right, may, require
from relational.kernel.errors import signed_in


@signed_in
def waiting(request: HttpRequest) -> HttpResponse:
    """Everything by what it waits for: me, or who is asked, or nobody any more."""
    user = request.user
    sides = []
    if may(user, Right.ANSWER_ASKS):
        received = asks.received(user)
        named = {ask.resident_id for ask in received if not ask.shown["closed"]}
        access.look_at_asked(user, named, section=access.ASKS)
        sides.append(
            {
                "title": _("What you are asked"),
                "groups": received_groups(received),
                "most": asks.MOST if len(received) == asks.MOST else 0,
                "empty": _("Nobody asks anything of you just now."),
            }
        )
    if meetings := asks.to_take_over(user):
        named = {each.referral.resident_id for each in meetings if not each.shown["closed"]}
        access.look_at_asked(user, named, section=access.ASKS)
        groups = taking_over_groups(meetings)
        sides.append({"title": _("Whom you take over"), "groups": groups})
    if may(user, Right.BRING_HELP_IN):
        sent = asks.sent(user)
        sides.append(
            {
                "title": _("What you asked"),
                "groups": sent_groups(sent),
                "most": asks.MOST if len(sent) == asks.MOST else 0,
                "empty": _(
                    "When you bring help in for somebody you walk with, it stands here until "
                    "they were heard."
                ),
            }
        )
    if not sides:
        require(user, Right.ANSWER_ASKS)
    return render(request, "cases/reply/list.html", {"sides": sides})

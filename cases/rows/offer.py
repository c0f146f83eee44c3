"""What residents give, in words: where it stands, and how neighbours read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import OfferLink
from hubs.models import Offer
from relational.kernel.days import day_in_words


@dataclass(frozen=True)
class OfferRow:
    """Something that somebody gives."""

    link: OfferLink
    words: str
    kind: str
    when: str
    stands: str
    shown: Offer | None  # what neighbours read now
    waits: bool
    held: bool  # nobody took it back


def offer_rows(links: Iterable[OfferLink], *, own: bool) -> list[OfferRow]:
    """Rows for the resident who gives it (`own`), or for who works here."""
    return [
        OfferRow(
            link=link,
            words=link.words,
            kind=capfirst(link.get_kind_display()),
            when=capfirst(day_in_words(timezone.localdate(link.made_at), timezone.localdate())),
            stands=_stands(link, own=own),
            shown=link.offer if link.is_shown else None,
            waits=link.looked_at is None and link.taken_back_at is None,
            held=link.taken_back_at is None,
        )
        for link in links
    ]


def _stands(link: OfferLink, *, own: bool) -> str:
    if link.taken_back_at is not None:
        return _("You took it back.") if own else _("Taken back.")
    if link.why_not:
        return _("It is not shown: %(why)s") % {"why": link.why_not}
    if link.looked_at is None:
        if own:
            return _("Somebody of the hub reads it first. Nobody else does before that.")
        return _("It waits for somebody to look at it.")
    if not link.is_shown:
        return _("It is not shown any more.")
    if own:
        return _("Neighbours can find it. Who wants it asks at the hub, not you.")
    return _("Neighbours can find it, and ask at the hub.")

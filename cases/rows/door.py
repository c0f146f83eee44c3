"""By which of its two doors a record was opened, and where its pages are from there."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from cases.models import Resident


@dataclass(frozen=True)
class Door:
    """A record, opened by the resident at their own door (`own`), or by a worker."""

    resident: Resident
    own: bool
    may_write: bool

    @property
    def frame(self) -> str:
        """The template that stands around a page behind this door."""
        return "resident.html" if self.own else "base.html"

    @property
    def home(self) -> str:
        """The page with the whole record."""
        return reverse("cases:me") if self.own else self.to("record")

    @property
    def hopes(self) -> str:
        return self.to("hopes")

    def words(self, section: str) -> str:
        """Where the words of a section stand."""
        return f"{self.home if self.own else self.to('what-matters')}#{section}"

    def to(self, page: str, **ids) -> str:
        """The address of a page that stands behind both doors."""
        if self.own:
            return reverse(f"cases:my-{page}", kwargs=ids)
        return reverse(f"cases:{page}", kwargs={"resident_id": self.resident.pk, **ids})

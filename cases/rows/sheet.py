"""What somebody takes along on paper: their words, in the order a stranger needs them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import timeline
from cases.models import AccessNeed, ContactPoint, Resident, Section
from cases.rows.person import born_in_words
from cases.rows.words import lines, whose
from relational.kernel.days import day_in_full
from relational.kernel.languages import language_name


class Layout(models.TextChoices):
    """For whom the same words are set."""

    BAG = "bag", gettext_lazy("For the hospital bag")
    LARGE = "large", gettext_lazy("Large print")
    EASY = "easy", gettext_lazy("Easy read")

    @classmethod
    def called(cls, name: str, resident: Resident) -> Layout:
        """The layout of this name; else the one somebody needs to read; else for the hospital bag."""
        if name in cls.values:
            return cls(name)
        needed = timeline.papers_needed(resident)
        if AccessNeed.Format.EASY_READ in needed:
            return cls.EASY
        return cls.LARGE if AccessNeed.Format.LARGE_PRINT in needed else cls.BAG


# What somebody needs first who has never met the person; with the picture beside it in easy read.
ORDER = {
    Section.MOST_IMPORTANT: "heart",
    Section.PLEASE_DO_AND_DO_NOT: "tick",
    Section.HOW_TO_COMMUNICATE: "talk",
    Section.HOW_TO_SUPPORT: "help",
    Section.PEOPLE_IMPORTANT: "people",
    Section.MY_WELLNESS: "smile",
    Section.ALSO_WORTH_KNOWING: "idea",
}
A_LOT = 400  # letters: more than this reads badly in half a sheet's width


@dataclass(frozen=True)
class Part:
    """One thing somebody says. What nobody may do is a part of its own."""

    title: str
    icon: str
    text: str
    language: str
    by: str
    is_dont: bool = False

    @property
    def long(self) -> bool:
        """Whether it needs the whole width of a sheet."""
        return len(self.text) > A_LOT


@dataclass(frozen=True)
class Sheet:
    """Everything on the paper. What is not known has no place on it."""

    layout: Layout
    name: str
    facts: list[tuple[str, str]]
    parts: list[Part]
    kept: bool  # whether something is not on it because they keep it from who prints
    walks_with: str
    ways: list[ContactPoint]
    printed: str


def sheet_of(resident: Resident, layout: Layout) -> Sheet:
    """The sheet of somebody: words of theirs alone, and only ways to reach them that are safe."""
    lead = timeline.lead(resident)
    return Sheet(
        layout=layout,
        name=resident.known_as,
        facts=_facts(resident),
        parts=_parts(resident),
        kept=bool(resident.kept),
        walks_with=f"{lead.user.display_name}, {resident.hub}" if lead else "",
        ways=timeline.safe_ways(resident),
        printed=day_in_full(timezone.localdate()),
    )


def _facts(resident: Resident) -> list[tuple[str, str]]:
    full_name = resident.full_name if resident.full_name != resident.known_as else ""
    facts = [
        (_("Full name"), full_name),
        (_("Other names"), resident.other_names),
        (_("Pronouns"), resident.pronouns),
        (_("Born"), born_in_words(resident)),
        (_("Language"), language_name(resident.language) if resident.language else ""),
        (_("Interpreter"), _("I need one") if resident.interpreter else ""),
    ]
    return [(label, fact) for label, fact in facts if fact]


def _parts(resident: Resident) -> list[Part]:
    said = {words.section: words.statement for words in timeline.what_matters(resident)}
    parts = []
    for section, icon in ORDER.items():
        statement = said[section]
        if statement is None:
            continue
        dos = section == Section.PLEASE_DO_AND_DO_NOT
        by = whose(statement, resident, day_in_full(timezone.localdate(statement.made_at)))
        if statement.text:
            title = _("Please do") if dos else str(section.label)
            parts.append(Part(title, icon, statement.text, statement.language, by))
        if statement.dont:
            listed = "\n".join(f"- {line}" for line in lines(statement.dont))
            by = "" if statement.text else by
            parts.append(
                Part(_("Please don’t"), "hand", listed, statement.language, by, is_dont=True)
            )
    return parts

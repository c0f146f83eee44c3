"""Ways to begin a section of what matters, for a person who does not know how to; to use or ignore."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import Section

PROMPTS: dict[Section, list[Promise]] = {
    Section.MOST_IMPORTANT: [
        _("The best part of my week is …"),
        _("I would not swap anything for …"),
        _("What would I miss first?"),
    ],
    Section.PEOPLE_IMPORTANT: [
        _("When I have good news, I tell …"),
        _("Somebody I can knock for is …"),
        _("Who, or which animal, is glad when I come home?"),
    ],
    Section.HOW_TO_COMMUNICATE: [
        _("The best way to reach me is …"),
        _("I find it easier to talk when you …"),
        _("When I go quiet, it means …"),
    ],
    Section.MY_WELLNESS: [
        _("A good day for me starts with …"),
        _("You can tell that I am having a bad day when …"),
        _("When I am upset, it helps to …"),
    ],
    Section.PLEASE_DO_AND_DO_NOT: [
        _("Before you come, please do …"),
        _("Please do ask me about …"),
        _("Please don’t do this, even if you mean well: …"),
    ],
    Section.HOW_TO_SUPPORT: [
        _("This I can do by myself: …"),
        _("Please come with me the first time I …"),
        _("What has helped me before?"),
    ],
    Section.ALSO_WORTH_KNOWING: [
        _("You would not guess that I …"),
        _("I could show somebody how to …"),
        _("What makes me laugh?"),
    ],
}

"""What somebody says in a section of what matters, written by them or for them."""

from __future__ import annotations

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.actions.what_matters import Words
from cases.forms.fields import line, offer, tidy, words
from cases.models import Section, Statement, Suggestion
from cases.prompts import PROMPTS
from relational.kernel.forms import Form, soft
from relational.kernel.languages import written_languages


class WordsForm(Form):
    """What somebody says in a section; `base` is the version they saw when they began."""

    base = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = words(_("In their words"), own=True, rows=5)
    dont = words(_("Please don’t"), rows=3, hint=_("One on each line."))
    language = forms.ChoiceField(
        label=_("In which language is it written?"),
        required=False,
        choices=written_languages,
        error_messages={"invalid_choice": _("Choose a language from the list.")},
    )

    def __init__(self, *args, section: Section, **kwargs) -> None:
        # Several sections can be open on one page, so their fields need ids of their own.
        super().__init__(*args, auto_id=f"{section}-%s", **kwargs)
        self.section = section
        self.fields["text"].label = section.label
        offer(self.fields["language"], self.initial.get("language", ""))
        if section == Section.PLEASE_DO_AND_DO_NOT:
            self.fields["text"].label = _("Please do")
        else:
            del self.fields["dont"]

    def words(self) -> Words:
        """What was said, without what pasting drags along."""
        said = self.cleaned_data
        return Words(tidy(said["text"]), tidy(said.get("dont", "")), said["language"])

    @property
    def prompts(self) -> list[str]:
        """Ways to begin, for whom they help."""
        return PROMPTS[self.section]

    @property
    def more_is_wrong(self) -> bool:
        """Whether something is to be looked at in what stands folded away."""
        return any(name in self.errors for name in ("language", "supported_by"))


def showing(
    now: Statement | None, begun: Statement | Suggestion | None = None, *, speaks: str = ""
) -> dict:
    """What a form for a section begins with: waiting words, or those everybody reads.

    First words begin in the language somebody `speaks`, or in that of the page.
    """
    said = begun or now
    return {
        "text": said.text if said else "",
        "dont": said.dont if said else "",
        "language": (said.language if said else speaks) or _language_of_the_page(),
        "base": now.pk if now else None,
    }


def _language_of_the_page() -> str:
    return (get_language() or "en").partition("-")[0]


class MyWordsForm(WordsForm):
    supported_by = line(
        soft(_("Did somebody help you write it?"), _("You can leave this.")), longest=160
    )


class WriteDownForm(WordsForm):
    """A worker's: what somebody said, or what is written on their behalf."""

    how = forms.ChoiceField(
        label=_("How was it written?"),
        widget=forms.RadioSelect,
        initial="said",
        error_messages={"required": _("Choose how it was written.")},
    )
    how_completed = line(soft(_("How do you know?"), _("Only on their behalf.")))

    def __init__(self, *args, name: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        said = {"name": name}
        self.fields["how"].choices = [
            ("said", _("%(name)s said it, I wrote it down") % said),
            ("behalf", _("%(name)s cannot say it; I write it for them") % said),
        ]


class TogetherForm(WordsForm):
    """Words agreed on sitting together: the resident writes their name under them."""

    signed = line(
        _("Your name, if you agree"),
        required=_("Write your name, if you agree."),
        longest=80,
        autocapitalize="words",
    )

    def __init__(self, *args, name: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed"].label = _("%(name)s, write your name if you agree") % {"name": name}


class BesideForm(Form):
    text = words(_("What do you see?"), rows=4)

"""What is typed about sharing, and about what was told to keep somebody safe."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import SayForm, any_day, line, words
from cases.models import Connection, Disclosure, Section, SharingDecision, VisitNote
from cases.models.sharing import Answer
from hubs.models import Organisation
from relational.kernel.forms import Form

Capacity = SharingDecision.Capacity


class SharingForm(Form):
    """What somebody says of some sections; a tap says only the answer."""

    sections = forms.MultipleChoiceField(
        label=_("Which parts of the page?"),
        choices=Section.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one part of the page."),
            "invalid_choice": _("Choose from these parts of the page."),
        },
    )
    answer = forms.ChoiceField(
        label=_("What do they say?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of these answers."),
            "invalid_choice": _("Choose one of these answers."),
        },
    )
    purpose = line(_("What for?"), hint=_("Like “so that they know how to ring me”."))
    until = any_day(_("Until when? You can leave this."))
    how_explained = line(
        _("How was it explained?"), hint=_("Like “we read the page together, in his kitchen”.")
    )
    capacity = forms.ChoiceField(
        label=_("Who decided?"),
        required=False,
        choices=[(each.value, capfirst(each.label)) for each in Capacity],
        initial=Capacity.HAS,
    )
    not_asked_because = line(
        _("Why could they not be asked?"),
        hint=_("Only where it was decided in their best interests."),
    )

    def __init__(self, *args: Any, answers: Iterable[Answer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [(each.value, capfirst(each.label)) for each in answers]

    def clean_capacity(self) -> str:
        return self.cleaned_data["capacity"] or Capacity.HAS

    def says_so_already(
        self,
        standing: dict[str, tuple[str, SharingDecision | None]],
        *,
        organisation: Organisation | None,
        connection: Connection | None,
    ) -> bool:
        """Whether the very same was written down last: a double click says nothing new."""
        said = self.cleaned_data
        about = {name: value for name, value in said.items() if name not in ("sections", "answer")}
        if said["answer"] != Answer.YES:
            about["until"] = None
        for section in said["sections"]:
            decision = standing[section][1]
            if decision is None or decision.answer != said["answer"]:
                return False
            same_whom = (decision.organisation, decision.connection) == (organisation, connection)
            if not same_whom or any(getattr(decision, name) != about[name] for name in about):
                return False
        return True


class MySharingForm(SharingForm):
    """What a resident says themself: of which parts, what, and until when."""

    purpose = how_explained = capacity = not_asked_because = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sections"].label = _("Which parts of my page?")
        self.fields["answer"].label = _("What do I say?")
        self.fields["until"].help_text = _("Only for a yes. After that day we ask you again.")


class DisclosureForm(SayForm):
    """What was told to keep somebody safe."""

    what = words(_("What was told?"), rows=3, longest=2_000)
    to_whom = line(_("To whom?"), longest=200)
    why = forms.ChoiceField(
        label=_("On what ground?"),
        choices=[(each.value, capfirst(each.label)) for each in Disclosure.Why],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose on what ground.")},
    )
    reason = words(_("Why was it needed?"), rows=2, longest=1_000)
    told_resident = forms.TypedChoiceField(
        label=_("Was %(name)s told?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    not_told_because = line(_("If not, why not?"), longest=500)
    withheld = forms.ChoiceField(
        label=_("Must it be kept from their own page?"),
        required=False,
        choices=[("", _("No, they can read it")), *VisitNote.Withheld.choices],
        help_text=_("If so, somebody else looks at it too."),
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_resident"].label = _("Was %(name)s told?") % {"name": name}

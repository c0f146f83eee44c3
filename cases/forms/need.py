"""What is typed about what somebody needs, how to visit them, and who must not see their record."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import OnceForm, line, words
from cases.models import AccessNeed, Kin, VisitNote
from cases.models.need import PAPERS
from relational.kernel.forms import Form, soft
from relational.kernel.models import User


class AccessNeedForm(OnceForm):
    """One thing somebody needs to read, hear and answer."""

    need = forms.ChoiceField(
        label=_("What is needed?"),
        choices=[
            ("", _("Choose what")),
            *(
                (kind.value, capfirst(kind.label))
                for kind in AccessNeed.Kind
                if kind != AccessNeed.Kind.FORMAT
            ),
            *((f"format:{format.value}", said) for format, said in PAPERS.items()),
        ],
        error_messages={
            "required": _("Choose what is needed."),
            "invalid_choice": _("Choose what is needed."),
        },
    )
    what = line(
        _("In a few words"), hint=_("Like “a BSL interpreter” or “letters of at least 18 point”.")
    )

    def need_said(self) -> dict[str, str]:
        """What to write down: kind, format and what."""
        kind, _colon, format = self.cleaned_data["need"].partition(":")
        return {"kind": kind, "format": format, "what": self.cleaned_data["what"]}


class AdjustmentForm(OnceForm):
    what = line(
        _("What do we do differently?"),
        required=_("Say in a few words what is done differently."),
        hint=_("Like “wait for the words” or “see them first thing in the morning”."),
    )


class VisitNoteForm(OnceForm):
    text = words(
        _("What should somebody know before they visit?"),
        rows=2,
        longest=500,
        hint=_("A dog, a step, a bell that does not ring. Say what to do, not what to fear."),
    )
    withheld = forms.ChoiceField(
        label=_("Must it be kept from their own page?"),
        required=False,
        choices=[("", _("No, they can read it")), *VisitNote.Withheld.choices],
        help_text=_("If so, somebody else looks at it too."),
    )


class ReviewForm(Form):
    withhold = forms.TypedChoiceField(
        label=_("Must it be kept from their own page?"),
        choices=[("yes", _("Yes, keep it from them")), ("no", _("No, they can read it"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )


class SomebodyForm(Form):
    """A form that names somebody: found by a name, and chosen where it is not plain who is meant.

    `chosen` is who was found, once the form is clean.
    """

    MOST = 8

    who = line(_("Who?"), required=_("Write a name."), longest=120)
    chosen: Any = None

    def __init__(
        self,
        *args,
        search: Callable[[str], Iterable],
        exact: Callable[[Any, str], bool],
        describe: Callable[[Any], str],
        nobody: str,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.search, self.exact, self.describe, self.nobody = search, exact, describe, nobody

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        name = " ".join(cleaned.get("who", "").split())
        if not name:
            return cleaned
        found = list(self.search(name)[: self.MOST + 1])
        which = self.data.get("which", "")
        exact = [person for person in found if self.exact(person, name.casefold())]
        picked = [person for person in found if str(person.pk) == which]
        if not found:
            self.add_error("who", self.nobody)
        elif len(found) > self.MOST:
            self.add_error("who", _("Many have that in their name. Write more of it."))
        elif picked or len(exact) != 1:
            self.fields["which"] = forms.ChoiceField(
                label=_("Which one do you mean?"),
                choices=[(str(person.pk), self.describe(person)) for person in found],
                widget=forms.RadioSelect,
            )
            self.order_fields(["who", "which"])
            if picked:
                self.chosen = picked[0]
            else:
                self.add_error("which", _("Choose which one you mean."))
        else:
            self.chosen = exact[0]
        return cleaned


class KinForm(SomebodyForm):
    kind = forms.ChoiceField(
        label=_("What are they to each other?"),
        choices=[("", _("Choose what")), *((k.value, capfirst(k.label)) for k in Kin.Kind)],
        error_messages={
            "required": _("Choose what they are to each other."),
            "invalid_choice": _("Choose what they are to each other."),
        },
    )

    def __init__(self, *args, name: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].label = _("Who belongs to %(name)s?") % {"name": name}
        self.fields["kind"].label = _("What are they to %(name)s?") % {"name": name}


class NotThisPersonForm(SomebodyForm):
    """Who at work here must not see a record; and where they lead, who does from now on."""

    reason = line(_("Why?"), required=_("Say in a few words why."))

    def __init__(
        self,
        *args,
        name: str,
        lead: User | None,
        successors: Callable[[], list[User]],
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.name, self.lead, self.successors = name, lead, successors
        self.fields["who"].label = _("Who must not see it?")
        self.fields["reason"].help_text = _(
            "%(name)s can read the name and the reason on their own page."
        ) % {"name": name}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.chosen is None or self.chosen != self.lead:
            return cleaned
        people = {str(user.pk): user.display_name for user in self.successors()}
        people.pop(str(self.chosen.pk), None)
        self.fields["successor"] = forms.ChoiceField(
            label=_("Who walks with %(name)s from now on?") % {"name": self.name},
            required=False,
            choices=[("", _("Nobody for now")), *people.items()],
            help_text=_("They are told."),
        )
        said = self.data.get("successor")
        if said is None:
            names = {"worker": self.chosen.called, "name": self.name}
            walks = _("%(worker)s walks with %(name)s. Say who does from now on.") % names
            self.add_error("successor", walks)
        cleaned["successor"] = uuid.UUID(said) if said in people else None
        return cleaned


class MyNeedForm(AccessNeedForm):
    """The same, in the resident's own words."""

    what = line(_("Say it your way"), hint=_("Like “large letters” or “ring, do not write”."))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].label = _("What do you need?")


class MyAdjustmentForm(AdjustmentForm):
    what = line(
        _("What should people do differently for you?"),
        required=_("Say in a few words what people should do."),
        hint=_("Like “wait for my words”. You need not say why."),
    )


class NotForThemForm(Form):
    who = line(
        _("Who must not see your page?"),
        required=_("Write their name."),
        longest=120,
        hint=_("Somebody who works here. Write their first and last name."),
    )
    reason = line(soft(_("Why?"), _("You need not say.")))

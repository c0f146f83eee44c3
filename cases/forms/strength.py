"""What is typed about what somebody brings, and what weighs on them."""

from __future__ import annotations

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import SayForm, keep, words
from cases.models import Strength
from relational.kernel.forms import soft


class StrengthForm(SayForm):
    """What somebody brings. A worker says whether it is in the person's words.

    What the person wrote with their own hand is `only_theirs` to change.
    """

    text = words("", own=True, rows=2, longest=500)
    kind = forms.ChoiceField(
        label=soft(_("What is it?"), _("You can leave this.")),
        required=False,
        choices=[
            ("", _("Something else")),
            *((kind.value, capfirst(kind.label)) for kind in Strength.Kind),
        ],
    )
    whose = forms.ChoiceField(
        label=_("Whose words are these?"), widget=forms.RadioSelect, initial="theirs"
    )

    def __init__(
        self,
        *args,
        name: str,
        own: bool,
        asks_whose: bool,
        only_theirs: bool = False,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        said = {"name": name}
        self.fields["text"].label = (
            _("What do you bring?") if own else _("What does %(name)s bring?") % said
        )
        self.fields["text"].help_text = _(
            "Something to be good at, something lived through, somebody or somewhere to count on."
        )
        self.fields["whose"].choices = [
            ("theirs", _("%(name)s said it") % said),
            ("mine", _("I see it") % said),
        ]
        if not asks_whose:
            del self.fields["whose"]
        if only_theirs:
            keep(self.fields["text"], name)


class WeightForm(SayForm):
    """What weighs on somebody. A worker writes what they see apart from the person's words.

    What the person wrote with their own hand is `only_theirs` to change.
    """

    their_words = words("", own=True, longest=2_000)
    workers_view = words(
        soft(_("What do you see?"), _("You can leave this.")), rows=2, longest=2_000
    )

    def __init__(self, *args, name: str, own: bool, only_theirs: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        said = {"name": name}
        self.fields["their_words"].label = (
            _("What weighs on you?")
            if own
            else _("What weighs on %(name)s, as they say it?") % said
        )
        self.fields["workers_view"].help_text = _("It stands apart. %(name)s reads it too.") % said
        if own:
            del self.fields["workers_view"]
        if only_theirs:
            keep(self.fields["their_words"], name)

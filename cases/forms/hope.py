"""What is typed about hopes and the steps to them."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext_lazy as _

from cases.forms.fields import SayForm, any_day, keep, line, out_of_ten, words
from relational.kernel.forms import Form, soft


class HopeForm(SayForm):
    """A hope in the words of who hopes; why, and how much it matters, can stay empty.

    What the person wrote with their own hand is `only_theirs` to change.
    """

    text = words("", own=True, longest=1_000)
    why = words(
        soft(_("Why does it matter?"), _("You can leave this.")), own=True, rows=2, longest=1_000
    )
    importance = out_of_ten(
        soft(_("How much does it matter?"), _("You can leave this.")),
        least=1,
        far=_("a little"),
        near=_("more than anything"),
    )

    def __init__(self, *args, name: str, own: bool, only_theirs: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = (
            _("What do you hope for?")
            if own
            else _("What does %(name)s hope for, as they say it?") % {"name": name}
        )
        if only_theirs:
            keep(self.fields["text"], name)


class NearForm(Form):
    value = out_of_ten(
        _("How near does it feel today?"),
        least=0,
        far=_("far away"),
        near=_("there"),
        required=_("Choose one of the numbers."),
    )

    def __init__(self, *args, hope_id: uuid.UUID, **kwargs) -> None:
        # Several hopes can be open on one page, so their fields need ids of their own.
        super().__init__(*args, auto_id=f"near-{hope_id}-%s", **kwargs)


class StepForm(SayForm):
    what = line(
        _("What is one small step?"), longest=500, hint=_("Like “Ask Dilip about the shed”.")
    )
    who = line(soft(_("Who takes it?"), _("You can leave this.")), longest=120)
    when = any_day(soft(_("When?"), _("You can leave this.")))

    def __init__(self, *args, hope_id: uuid.UUID, **kwargs) -> None:
        super().__init__(*args, auto_id=f"new-step-{hope_id}-%s", **kwargs)


class PlanForm(Form):
    """What can be said of a step at any time: who takes it, when, and how sure they are of it."""

    who = line(soft(_("Who takes it?"), _("You can leave this.")), longest=120)
    when = any_day(soft(_("When?"), _("You can leave this.")))
    confidence = out_of_ten(
        soft(_("How sure are you of it?"), _("You can leave this.")),
        least=1,
        far=_("not sure at all"),
        near=_("very sure"),
    )

    def __init__(self, *args, step_id: uuid.UUID, name: str, own: bool, **kwargs) -> None:
        super().__init__(*args, auto_id=f"step-{step_id}-%s", **kwargs)
        if not own:
            self.fields["confidence"].label = soft(
                _("How sure is %(name)s of it?") % {"name": name}, _("You can leave this.")
            )


class EasierForm(Form):
    easier = words(
        soft(_("What would make it easier?"), _("You can leave this.")), rows=2, longest=500
    )

    def __init__(self, *args, step_id: uuid.UUID, **kwargs) -> None:
        super().__init__(*args, auto_id=f"step-{step_id}-%s", **kwargs)

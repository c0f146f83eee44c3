"""What a resident asks about the people around them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.forms.fields import SayForm, line, words
from relational.kernel.forms import soft


class JoinForm(SayForm):
    name = line(_("Who?"), required=_("Write who it is."), longest=120)
    how = line(soft(_("How can we reach them?"), _("You can leave this.")), longest=200)
    why = words(
        soft(_("Why would you like them there?"), _("You can leave this.")), own=True, longest=1_000
    )


class StepBackForm(SayForm):
    why = words(soft(_("Why?"), _("You can leave this.")), own=True, longest=1_000)

"""How a resident sees an entry otherwise."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.forms.fields import SayForm, words


class NotSoForm(SayForm):
    text = words(_("How do you see it?"), own=True, longest=2_000)

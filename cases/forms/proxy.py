"""Who may read a page for a resident, and until when."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import SayForm, any_day, line, words


class MyProxyForm(SayForm):
    """What a resident says themself: three things, and the page's own sentence is their wish."""

    called = line(_("Who?"), required=_("Write who it is."), longest=80)
    email = forms.EmailField(
        label=_("Their e-mail"),
        max_length=200,
        help_text=_("They sign in with it. Look twice: whoever has it reads your page."),
        error_messages={
            "required": _("Write their e-mail address."),
            "invalid": _("Write an e-mail address, like name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    until = any_day(_("Until when?"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        until = self.fields["until"]
        until.required = True
        until.help_text = _("A day within a year. You can end it before.")
        until.error_messages |= {
            "required": _("Choose until when."),
            "invalid": _("Write a day like 24/3/2026."),
        }


class ProxyForm(MyProxyForm):
    """The same, told to who walks with them: with their own words."""

    wish = words(_("What did they say?"), own=True, rows=2, longest=500)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        wish = self.fields["wish"]
        wish.required = True
        wish.help_text = _("In their words, like “Dawn should see what you all promised”.")
        wish.error_messages["required"] = _("Write what they said, in their words.")
        self.fields["email"].help_text = _("They sign in with it. Read it back to them.")
        self.order_fields(["key", "called", "wish", "email", "until"])

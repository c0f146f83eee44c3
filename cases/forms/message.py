"""Messages, and pictures or sounds where writing is hard: at most three inputs."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases import media
from cases.forms.fields import SayForm, words
from relational.kernel.forms import soft


class MediaField(forms.FileField):
    """A picture or a sound; once cleaned a Media, or None where none was chosen."""

    widget = forms.FileInput(attrs={"accept": "image/*,audio/*", "data-record": True})

    def clean(self, data, initial=None) -> media.Media | None:
        file = super().clean(data, initial)
        return media.read(file) if file else None


def a_file(label, *, required: str = "") -> MediaField:
    """A field for a picture or a sound; `required` is the sentence that asks for it."""
    return MediaField(
        label=label,
        help_text=_("Take one now, or choose one you have. Up to 10 MB."),
        required=bool(required),
        error_messages={"required": required, "empty": _("There is nothing in this file.")},
    )


class MessageForm(SayForm):
    text = words(_("Your message"), own=True, longest=5_000)
    brought = a_file(soft(_("A picture, or your voice"), _("You can leave this.")))
    said = words(
        soft(_("What is on it, or what do you say?"), _("You can leave this.")),
        rows=2,
        longest=5_000,
    )


class AnswerForm(MessageForm):
    """A worker's."""

    text = words(
        _("Your message"),
        rows=4,
        longest=5_000,
        hint=_("Did you ring them, or meet? Write that here too, so that nobody waits."),
    )
    brought = a_file(soft(_("A picture or a sound"), _("You can leave this.")))
    said = words(
        soft(_("What is on it, or said in it?"), _("You can leave this.")), rows=2, longest=5_000
    )


class ShowForm(SayForm):
    brought = a_file(
        _("A picture, or your voice"), required=_("Choose a picture or a sound first.")
    )
    said = words(
        soft(_("What is on it, or what do you say?"), _("You can leave this.")),
        own=True,
        longest=5_000,
    )


class CaptionForm(SayForm):
    text = words(_("What do you see or hear?"), rows=4, longest=5_000)

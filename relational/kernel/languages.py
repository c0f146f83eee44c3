"""Languages by their names: for choosing one, and for saying which one somebody speaks."""

from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils import translation
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

SIGNED = {  # ISO 639-3; written words of theirs are in another language
    "bfi": _("British Sign Language"),
    "isg": _("Irish Sign Language"),
}
# The languages of these islands, and the main languages of most others who live here.
# Source: ONS, Census 2021, main language (detailed).
WRITTEN = [
    "en",
    "cy",
    "ga",
    "gd",
    "sq",
    "am",
    "ar",
    "bn",
    "bg",
    "yue",
    "zh-Hans",
    "zh-Hant",
    "cs",
    "nl",
    "fr",
    "de",
    "el",
    "gu",
    "ha",
    "hi",
    "hu",
    "ig",
    "it",
    "ckb",
    "ku",
    "lv",
    "ln",
    "lt",
    "ml",
    "mr",
    "ne",
    "ps",
    "fa",
    "fa-AF",
    "pl",
    "pt",
    "pa",
    "ro",
    "ru",
    "sn",
    "sk",
    "so",
    "es",
    "sw",
    "ta",
    "te",
    "th",
    "ti",
    "tr",
    "uk",
    "ur",
    "vi",
    "yo",
]


def language_name(code: str) -> str:
    """What a language is called in the reader's own: "ur" is "Urdu". An unknown code is itself."""
    if code in SIGNED:
        return str(SIGNED[code])
    return _name(code, get_language() or "en") or code


@cache
def _name(code: str, reader: str) -> str:
    try:
        return Locale.parse(code, sep="-").get_display_name(Locale.parse(reader, sep="-")) or ""
    except (UnknownLocaleError, ValueError):
        return ""


def in_every_language(said: Any) -> set[str]:
    """What is marked for translation, in each language of these pages."""
    found = set()
    for code, _own_name in settings.LANGUAGES:
        with translation.override(code):
            found.add(str(said))
    return found


def _both_names(code: str) -> str:
    ours, theirs = language_name(code), _name(code, code)
    return ours if theirs in {"", ours} else f"{ours} – {theirs}"


both_names = lazy(_both_names, str)


def written_languages() -> list[tuple[str, str]]:
    """Languages to mark a text with, by their names to the reader and to who speaks them."""
    return [(code, both_names(code)) for code in WRITTEN]


def spoken_languages() -> list[tuple[str, str]]:
    """Languages somebody may speak or sign."""
    return [*((code, str(name)) for code, name in SIGNED.items()), *written_languages()]

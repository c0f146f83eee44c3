"""The pieces every template may use: components, fields, icons and days in words."""

from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from relational.kernel import components, forms
from relational.kernel.days import day_in_words
from relational.kernel.icons import DRESS, ICONS
from relational.kernel.prose import direction, html, line

register = template.Library()


@register.simple_tag
@cache
def icon(name: str, classes: str = "") -> SafeString:
    """A picture beside a word: {% icon "knot" "kept" %}. Never alone, so it is silent."""
    worn = " ".join(part for part in ("i", DRESS.get(name, ""), classes) if part)
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        worn,
        mark_safe(ICONS[name]),
    )


@register.simple_tag
def other_languages() -> list[tuple[str, str]]:
    """The languages these pages are not in just now, each by its own name."""
    return [(code, name) for code, name in settings.LANGUAGES if code != get_language()]


@register.simple_tag
def face(name: str, kind: str = "person") -> SafeString:
    """The first two letters of a name in its shape; kinds are person, staff, group and service."""
    return format_html('<span class="face {}" aria-hidden="true">{}</span>', kind, str(name)[:2])


@register.simple_tag
def govuk(component: str, **params: Any) -> SafeString:
    """A component of the design system: {% govuk "button" text=_("Save") classes="second" %}.

    Two underscores reach inside: label__text=_("Why?"). Inside attributes one underscore is a
    hyphen: attributes__data_focus="told".
    """
    deep: dict[str, Any] = {}
    for path, value in params.items():
        first, *rest = path.split("__")
        here, name = deep, first
        for step in rest:
            inside = here.get(name)
            here[name] = here = dict(inside) if inside else {}
            name = step.replace("_", "-") if first == "attributes" else step
        here[name] = value
    return components.render(component, deep)


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """A field of a form that is not ours, in our dress; ours print themselves."""
    return forms.field(bound)


@register.simple_tag
def errors(*filled: BaseForm | None, focus: bool = True) -> SafeString:
    """What to look at in these forms: {% errors form %}, first inside the form."""
    return forms.errors(*filled, focus=focus)


@register.simple_tag
def erring(*filled: BaseForm | None) -> str:
    """The word before the title of a page that has something to look at."""
    if any(form and form.errors for form in filled):
        return _("Error:") + " "
    return ""


@register.filter(expects_localtime=True)
def day(moment: date | datetime | None) -> str:
    """A day in words, as seen from today: {{ promise.due|day }}."""
    if not moment:
        return ""
    if isinstance(moment, datetime):
        moment = moment.date()
    return day_in_words(moment, timezone.localdate())


@register.filter
def prose(text: str) -> SafeString:
    """Somebody's text as paragraphs and lists, each in its own direction: {{ row.text|prose }}."""
    return html(text)


@register.filter
def easy(text: str) -> SafeString:
    """The same with each sentence on a line of its own: {{ row.text|easy }}."""
    return html(text, by_sentence=True)


@register.filter
def written(text: str) -> str:
    """The direction a text is written in: <p dir="{{ text|written }}">."""
    return direction(text)


@register.filter
def running(text: str, way: str) -> SafeString:
    """A run of words in a text of a direction: {{ piece.text|running:row.dir }}."""
    return line(text, way)

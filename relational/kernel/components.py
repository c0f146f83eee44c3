"""The design system's macros, called from Python."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader


@cache
def _environment() -> Environment:
    # The macros read deep into parameters that nobody gave, so what is missing stays quiet.
    return Environment(
        autoescape=True,
        undefined=ChainableUndefined,
        loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
    )


@cache
def _macro(component: str) -> Any:
    template = _environment().get_template(
        f"govuk_frontend_jinja/components/{component}/macro.html"
    )
    name = "govuk" + "".join(word.title() for word in component.split("-"))
    return getattr(template.module, name)


def _settled(value: Any) -> Any:
    """The value in the reader's language, all the way down: macros compare and measure strings."""
    if isinstance(value, Promise):
        return str(value)  # a lazy safe string stays safe
    if isinstance(value, Mapping):
        return {key: _settled(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_settled(item) for item in value]
    return value


def render(component: str, params: Mapping[str, Any]) -> SafeString:
    """One component as HTML, by its name and its parameters in the design system's own words.

    `text` is escaped unless it is a SafeString; `html` never is.
    """
    return mark_safe(str(_macro(component)(_settled(params))).strip())

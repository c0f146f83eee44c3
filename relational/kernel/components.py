"""The design system's macros, called from Python."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
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


@dataclass(frozen=True)
class _Call:
    """A component and its parameters; two that look alike are one."""

    component: str
    key: tuple
    params: dict[str, Any] = field(compare=False)

    def html(self) -> str:
        return str(_macro(self.component)(self.params)).strip()


@lru_cache(maxsize=1000)
def _drawn_before(call: _Call) -> str:
    return call.html()


def _key(value: Any) -> Any:
    """Something to know a parameter by. A safe string equals its unsafe twin, so its kind goes along."""
    if isinstance(value, dict):
        return tuple((name, _key(item)) for name, item in value.items())
    if isinstance(value, list):
        return tuple(map(_key, value))
    return type(value), value


def _settled(value: Any) -> Any:
    """The value in the reader's language, all the way down: macros compare and measure strings."""
    if isinstance(value, Promise):
        return str(value)  # a lazy safe string stays safe
    if isinstance(value, Mapping):
        return {key: _settled(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_settled(item) for item in value]
    return value


def render(component: str, params: Mapping[str, Any], *, keep: bool = True) -> SafeString:
    """One component as HTML, by its name and its parameters in the design system's own words.

    `text` is escaped unless it is a SafeString; `html` never is. What was drawn is kept for the next
    time, for a macro takes longer than a query: `keep` is False where somebody's words are in it.
    """
    settled = _settled(params)
    call = _Call(component, _key(settled), settled)
    return mark_safe(_drawn_before(call) if keep else call.html())

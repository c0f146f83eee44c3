"""Forms whose fields come out as the design system's components."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relational.kernel import components
from relational.kernel.base import new_id


def _with_soft_tail(label: Any, tail: Any) -> SafeString:
    return format_html('{} <span class="soft">{}</span>', label, tail)


#: A label with a quieter end: soft(_("Anything you promised?"), _("You can leave this.")).
soft = lazy(_with_soft_tail, str)


def _text(words: Any) -> str:
    """Words with the full stop that makes several of them readable in one line."""
    return " ".join(str(word) for word in words)


def _optional(attrs: dict[str, Any]) -> dict[str, Any]:
    """Widget attributes as the macros take them: True stands alone, False and None stay away."""
    return {name: {"value": value, "optional": True} for name, value in attrs.items()}


def _anchor(bound: BoundField) -> str:
    """The id a reader is taken to: the field, or the first of its choices."""
    return str(bound.field.widget.attrs.get("id") or bound.auto_id or bound.html_name)


def _choices(widget: dict[str, Any], hints: dict[Any, str]) -> list[dict[str, Any]]:
    items = []
    for _group, options, _index in widget["optgroups"]:
        for option in options:
            attrs = {
                k: v for k, v in option["attrs"].items() if k not in {"id", "checked", "selected"}
            }
            item = {
                "value": option["value"],
                "text": option["label"],
                # "selected" for a list, "checked" for buttons and boxes: each macro reads its own.
                "selected": option["selected"],
                "checked": option["selected"],
                "attributes": _optional(attrs),
            }
            if hint := hints.get(option["value"]):
                item["hint"] = {"text": hint}
            items.append(item)
    return items


def field(bound: BoundField) -> SafeString:
    """A field of any form, with its label, its hint and what is wrong with it.

    Widget attributes pass through. Three are for us: `class` is added to the component's own
    ("own-input" for somebody's words), `label_class` goes on the label, and `hints` maps the
    values of choices to a second line.
    """
    kind = bound.field.widget
    if kind.is_hidden:
        return bound.as_widget()

    anchor = _anchor(bound)
    asked = bound.build_widget_attrs({"id": anchor})
    widget = kind.get_context(bound.html_name, bound.value(), asked)["widget"]
    attrs: dict[str, Any] = dict(widget["attrs"])
    described_by = kind.attrs.get("aria-describedby")
    # A limit in the browser cuts pasted words without a sound; the server says it in a sentence.
    for name in ("id", "aria-describedby", "maxlength", "minlength"):
        attrs.pop(name, None)
    classes = attrs.pop("class", "")
    label = {"text": bound.label, "classes": attrs.pop("label_class", "")}
    hints = attrs.pop("hints", {})

    params: dict[str, Any] = {"id": anchor, "name": bound.html_name, "classes": classes}
    if bound.help_text:
        params["hint"] = {"text": bound.help_text}
    if bound.errors:
        params["errorMessage"] = {"text": _text(bound.errors), "visuallyHiddenText": _("Error")}

    # CheckboxSelectMultiple is a RadioSelect to Python, so it is asked first.
    if isinstance(kind, forms.CheckboxSelectMultiple | forms.RadioSelect):
        many = isinstance(kind, forms.CheckboxSelectMultiple)
        params |= {
            "idPrefix": anchor,
            "items": _choices(widget, hints),
            "fieldset": {"legend": label, "describedBy": described_by},
        }
        return components.render("checkboxes" if many else "radios", params)

    if isinstance(kind, forms.CheckboxInput):
        checked = attrs.pop("checked", False)
        item = {
            "value": widget["value"] or "on",
            "text": bound.label,
            "checked": checked,
            "attributes": _optional(attrs),
            "label": {"classes": label["classes"]},
        }
        params |= {"idPrefix": anchor, "items": [item], "describedBy": described_by}
        return components.render("checkboxes", params)

    params |= {"label": label, "describedBy": described_by}
    if isinstance(kind, forms.Select):
        params |= {"items": _choices(widget, hints), "attributes": _optional(attrs)}
        return components.render("select", params)

    if isinstance(kind, forms.Textarea):
        rows, cols = attrs.pop("rows", None), attrs.pop("cols", None)
        if (rows, cols) == ("10", "40"):  # nobody chose: Django's own default
            rows = "3"
        # Browsers drop one line break right after the tag; this is the one to drop.
        value = "\n" + (widget["value"] or "")
        params |= {"rows": rows, "value": value, "attributes": _optional(attrs)}
        return components.render("textarea", params, keep=not widget["value"])

    if isinstance(kind, forms.FileInput):
        params["attributes"] = _optional(attrs)
        return components.render("file-upload", params)

    if isinstance(kind, forms.MultiWidget):
        return _several_inputs(bound, params)

    attrs.pop("type", None)
    params |= {"type": widget["type"], "value": widget["value"], "attributes": _optional(attrs)}
    return components.render("input", params, keep=not widget["value"])


def _several_inputs(bound: BoundField, params: dict[str, Any]) -> SafeString:
    """A field that Django draws as several inputs, framed like every other field."""
    parts: list[SafeString] = []
    described = []
    for part, component in (("hint", "hint"), ("errorMessage", "error-message")):
        if part in params:
            its_id = f"{params['id']}-{'hint' if part == 'hint' else 'error'}"
            described.append(its_id)
            parts.append(components.render(component, params[part] | {"id": its_id}))
    parts.append(bound.as_widget(attrs={"class": "govuk-input"}))
    fieldset = components.render(
        "fieldset",
        {
            "describedBy": " ".join(described),
            "legend": params["label"],
            "html": mark_safe("".join(parts)),
        },
    )
    wrong = " govuk-form-group--error" if bound.errors else ""
    return format_html('<div class="govuk-form-group{}">{}</div>', wrong, fieldset)


def errors(*filled: forms.BaseForm | None, focus: bool = True) -> SafeString:
    """What to look at in these forms, each line a link to its field; empty when all is well.

    It takes the focus, on a new page and after a swap alike, so that everybody hears of it.
    """
    lines: list[dict[str, Any]] = []
    for form in filled:
        if not form or not form.errors:
            continue
        lines += [{"text": str(error)} for error in form.non_field_errors()]
        for bound in form:
            if bound.errors:
                line: dict[str, Any] = {"text": _text(bound.errors)}
                if not bound.is_hidden:
                    line["href"] = f"#{_anchor(bound)}"
                lines.append(line)
    if not lines:
        return mark_safe("")
    title = ngettext("One thing to look at", "%(count)s things to look at", len(lines))
    return components.render(
        "error-summary",
        {
            "titleText": title % {"count": len(lines)},
            "errorList": lines,
            "attributes": _optional({"tabindex": "-1", "autofocus": focus}),
        },
    )


class Field(BoundField):
    """A field that prints itself whole: `{{ form.known_as }}` is label, hint, error and input."""

    def __str__(self) -> SafeString:
        return field(self)

    __html__ = __str__
    as_field_group = __str__


class _Manner(forms.BaseForm):
    bound_field_class = Field
    # Our own sentences say what is missing, in the reader's language, not the browser's bubbles.
    use_required_attribute = False

    def refuse(self, problem: ValidationError) -> None:
        """Say what an action refused: at its field, or above where the form has no such field."""
        for name, wrong in getattr(problem, "error_dict", {None: [problem]}).items():
            self.add_error(name if name in self.fields else None, wrong)

    def __str__(self) -> SafeString:
        """Every field in order, after what to look at."""
        return errors(self) + format_html_join("", "{}", ((bound,) for bound in self))

    __html__ = __str__


class Form(_Manner, forms.Form):
    """A form in the design system's dress."""


class ModelForm(_Manner, forms.ModelForm):
    """The same, for a model."""


class OnceForm(Form):
    """A form that brings the id of what it makes, so that a double click makes one thing."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = new_id

    def clean_key(self) -> uuid.UUID:
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return new_id()

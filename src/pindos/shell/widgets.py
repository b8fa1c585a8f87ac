"""The inputs of forms as markup, without a template for each: a page of a ticket has a dozen.

They are written as Django's own templates write them; what is not known here goes to those.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from pindos.shell.markup import joined, markup

FOLDER = "django/forms/widgets/"
OF_INPUTS = ("input", "text", "number", "email", "hidden", "date", "time", "password", "checkbox")


class Widgets(DjangoTemplates):
    """What ``FORM_RENDERER`` names."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """One widget."""
        make = MADE.get(template_name)
        return make(context["widget"]) if make else super().render(template_name, context, request)


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = widget["value"]
    said = markup(' value="{}"', str(value)) if value is not None else ""
    frame = '<input type="{}" name="{}"{}{}>'
    return markup(frame, widget["type"], widget["name"], said, _attributes(widget))


def _textarea(widget: Mapping[str, Any]) -> SafeString:
    frame = '<textarea name="{}"{}>\n{}</textarea>'
    return markup(frame, widget["name"], _attributes(widget), widget["value"] or "")


def _select(widget: Mapping[str, Any]) -> SafeString:
    groups = joined(_group(*group) for group in widget["optgroups"])
    frame = '<select name="{}"{}>{}\n</select>'
    return markup(frame, widget["name"], _attributes(widget), groups)


def _group(name: str | None, options: list[Mapping[str, Any]], _index: int) -> SafeString:
    lines = joined(markup("\n  {}", _option(option)) for option in options)
    if not name:
        return lines
    return markup('\n  <optgroup label="{}">{}\n  </optgroup>', name, lines)


def _option(option: Mapping[str, Any]) -> SafeString:
    frame = '<option value="{}"{}>{}</option>'
    return markup(frame, str(option["value"]), _attributes(option), option["label"])


def _attributes(widget: Mapping[str, Any]) -> SafeString:
    found = [
        markup(" {}", name) if value is True else markup(' {}="{}"', name, str(value))
        for name, value in widget["attrs"].items()
        if value is not False
    ]
    return mark_safe("".join(found))


MADE: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    **{f"{FOLDER}{name}.html": _input for name in OF_INPUTS},
    f"{FOLDER}textarea.html": _textarea,
    f"{FOLDER}select.html": _select,
}

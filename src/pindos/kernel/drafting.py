"""A form with a draft, on a page: kept while it is typed, there again when the page is opened.

The form is sent to its own address: with ``draft=keep`` (by the script while typing, or by the
button without it) it is kept, with ``draft=drop`` forgotten, and otherwise carried out. So who
may keep a draft is who may open the form, and no other address knows drafts.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pindos.kernel.drafts import Kept, draft_of, drop_draft, keep_draft
from pindos.kernel.text import without_invisible
from pindos.kernel.web import Request

BY_SCRIPT = "X-Draft"


def kept_instead(request: Request, form: str, back: str = "") -> HttpResponse | None:
    """The answer when the form was sent to be kept or forgotten; None when it is meant."""
    asked = request.POST.get("draft", "")
    if request.method != "POST" or asked not in ("keep", "drop"):
        return None
    if asked == "keep":
        data = {name: _clean(request.POST.getlist(name)) for name in request.POST}
        keep_draft(request.viewer, form, data)
        if request.headers.get(BY_SCRIPT):
            return HttpResponse(status=204)
        messages.success(request, _("The draft is kept. You find it here, from any computer."))
    else:
        drop_draft(request.viewer, form)
        messages.success(request, _("The draft was thrown away."))
    return redirect(back or request.get_full_path())


def restored(request: Request, name: str) -> Kept | None:
    """The draft that the page is to show; none when the form has just been sent."""
    return draft_of(request.viewer, name) if request.method == "GET" else None


def fill(form: forms.Form, draft: Kept | None) -> None:
    """Let the form begin with what the draft holds."""
    if draft is None:
        return
    for name, field in form.fields.items():
        is_box = isinstance(field, forms.BooleanField)
        if name not in draft.data and not is_box:
            continue
        many = isinstance(field, forms.MultipleChoiceField)
        value: Any = draft.data.get(name, []) if many else draft.get(name)
        form.initial[name] = bool(value) if is_box else value


def as_sent(draft: Kept | None) -> QueryDict | None:
    """The draft as a form would have sent it, for what is more than single fields."""
    if draft is None:
        return None
    data = QueryDict(mutable=True)
    for name, values in draft.data.items():
        data.setlist(name, values)
    return data


def _clean(values: list[str]) -> list[str]:
    return [without_invisible(value) for value in values]

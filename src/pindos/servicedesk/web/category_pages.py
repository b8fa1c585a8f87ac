"""The two pages on which a category is changed: the form, and what would come of it."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from pindos.kernel.clashes import Side, sides_of
from pindos.kernel.errors import Clash
from pindos.kernel.versions import version_in
from pindos.kernel.web import Request
from pindos.servicedesk.catalogue.shape import Content
from pindos.servicedesk.queries import Offered, joined_with_present, priority_for
from pindos.servicedesk.rules.contents import QUESTIONS
from pindos.servicedesk.web.category_editor import CategoryEditor
from pindos.servicedesk.web.category_words import Difference, differences
from pindos.servicedesk.web.forms.category import said_by
from pindos.servicedesk.web.forms.questions import add_questions, asked_by

NOT_SENT_ON = ("csrfmiddlewaretoken", "step")


def seen_by(request: Request, offered: Offered) -> dict[str, Any]:
    """Which version the form began with, and under which heading it stood then."""
    number = version_in(request.POST.get("number", ""))
    group = request.POST.get("was_group", offered.group_key)
    return {"number": number or offered.version, "group": group}


def change_to_show(
    offered: Offered, content: Content, group: str, seen: dict[str, Any]
) -> Content:
    """What would stand there: my change on top of what others published meanwhile (or Clash)."""
    return joined_with_present(offered, content, group, seen).content


def editor_page(
    request: Request,
    editor: CategoryEditor,
    offered: Offered | None = None,
    seen: dict[str, Any] | None = None,
    *,
    has_failed: bool = False,
) -> HttpResponse:
    """The form; after a clash it stands against what counts now, with both sides of it."""
    clash: Clash | None = getattr(editor.form, "clash", None)
    sides: list[Side] = []
    if clash and offered:
        now = {
            name: str(value) for name, value in said_by(offered.content, offered.group_key).items()
        }
        sides = sides_of(editor.form, clash.fields, now)
        seen = {"number": offered.version, "group": offered.group_key}
    context = {
        "category": offered,
        "form": editor.form,
        "questions": editor.questions,
        "may_grow": editor.may_grow,
        "seen": seen,
        "sides": sides,
        "theirs": clash.fields[QUESTIONS].theirs if clash and QUESTIONS in clash.fields else "",
    }
    status = 422 if has_failed else 200
    return render(request, "servicedesk/category_form.html", context, status=status)


def preview_page(
    request: Request,
    editor: CategoryEditor,
    content: Content,
    offered: Offered | None = None,
    seen: dict[str, Any] | None = None,
) -> HttpResponse:
    """What the person who reports will see, and what changes; nothing is saved yet."""
    form = forms.Form()
    add_questions(form, content.fields)
    for field in form.fields.values():
        field.disabled = True
    context = {
        "category": offered,
        "content": content,
        "asked": asked_by(form),
        "priority": priority_for(content.impact, content.urgency).label,
        "differences": _changes(editor, content, offered),
        "is_late": bool(offered and seen and seen["number"] != offered.version),
        "sent": [
            (name, value)
            for name in request.POST
            if name not in NOT_SENT_ON
            for value in request.POST.getlist(name)
        ],
    }
    return render(request, "servicedesk/category_preview.html", context)


def _changes(
    editor: CategoryEditor, content: Content, offered: Offered | None
) -> list[Difference]:
    if offered is None:
        return []
    found = differences(offered.content, content)
    if editor.group != offered.group_key:
        field = editor.form.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        names = dict(field.choices)  # type: ignore[arg-type]
        after = str(names.get(editor.group, editor.group))
        found.insert(0, Difference(str(field.label), offered.group, after))
    return found

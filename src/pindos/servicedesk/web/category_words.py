"""What a category says, as lines to read and to compare."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from pindos.servicedesk.catalogue.shape import Content, Question


class Line(NamedTuple):
    """One thing that a category says."""

    label: str
    text: str


class Difference(NamedTuple):
    """One thing that is said otherwise from now on; empty when it is not said at all."""

    label: str
    before: str
    after: str


def lines_of(content: Content) -> list[Line]:
    """All that it says, in the order of the page; what is empty too."""
    yes, no = _("yes"), _("no")
    return [
        Line(_("Name in Greek"), content.el),
        Line(_("Name in English"), content.en),
        Line(_("What belongs here, in Greek"), content.about_el),
        Line(_("What belongs here, in English"), content.about_en),
        Line(_("What to try first, in Greek"), content.first_el),
        Line(_("What to try first, in English"), content.first_en),
        Line(_("Words that people use"), ", ".join(content.keywords)),
        Line(_("Whom does it hinder?"), str(content.impact.label)),
        Line(_("Can they work?"), str(content.urgency.label)),
        Line(_("Competence"), str(content.competence.label)),
        Line(_("Only for those who work at a desk"), yes if content.is_for_desk else no),
        Line(
            _("It needs the approval of the head before work begins"),
            yes if content.needs_approval else no,
        ),
    ]


def differences(before: Content, after: Content) -> list[Difference]:
    """What is said otherwise, field by field, and the questions by their keys."""
    pairs = zip(lines_of(before), lines_of(after), strict=True)
    found = [Difference(a.label, a.text, b.text) for a, b in pairs if a.text != b.text]
    old, new = ({each.key: each for each in said.fields} for said in (before, after))
    for key in dict.fromkeys((*old, *new)):
        was, now = _said(old.get(key)), _said(new.get(key))
        if was != now:
            question = new.get(key) or old[key]
            label = _("Question: %(name)s") % {"name": question.name}
            found.append(Difference(label, was, now))
    kept = [key for key in old if key in new]
    order = [key for key in new if key in old]
    if kept != order:
        names = [
            ", ".join(said[key].name for key in row) for said, row in ((old, kept), (new, order))
        ]
        found.append(Difference(_("Order of the questions"), *names))
    return found


def _said(question: Question | None) -> str:
    """All of a question in one text."""
    if question is None:
        return ""
    parts = [f"{question.el} / {question.en}", str(question.kind.label)]
    if question.is_required:
        parts.append(_("has to be answered"))
    parts += [each for each in (question.help_el, question.help_en) if each]
    if question.choices:
        parts.append(", ".join(f"{each.el} / {each.en}" for each in question.choices))
    return " · ".join(parts)

"""A reply that begins with a ready text."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pindos.kernel.text import id_in
from pindos.kernel.versions import version_in
from pindos.kernel.web import Request
from pindos.knowledge.queries import readable_by
from pindos.servicedesk.models import ReplyTemplate, Ticket
from pindos.servicedesk.queries import filled, reply_template_by, reply_templates_on
from pindos.servicedesk.web.forms.reply import ReplyForm


def reply_begun(request: Request, ticket: Ticket) -> ReplyForm | None:
    """What ``?template=`` or ``?instruction=`` asks for; None when it is nothing known."""
    if pointed := _pointed_at(request):
        return ReplyForm(initial={"text": pointed})
    template = _chosen(request, ticket, request.GET.get("template", ""))
    return _form(request, ticket, template, "", asks=False) if template else None


def reply_with_text(request: Request, ticket: Ticket) -> ReplyForm:
    """What was typed so far, with the chosen text after it."""
    typed = ReplyForm(request.POST)
    asks = bool(typed["asks"].value())
    template = _chosen(request, ticket, request.POST.get("template", ""))
    return _form(request, ticket, template, str(typed["text"].value() or ""), asks=asks)


def _form(
    request: Request, ticket: Ticket, template: ReplyTemplate | None, typed: str, *, asks: bool
) -> ReplyForm:
    found = filled(request.viewer, template.text, ticket) if template else None
    parts = [typed.rstrip(), found.text.strip() if found else ""]
    form = ReplyForm(initial={"text": "\n\n".join(filter(None, parts)), "asks": asks})
    form.unsure = found.unsure if found else []
    return form


def _chosen(request: Request, ticket: Ticket, text: str) -> ReplyTemplate | None:
    template_id = id_in(text)
    if template_id is None:
        return None
    offered = reply_templates_on(request.viewer, ticket)
    if template_id not in {each.pk for each in offered}:
        return None
    return reply_template_by(request.viewer, template_id)


def _pointed_at(request: Request) -> str:
    """Where an instruction stands, as a reply says it."""
    pk = version_in(request.GET.get("instruction", ""))
    row = readable_by(request.viewer).filter(pk=pk, state="published").first() if pk else None
    if row is None:
        return ""
    address = request.build_absolute_uri(reverse("knowledge:instruction-show", args=[row.pk]))
    words = _("Follow this instruction, step by step: «%(title)s» %(address)s")
    return words % {"title": row.heading, "address": address}

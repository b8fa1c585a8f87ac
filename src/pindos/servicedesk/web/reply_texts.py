"""A reply that begins with a ready text."""

from pindos.kernel.web import Request
from pindos.servicedesk.models import ReplyTemplate, Ticket
from pindos.servicedesk.queries import filled, reply_templates_on
from pindos.servicedesk.web.forms.reply import ReplyForm


def reply_begun(request: Request, ticket: Ticket) -> ReplyForm | None:
    """What ``?template=`` asks for; None when it asks for nothing, or for nothing known."""
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
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        return None
    offered = reply_templates_on(request.viewer, ticket)
    return next((each for each in offered if each.pk == int(text)), None)

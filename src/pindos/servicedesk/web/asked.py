"""What a ticket is about, and what was answered when it was opened, beside its other facts."""

from typing import Any

from pindos.inventory.queries import assets_by_id
from pindos.kernel.access import Viewer
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.queries import caller_of, forms_of


def asked_context(ticket: Ticket) -> dict[str, Any]:
    """The category as it was when the ticket got it, its answers, and those to former forms.

    No query without a category; with one at most four.
    """
    version = ticket.category_version
    if version is None:
        return {"category_name": "", "answered": None, "former": []}
    forms = forms_of(ticket)
    newest = next((form for form in forms if form.version_id == version.pk), None)
    return {
        "category_name": version.content.name,
        "answered": newest,
        "former": [form for form in forms if form is not newest],
    }


def asset_context(viewer: Viewer, ticket: Ticket) -> dict[str, Any]:
    """The equipment that it is about, where the viewer may see it."""
    found = assets_by_id(viewer, [ticket.asset_id]) if ticket.asset_id else {}
    return {"asset": found.get(ticket.asset_id or 0)}


def caller_context(ticket: Ticket) -> dict[str, Any]:
    """Who called, where the register does not hold them."""
    return {"caller": "" if ticket.requester_id else caller_of(ticket)}

"""What the parts of the product are called on the audit page."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

ROOMS: dict[str, str | Promise] = {
    "servicedesk": pgettext_lazy("part", "Tickets"),
    "identity": pgettext_lazy("part", "Accounts and access"),
    "operations": pgettext_lazy("part", "Operation and data protection"),
    "organisation": pgettext_lazy("part", "Organisation"),
    "changes": pgettext_lazy("part", "Planned work"),
    "problems": pgettext_lazy("part", "Problems"),
    "notices": pgettext_lazy("part", "Notices and webhooks"),
    "knowledge": pgettext_lazy("part", "Instructions"),
    "mail": pgettext_lazy("part", "Incoming mail"),
    "automation": pgettext_lazy("part", "Rules and recurring work"),
    "surveys": pgettext_lazy("part", "Answers about solutions"),
    "lists": pgettext_lazy("part", "Views and exports"),
    "oversight": pgettext_lazy("part", "Reports"),
    "inventory": pgettext_lazy("part", "Equipment"),
    "records": pgettext_lazy("part", "Attachments"),
    "clocks": pgettext_lazy("part", "Working hours"),
}

"""The contexts of the house, ground floor first. A new context is a folder and one line here."""

CONTEXTS = [
    "organisation",
    "identity",
    "clocks",
    "search",
    "mail",
    "notices",
    "records",
    "lists",
    "inventory",
    "knowledge",
    "servicedesk",
    "automation",
    "surveys",
    "problems",
    "changes",
    "oversight",
    "operations",
    "demo",
]

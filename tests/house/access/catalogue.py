"""The catalogue of what can be asked for: chosen by everybody, tended by administrators."""

from tests.house.access.table import ADMIN, EVERYONE, UNIT, api, command, form, page

from pindos.servicedesk.catalogue.shape import Content

SAID = {"el": "Πλαστικοποίηση", "en": "Laminating"}


def world(w):
    w.category = "toner"
    w.version = 1


def _said(w):
    return {"key": "toner", "content": Content(**SAID)}


def _it(w):
    return {"key": "toner"}


OFFICE = {"group": "printing", "el": "Πλαστικοποίηση", "impact": "person", "urgency": "low"}
WORDS = {**OFFICE, "competence": "support_users", "rows": "0", "step": "publish"}

ROWS = [
    page("servicedesk:category-list", ADMIN),
    page("servicedesk:category-show", ADMIN, "category"),
    form("servicedesk:category-add", ADMIN, **WORDS),
    form("servicedesk:category-edit", ADMIN, "category", **WORDS),
    form("servicedesk:category-retire", ADMIN, "category"),
    form("servicedesk:category-offer", ADMIN, "category"),
    form("servicedesk:category-place", ADMIN, "category", to="up"),
    form("servicedesk:category-restore", ADMIN, "category", "version"),
    api("POST /categories/{category}/place", ADMIN, "category", is_up=True),
    page("servicedesk:category-choose", EVERYONE),
    form("servicedesk:ticket-categorise", UNIT, "number", category="toner"),
    api("GET /categories", EVERYONE),
    api("POST /categories", ADMIN, key="laminating", group="printing", said=SAID),
    api("GET /categories/{category}", EVERYONE, "category"),
    api("GET /categories/{category}/versions", ADMIN, "category"),
    api("POST /categories/{category}/change", ADMIN, "category", said=SAID),
    api("POST /categories/{category}/retire", ADMIN, "category"),
    api("POST /categories/{category}/offer", ADMIN, "category"),
    api("POST /categories/{category}/restore/{number}", ADMIN, "category", "version"),
    command(
        "servicedesk.add_category",
        ADMIN,
        lambda w: {"key": "laminating", "group": "printing", "content": Content(**SAID)},
    ),
    command("servicedesk.change_category", ADMIN, _said),
    command("servicedesk.restore_category", ADMIN, lambda w: {"key": "toner", "number": 1}),
    command("servicedesk.retire_category", ADMIN, _it),
    command("servicedesk.offer_category", ADMIN, _it),
    command("servicedesk.place_category", ADMIN, lambda w: {"key": "toner", "is_up": True}),
    command("servicedesk.load_catalogue", ADMIN, lambda w: {}),
]

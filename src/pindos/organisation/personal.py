"""What the organisation keeps about people."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pindos.kernel.personal import Alias, End, Holding, Values, by_account, by_person, holds
from pindos.organisation.commands.people import searchable


def _alias(row: Any, alias: Alias) -> Values:
    return {
        "key": f"person-{alias.number}",
        "given_name": alias.word,
        "family_name": alias.number,
        "email": "",
        "phone": "",
        "service": "",
        "site_id": None,
    }


holds(
    Holding(
        table="organisation.person",
        label=_("Who you are"),
        why=_("To know who asks, where they sit and how they are reached."),
        about=by_person("pk"),
        shown=("key", "given_name", "family_name", "email", "phone", "service", "site"),
        held=("touched", "search_text"),
        put=_alias,
        afresh=lambda row: {"search_text": searchable(row)},
    ),
    Holding(
        table="organisation.position",
        label=_("Positions"),
        why=_("They decide what somebody sees and does, and who was competent when."),
        about=by_person("person"),
        shown=("unit", "role", "starts_on", "ends_on"),
        held=("person", "touched"),
    ),
    Holding(
        table="organisation.charttext",
        label=_("Charts that you loaded"),
        why=_("To see who changed the organisation chart."),
        about=by_account("by_id"),
        shown=("at", "file"),
        held=("by_id", "text"),
    ),
    Holding(
        table="organisation.intake",
        label=_("Tables that you handed in"),
        why=_("Between the preview and the import; forgotten after some days."),
        about=by_account("account_id"),
        shown=("kind", "name", "created_at", "applied_at"),
        held=("account_id", "content", "counts"),
        end=End.ERASED,
    ),
)

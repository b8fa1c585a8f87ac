"""What the inventory keeps about people: who uses which piece."""

from django.utils.translation import gettext_lazy as _

from pindos.inventory.commands.words import searchable
from pindos.kernel.personal import End, Holding, by_account, by_person, holds

holds(
    Holding(
        table="inventory.asset",
        label=_("Equipment that you use"),
        why=_("To know where a piece stands and who uses it."),
        about=by_person("person"),
        shown=("tag", "kind", "model", "serial", "site", "unit", "status", "note"),
        held=("person", "touched", "search_text", "tag_key", "serial_key"),
        texts=("note",),
        afresh=lambda row: {"search_text": searchable(row)},
    ),
    Holding(
        table="inventory.intake",
        label=_("Tables of equipment that you handed in"),
        why=_("Between the preview and the import; forgotten after some days."),
        about=by_account("account"),
        shown=("name", "at", "applied_at"),
        held=("account", "content"),
        end=End.ERASED,
    ),
)

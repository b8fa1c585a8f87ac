"""What lists keep about people: their views and what they took out."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.personal import End, Holding, by_account, holds

holds(
    Holding(
        table="lists.view",
        label=_("Your views of lists"),
        why=_("So that you find your filters again."),
        about=by_account("account"),
        shown=("name", "list_key", "filter", "sort", "columns", "unit"),
        held=("account",),
        end=End.ERASED,
    ),
    Holding(
        table="lists.subscription",
        label=_("Views that you follow"),
        why=_("To tell you when a view finds something."),
        about=by_account("account"),
        shown=("view", "cadence", "looked_at"),
        held=("account", "seen"),
        end=End.ERASED,
    ),
    Holding(
        table="lists.export",
        label=_("Lists that you took as a file"),
        why=_("To know who took which data out of the house."),
        about=by_account("account"),
        shown=("list_key", "filter", "rows", "format", "at"),
        held=("account",),
        texts=("filter",),
    ),
)

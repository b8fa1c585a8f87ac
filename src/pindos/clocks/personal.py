"""What clocks keep about a person: what an administrator typed and has not saved yet."""

from django.utils.translation import gettext_lazy as _

from pindos.kernel.personal import End, Holding, by_account, holds

holds(
    Holding(
        table="clocks.look",
        label=_("Hours and holidays that you looked at before saving them"),
        why=_("So that you may leave while it is counted what would move; forgotten in a day."),
        about=by_account("account_id"),
        shown=("form", "made_at"),
        held=("account_id", "page", "hours", "feasts", "about", "said", "most", "refused"),
        end=End.ERASED,
    )
)

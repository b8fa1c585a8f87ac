"""Keeps the one secret of this context, sealed for this purpose only."""

from functools import partial

from pindos.kernel import cipher

PURPOSE = "notices mail-server password"

sealed = partial(cipher.sealed, purpose=PURPOSE)
opened = partial(cipher.opened, purpose=PURPOSE)

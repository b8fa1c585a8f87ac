"""Keeps the secrets of this context, each sealed for its purpose only."""

from functools import partial

from pindos.kernel import cipher

PURPOSE = "notices mail-server password"
OF_LINKS = "notices address in a letter"

sealed = partial(cipher.sealed, purpose=PURPOSE)
opened = partial(cipher.opened, purpose=PURPOSE)
sealed_link = partial(cipher.sealed, purpose=OF_LINKS)
opened_link = partial(cipher.opened, purpose=OF_LINKS)

"""Keeps the secrets of this context, each sealed for its purpose only."""

from functools import partial

from pindos.kernel import cipher

PURPOSE = "notices mail-server password"
OF_LINKS = "notices address in a letter"
OF_WEBHOOKS = "notices webhook secret"

sealed = partial(cipher.sealed, purpose=PURPOSE)
opened = partial(cipher.opened, purpose=PURPOSE)
sealed_link = partial(cipher.sealed, purpose=OF_LINKS)
opened_link = partial(cipher.opened, purpose=OF_LINKS)
sealed_webhook = partial(cipher.sealed, purpose=OF_WEBHOOKS)
opened_webhook = partial(cipher.opened, purpose=OF_WEBHOOKS)

"""Keeps the secrets of mailboxes sealed for their purpose only."""

from functools import partial

from pindos.kernel import cipher

PURPOSE = "mail mailbox password"

sealed = partial(cipher.sealed, purpose=PURPOSE)
opened = partial(cipher.opened, purpose=PURPOSE)

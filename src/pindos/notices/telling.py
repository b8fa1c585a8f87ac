"""Notices carries what rooms below it have to say."""

from pindos.kernel.telling import told_by
from pindos.notices.commands import post_secret, tell
from pindos.notices.shelf import channels_on

told_by(tell, post_secret, lambda: bool(channels_on()))

"""Notices carries what rooms below it have to say."""

from pindos.kernel.telling import told_by
from pindos.notices.commands import tell

told_by(tell)

"""Backing up the instance with restic, and bringing it back: the machinery, without rows."""

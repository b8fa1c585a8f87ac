"""Planned work: what is changed, who allowed it, when it happens and whom it touches."""

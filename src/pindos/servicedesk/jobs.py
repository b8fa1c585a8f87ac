"""What the desk does by the clock."""

from datetime import timedelta

from pindos.kernel.jobs import every
from pindos.servicedesk.commands import close_solved_tickets


@every(timedelta(hours=1), name="close-solved-tickets")
def close_solved() -> int:
    """Close what was solved some days ago and nobody reopened."""
    return close_solved_tickets()

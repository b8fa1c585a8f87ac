"""What oversight does by the clock."""

from datetime import timedelta

from pindos.kernel.jobs import every
from pindos.oversight.commands import ask_due_reports, make_asked_reports, send_dispatches


@every(timedelta(minutes=1), name="make-monthly-reports", is_long=True)
def make_reports() -> int:
    """Make the reports that somebody asked for, and those of the month that is over."""
    ask_due_reports()
    return make_asked_reports()


@every(timedelta(minutes=15), name="send-what-comes-each-month")
def send_monthly() -> int:
    """Send reports and views on the first working day, and what could not go before."""
    return send_dispatches()

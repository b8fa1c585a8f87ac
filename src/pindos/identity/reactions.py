"""What identity does when somebody has asked for something that must not be waited for."""

from pindos.identity.commands import send_renewal_link
from pindos.identity.events import RenewalAsked
from pindos.kernel.access import HOUSE
from pindos.kernel.events import on


@on(RenewalAsked, name="send-renewal-links")
def send_renewal_links(event: RenewalAsked) -> None:
    """A mail for each account that was meant, if there is any."""
    for account_id in event.account_ids:
        send_renewal_link(viewer=HOUSE, account_id=account_id)

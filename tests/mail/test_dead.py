"""An address from which letters came back: who brings it to life again, and who does not."""

import pytest
from django.urls import reverse
from tests.mail.letters import came, letter
from tests.mail.test_arriving import bounced

from pindos.kernel.access import HOUSE
from pindos.mail.models import DeadAddress
from pindos.operations.commands import set_options

pytestmark = pytest.mark.django_db(transaction=True)
MX = "mx.apdhp.example"


@pytest.mark.parametrize("found", ["dmarc=pass", "spf=pass; dmarc=bestguesspass", "compauth=pass"])
def test_whoever_is_found_to_write_from_a_dead_address_is_reached_again(anthi, found):
    set_options(viewer=HOUSE, values={"mail.receiving_server": MX})
    _ticket, sender, _arrival = bounced(anthi, "5.1.1")
    came(letter(sender, Authentication_Results=f"{MX}; {found}"))
    assert not DeadAddress.objects.exists()


@pytest.mark.parametrize(
    "line",
    [
        None,
        f"{MX}; dmarc=fail; spf=pass; dkim=pass",
        f"{MX}; spf=pass; dkim=pass",
        f"{MX}; compauth=fail",
        "mx.elsewhere.example; dmarc=pass",
        f'{MX}; spf=fail reason="dmarc=pass"',
    ],
)
def test_whoever_only_says_to_write_from_a_dead_address_is_not(anthi, line, admin, client):
    set_options(viewer=HOUSE, values={"mail.receiving_server": MX})
    _ticket, sender, _arrival = bounced(anthi, "5.1.1")
    came(letter(sender, **({"Authentication_Results": line} if line else {})))
    assert DeadAddress.objects.get().address == sender
    client.force_login(admin)
    client.post(reverse("mail:address-revive"), {"address": sender})
    assert not DeadAddress.objects.exists()


def test_where_no_receiving_server_is_named_nobody_proves_anything(anthi):
    _ticket, sender, _arrival = bounced(anthi, "5.1.1")
    came(letter(sender, Authentication_Results="mx.elsewhere.example; dmarc=pass"))
    assert DeadAddress.objects.get().address == sender

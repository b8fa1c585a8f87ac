"""The log of letters says what each is about, to whoever may see that."""

import pytest
from django.urls import reverse
from tests.servicedesk.desk import TITLE, opened

from pindos.identity.queries import viewer_for
from pindos.kernel.called import called_about
from pindos.kernel.deliveries import drain
from pindos.notices.commands import set_mail_server
from pindos.notices.models import Sending

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_letter_about_a_ticket_says_of_which_kind_it_is_and_names_the_ticket(
    admin, anthi, dafni, client
):
    set_mail_server(
        viewer=viewer_for(admin),
        **{"host": "127.0.0.1", "port": 9, "security": "none", "username": ""},
        **{"sender": "pindos@apdhp.example", "is_on": True, "permit_of_id": None},
    )
    ticket = opened(anthi)
    while drain():
        pass
    assert Sending.objects.exists()
    client.force_login(admin)
    said = client.get(reverse("notices:sending-list")).content.decode()
    assert "Νέο αίτημα" in said and "ειδοποίηση" not in said.partition("<main")[2]
    assert f"{ticket.number} {TITLE}" in said
    for other in (anthi, dafni):
        client.force_login(other)
        assert client.get(reverse("notices:sending-list")).status_code == 404


def test_things_are_called_by_their_names_only_for_who_may_see_them(anthi, dafni, kosmas):
    ticket = opened(anthi)
    abouts = [f"servicedesk.ticket:{ticket.pk}", "servicedesk.ticket:999", "", "nothing:x", "a:7"]
    found = called_about(viewer_for(dafni), abouts)
    assert found == {abouts[0]: (ticket.number, TITLE, f"/tickets/{ticket.number}/")}
    assert called_about(viewer_for(kosmas), abouts) == {}

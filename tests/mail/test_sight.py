"""A unit sees what came to its own mailbox: in lists, counts, files, by the API and by address."""

import pytest
from django.urls import reverse
from tests.mail.letters import came, letter

from pindos.identity.queries import viewer_for
from pindos.kernel.counting import counts_of
from pindos.kernel.errors import NotFound
from pindos.mail.commands import raw_of, take_in
from pindos.mail.models import Arrival, Mailbox
from pindos.mail.queries import arrival_by, held_counted, tally, waiting_since
from pindos.organisation.queries import unit_named
from pindos.servicedesk.commands import release_mail

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "Μόνο για την Κοζάνη"


def box(key):
    return Mailbox.objects.create(
        address=f"{key.lower()}@apdhp.example", unit_id=unit_named(key).id, host="127.0.0.1"
    )


@pytest.fixture
def foreign(chart):
    """Messages of Kozani in quarantine, and of Florina one."""
    came(letter("a@ote.example", subject="Της Φλώρινας"), mailbox=box("TP-FLO"), uid=1)
    kozani = box("TP-KOZ")
    held = came(letter("b@ote.example", subject=SECRET), mailbox=kozani, uid=1)
    take_in(letter("c@ote.example", subject=SECRET), mailbox=kozani, uid=2)
    return held


def test_lists_files_and_the_api_hold_nothing_of_another_unit(foreign, dafni, client):
    client.force_login(dafni)
    of_list = reverse("mail:arrival-list")
    asked = ("", "?fate=quarantined", "?sort=answer", "?filter=answer%3Dsent")
    api, file = "/api/v1/lists/arrivals/rows", "/lists/export/?as=csv&list=arrivals"
    for path in [
        *(f"{of_list}{more}" for more in asked),
        api,
        f"{api}?filter=answer%3Dsent",
        file,
    ]:
        answer = client.get(path)
        body = answer.getvalue() if answer.streaming else answer.content
        assert answer.status_code == 200 and SECRET not in body.decode(), path
    assert "Της Φλώρινας" in client.get(of_list).content.decode()


def test_counts_hold_nothing_of_another_unit(foreign, dafni, kosmas, admin):
    mine, theirs, all_of_them = viewer_for(dafni), viewer_for(kosmas), viewer_for(admin)
    assert sum(tally(mine).values()) == 1 and waiting_since(mine)[0] == 0
    assert counts_of([held_counted(mine), held_counted(theirs)]) == [1, 1]
    assert sum(tally(theirs).values()) == 2 and waiting_since(theirs)[0] == 1
    assert sum(tally(all_of_them).values()) == 3 and waiting_since(all_of_them)[0] == 1


def test_no_address_opens_a_message_of_another_unit(foreign, dafni, client):
    client.force_login(dafni)
    for name in ("arrival-show", "arrival-raw"):
        assert client.get(reverse(f"mail:{name}", args=[foreign.pk])).status_code == 404
    assert client.get(reverse("servicedesk:mail-release", args=[foreign.pk])).status_code == 404
    mine = viewer_for(dafni)
    with pytest.raises(NotFound):
        arrival_by(mine, foreign.pk)
    for command in (raw_of, release_mail):
        with pytest.raises(NotFound):
            command(viewer=mine, arrival_id=foreign.pk)
    assert Arrival.objects.get(pk=foreign.pk).fate == "quarantined"


def test_an_employee_sees_no_mail_at_all(foreign, anthi, client):
    client.force_login(anthi)
    for path in (reverse("mail:arrival-list"), reverse("mail:arrival-show", args=[foreign.pk])):
        assert client.get(path).status_code == 404
    assert client.get("/api/v1/lists/arrivals/rows").status_code == 404

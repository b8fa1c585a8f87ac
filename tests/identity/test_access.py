"""Why somebody may see what they see, as their page, the API and the terminal say it."""

import pytest
from click.testing import CliRunner

from pindos.identity.cli import account
from pindos.identity.queries import access_of, viewer_for
from pindos.kernel.errors import NotFound
from pindos.organisation.models import Reach, Unit


def test_each_position_is_told_with_the_units_that_it_reaches(admin, thaleia, dafni, anthi):
    viewer = viewer_for(admin)
    below = Reach.objects.filter(above=Unit.objects.get(key="EPWM")).count()
    for who, units in ((admin, below), (dafni, 1), (anthi, 1)):
        found = access_of(viewer, who.person_id)
        assert [each.units for each in found.held] == [units]
        assert found.usernames == [who.username] and found.can_sign_in
    for who in (admin, thaleia, dafni, anthi):
        reach = {post.unit_id for post in viewer_for(who).reach}
        assert sum(each.units for each in access_of(viewer, who.person_id).held) == len(reach)


def test_one_may_ask_about_oneself_and_about_whom_one_rules(admin, dafni, giorgos, client):
    assert access_of(viewer_for(dafni), dafni.person_id).can_sign_in
    with pytest.raises(NotFound):
        access_of(viewer_for(giorgos), dafni.person_id)
    client.force_login(admin)
    page = client.get(f"/people/{dafni.person_id}/").content.decode()
    assert "Πρόσβαση, και γιατί" in page and "φτάνει σε 1 μονάδα" in page
    client.force_login(giorgos)
    assert "Πρόσβαση, και γιατί" not in client.get(f"/people/{dafni.person_id}/").content.decode()
    assert client.get(f"/api/v1/people/{dafni.person_id}/access").status_code == 404


def test_a_closed_account_is_said_to_be_closed(admin, dafni, client):
    dafni.is_active = False
    dafni.save()
    client.force_login(admin)
    found = client.get(f"/api/v1/people/{dafni.person_id}/access").json()
    assert found["can_sign_in"] is False and found["positions"][0]["unit"] == "TP-FLO"
    ran = CliRunner().invoke(account, ["access", "dafni", "--as", "admin"])
    assert ran.output.startswith("technician TP-FLO reaches 1") and "no sign-in" in ran.output

"""What somebody reads at an address that takes only what a form sends."""

import pytest
from django.urls import reverse

WORDS = "δέχεται μόνο ό,τι στέλνει μια φόρμα"
ONLY_SENT = reverse("shell:language")


@pytest.mark.django_db
@pytest.mark.parametrize("is_known", [True, False])
def test_who_opens_an_address_without_a_page_reads_so_and_finds_a_way_on(client, anthi, is_known):
    if is_known:
        client.force_login(anthi)
    answer = client.get(ONLY_SENT)
    assert answer.status_code == 405 and answer.headers["Allow"] == "POST"
    said = answer.content.decode()
    assert WORDS in said and 'href="/"' in said


@pytest.mark.django_db
def test_a_part_of_a_page_gets_the_words_alone(client, anthi):
    client.force_login(anthi)
    said = client.get(ONLY_SENT, headers={"HX-Request": "true"}).content.decode()
    assert WORDS in said and "<html" not in said


@pytest.mark.django_db
def test_programs_are_answered_as_before(client, anthi):
    client.force_login(anthi)
    assert client.delete(ONLY_SENT).content == b""
    assert client.head(ONLY_SENT).content == b""

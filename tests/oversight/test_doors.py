import json
import re

import pytest
from click.testing import CliRunner
from django.test import Client
from tests.cast import engaged, viewer_of
from tests.oversight.conftest import older
from tests.servicedesk.desk import opened

from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Forbidden
from pindos.kernel.menu import lines_for
from pindos.organisation.charts import DEFAULT
from pindos.organisation.commands import load_chart
from pindos.oversight.cli.overview import overview as command
from pindos.servicedesk.models import Ticket

PAGE = "/overview/"
LIMIT = 50_000  # bytes


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def numbers_in(answer):
    """The address and the number of each figure on the page."""
    found = re.findall(r'<a href="(/tickets/\?[^"]+)">(?:<strong>)?(\d+)', answer.content.decode())
    return [(url.replace("&amp;", "&"), int(number)) for url, number in found]


def sentence(answer):
    words = re.search(r'<p class="say">(.*?)</p>', answer.content.decode(), re.DOTALL)[1]
    return re.sub(r"<[^>]+>", "", words)


@pytest.mark.parametrize("name", ["thaleia", "admin", "elegktis", "iason"])
def test_every_number_is_that_of_the_list_behind_it(desk, name, request):
    client = signed_in(request.getfixturevalue(name))
    numbers = numbers_in(client.get(PAGE))
    assert len(numbers) > 8
    for url, number in numbers:
        assert client.get(url).context["total"] == number, url


def test_a_tile_leads_to_the_open_tickets_of_its_prefecture(desk, thaleia):
    client = signed_in(thaleia)
    tiles = {tile.name: tile for tile in client.get(PAGE).context["tiles"]}
    assert client.get(tiles["Φλώρινα"].url).context["total"] == 3
    assert tiles["Φλώρινα"].place == "c2 r0" and len(tiles) == 8


def test_the_sentence_says_in_greek_what_is_late_and_where(desk, thaleia):
    assert sentence(signed_in(thaleia).get(PAGE)) == (
        "1 από τα 4 ανοιχτά αιτήματα είναι εκπρόθεσμο. Βρίσκεται στον νομό Φλώρινας. "
        "2 περιμένουν το τμήμα τους. 1 είναι στη Διεύθυνση."
    )


def test_the_sentence_agrees_with_its_numbers(anthi, kosmas, thaleia):
    client = signed_in(thaleia)
    assert sentence(client.get(PAGE)) == (
        "Κανένα αίτημα δεν αναφέρθηκε τους τελευταίους 12 μήνες."
    )
    first = opened(anthi)
    assert sentence(client.get(PAGE)) == (
        "Το ένα ανοιχτό αίτημα είναι στην ώρα του. 1 περιμένει το τμήμα του."
    )
    second = opened(kosmas)
    assert sentence(client.get(PAGE)).startswith("Και τα 2 ανοιχτά αιτήματα είναι στην ώρα τους.")
    for ticket in (first, second):
        older(ticket, late=first.opened_at - first.opened_at.replace(year=2025))
    assert "Βρίσκονται στους νομούς Κοζάνης (1) και Φλώρινας (1)." in sentence(client.get(PAGE))
    Ticket.objects.update(state="closed")
    assert sentence(client.get(PAGE)) == (
        "Κανένα αίτημα δεν είναι ανοιχτό. Τους τελευταίους 12 μήνες αναφέρθηκαν 2."
    )


def test_no_green_stands_without_its_count(desk, thaleia):
    html = signed_in(thaleia).get(PAGE).content.decode()
    greens = re.findall(r'<li class="c\d+ r\d+ ok">(.*?)</li>', html)
    assert len(greens) == 1 and "1 ανοιχτό" in greens[0]


def test_nobody_else_gets_the_page_or_its_line_in_the_menu(dafni, giorgos, anthi, thaleia):
    for account in (dafni, giorgos, anthi):
        assert signed_in(account).get(PAGE).status_code == 403
        assert "oversight:overview" not in names(account)
    assert "oversight:overview" in names(thaleia)


def names(account):
    return [line.entry.url_name for line in lines_for(viewer_of(account))]


def test_who_has_not_signed_in_is_asked_to(client, db):
    answer = client.get(PAGE)
    assert answer.status_code == 302 and "next=/overview/" in answer.headers["Location"]
    assert client.get("/api/v1/overview").status_code == 401


def test_the_page_is_light_and_costs_few_queries(desk, thaleia, django_assert_max_num_queries):
    client = signed_in(thaleia)
    client.get(PAGE)
    with django_assert_max_num_queries(25):
        answer = client.get(PAGE)
    assert len(answer.content) < LIMIT


def test_the_page_reads_in_english_too(desk, thaleia):
    thaleia.language = "en"
    thaleia.save()
    assert sentence(signed_in(thaleia).get(PAGE)) == (
        "1 of 4 open tickets is late. It is in the prefecture of Florina. "
        "2 wait for their department. 1 is at the Directorate."
    )


def test_the_api_says_the_same_as_the_page(desk, thaleia, dafni):
    said = json.loads(signed_in(thaleia).get("/api/v1/overview").content)
    florina = said["prefectures"][0]
    assert (florina["prefecture"], florina["state"], florina["late"]) == ("FLO", "down", 1)
    assert said["total"]["open"] == 4 and sum(m["reported"] for m in said["months"]) == 4
    assert len(said["prefectures"]) == 8 and len(said["months"]) == 12
    assert signed_in(dafni).get("/api/v1/overview").status_code == 403


def test_the_command_line_says_it_too(desk, thaleia, dafni):
    lines = CliRunner().invoke(command, ["--as", "thaleia"]).output.splitlines()
    assert lines[0].startswith("1 από τα 4 ανοιχτά") and len(lines) == 11
    assert lines[2].split() == ["FLO", "3", "1", "2", "0", "1", "1", "εκπρόθεσμο"]
    refused = CliRunner().invoke(command, ["--as", "dafni"])
    assert isinstance(refused.exception, Forbidden)


def test_an_administration_of_eighteen_prefectures_has_its_map_too(db):
    load_chart(viewer=HOUSE, path=DEFAULT.with_name("aegean.yaml"))
    director = engaged("d", "Δέσποινα", "Νησιώτη", role="director", unit="DPE-AEG")
    answer = signed_in(director).get(PAGE)
    places = [tile.place for tile in answer.context["tiles"]]
    assert len(places) == len(set(places)) == 18
    assert b"style=" not in answer.content and len(answer.content) < LIMIT

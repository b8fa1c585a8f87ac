"""The one box: its page of results, and what it offers while somebody types."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.servicedesk.busy import busy
from tests.servicedesk.desk import act, opened

from pindos.records.models import Record
from pindos.search.commands import keep_all_of
from pindos.search.terms import PER_KIND
from pindos.servicedesk.models import Ticket
from pindos.servicedesk.terms import ABOUT

MOST = 50_000  # bytes of HTML


@pytest.fixture
def tickets(anthi, dafni, giorgos, iason):
    return busy(anthi, dafni, giorgos, iason)


def page(client, account, query, name="search"):
    client.force_login(account)
    return client.get(reverse(f"search:{name}"), query)


def numbers(answer):
    return [each.shown.number for each in answer.context["found"].items]


def test_a_number_leads_to_its_ticket_however_it_is_typed(client, dafni, tickets):
    number = tickets["printer"].number
    for typed in (number, number.lower(), "φλω 1", "FLO-1", "ΦΛΩ 1/2026", " αίτημα flo 0001 "):
        answer = page(client, dafni, {"q": typed})
        assert answer.status_code == 302 and number in answer.url, typed


def test_a_number_without_its_year_is_of_last_year_when_this_year_has_none(client, dafni, tickets):
    now = timezone.localdate().year
    ticket = tickets["printer"]
    for back, is_found in ((1, True), (5, True), (6, False)):
        number = f"FLO-{now - back}-0733"
        Ticket.objects.filter(pk=ticket.pk).update(number=number)
        answer = page(client, dafni, {"q": "φλω 733"})
        assert (answer.status_code == 302 and number in answer.url) is is_found, back
    assert f"FLO-{now}-0733" in page(client, dafni, {"q": "φλω 733"}).content.decode()


def test_digits_alone_offer_the_ticket_of_ones_own_unit_and_are_looked_for_all_the_same(
    client, dafni, kosmas, tickets
):
    year = timezone.localdate().year
    Ticket.objects.filter(pk=tickets["printer"].pk).update(number=f"FLO-{year}-0365")
    answer = page(client, dafni, {"q": " 365 "})
    words = answer.content.decode()
    assert answer.status_code == 200 and "Μήπως εννοείτε τον αριθμό;" in words
    assert "Κανένα κείμενο δεν περιέχει «365»." in words
    assert f'href="/tickets/FLO-{year}-0365/"' in words
    assert "FLO-" not in page(client, kosmas, {"q": "365"}).content.decode().split("<ul><li>")[0]


@pytest.mark.parametrize(
    "text", ["υπογραφη", "ΥΠΟΓΡΑΦΗ", "ενημέρωση", "καλογηρου εγγραφων", "ypografh", "kalogirou"]
)
def test_words_are_found_in_any_form_in_title_and_requester(client, dafni, tickets, text):
    assert tickets["signing"].number in numbers(page(client, dafni, {"q": text}))


def test_a_search_tells_nothing_of_what_one_may_not_see(client, kosmas, tickets):
    answer = page(client, kosmas, {"q": tickets["printer"].number})
    words = answer.content.decode()
    assert answer.status_code == 200 and "ή δεν έχετε δικαίωμα να το δείτε" in words
    assert answer.context["found"].total == 0 and "Μπορείτε να ψάξετε" in words


def test_whoever_asked_finds_the_own_tickets_only(client, anthi, dafni, tickets):
    opened(dafni, title="Ο εκτυπωτής του τμήματος", site="FLO-DIOIK")
    assert numbers(page(client, anthi, {"q": "εκτυπωτης"})) == [tickets["printer"].number]


def test_what_fits_is_marked_and_what_was_written_is_no_markup(client, anthi, dafni):
    story = "Γράφει <script>alert(1)</script> & «σφάλμα» στην οθόνη."
    opened(anthi, title="Η <b>οθόνη</b> μαυρίζει", description=story)
    words = page(client, dafni, {"q": "othones <script>"}).content.decode()
    assert "Η &lt;b&gt;<mark>οθόνη</mark>&lt;/b&gt; μαυρίζει" in words
    assert "&lt;<mark>script</mark>&gt;alert" in words and "<script>alert" not in words


def test_a_typed_query_comes_back_escaped(client, dafni, tickets):
    words = page(client, dafni, {"q": '"><script>x</script>'}).content.decode()
    assert "<script>x" not in words


def test_pages_of_results_lose_nothing(client, anthi, dafni):
    for number in range(25):
        opened(anthi, title=f"Σαρωτής {number}", description="-")
    first, second = (page(client, dafni, {"q": "σαρωτής", "start": start}) for start in (0, 20))
    assert len(set(numbers(first) + numbers(second))) == 25
    assert "Επόμενη σελίδα" in first.content.decode() and len(first.content) < MOST


def test_what_is_begun_is_suggested_to_those_who_may_read_it(client, dafni, kosmas, tickets):
    for typed in ("εκτυπ", "ektyp", "εκτυπωτ"):
        words = page(client, dafni, {"q": typed}, "suggest").content.decode()
        assert tickets["printer"].number in words, typed
        assert "FLO-" not in page(client, kosmas, {"q": typed}, "suggest").content.decode()


def test_a_note_is_suggested_to_nobody_who_may_not_read_it(client, anthi, dafni, tickets):
    act("note_ticket", dafni, tickets["printer"], text="Καραμητσόπουλος")
    assert "FLO-" in page(client, dafni, {"q": "καραμητσ"}, "suggest").content.decode()
    assert "FLO-" not in page(client, anthi, {"q": "καραμητσ"}, "suggest").content.decode()


def test_a_search_costs_so_many_queries_and_no_more(
    client, dafni, tickets, django_assert_max_num_queries
):
    client.force_login(dafni)
    with django_assert_max_num_queries(25):
        client.get("/search/", {"q": "εκτυπωτής"})


@pytest.mark.parametrize(("more", "is_said"), [(PER_KIND - 1, False), (PER_KIND, True)])
def test_beyond_a_thousand_the_newest_are_ranked_and_the_page_says_so(
    client, anthi, dafni, more, is_said
):
    first = opened(anthi, title="Σαρωτής", description="-")
    records = Record.objects.bulk_create(Record(about=ABOUT) for _ in range(more))
    Ticket.objects.bulk_create(
        [
            Ticket(**{**values_of(first), "record_id": record.pk, "number": f"FLO-2026-{n}"})
            for n, record in enumerate(records, 5_000)
        ]
    )
    keep_all_of(ABOUT)
    words = page(client, dafni, {"q": "σαρωτής"}).content.decode()
    assert "<strong>1000</strong>" in words
    assert ("φαίνονται τα νεότερα 1.000 κάθε είδους" in words) is is_said


def values_of(row):
    """What stands in its columns, but for its id."""
    return {
        each.attname: getattr(row, each.attname)
        for each in row._meta.fields
        if not each.primary_key
    }

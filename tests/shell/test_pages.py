"""The shell's own pages answer everybody, in the language of the visitor."""

import pytest

PAGES = ["/help/", "/accessibility/", "/privacy/"]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_shell_needs_no_account_and_is_small(client, db, page):
    response = client.get(page)
    assert response.status_code == 200
    assert len(response.content) < 50_000


def test_pages_are_greek_until_a_visitor_chooses_english(client, db):
    assert "Βοήθεια · Πίνδος" in client.get("/help/").text
    answer = client.post("/language/", {"language": "en", "next": "/help/"})
    assert answer["Location"] == "/help/"
    page = client.get("/help/").text
    assert '<html lang="en"' in page
    assert "Help · Pindos" in page


def test_the_choice_of_a_language_never_leads_to_another_site(client, db):
    answer = client.post("/language/", {"language": "en", "next": "https://example.org/"})
    assert answer["Location"] == "/"


def test_a_language_that_is_not_spoken_here_changes_nothing(client, db):
    answer = client.post("/language/", {"language": "xx", "next": "/help/"})
    assert not answer.cookies


def test_an_address_that_leads_nowhere_says_so_in_the_frame(client, db):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "Δεν υπάρχει σελίδα σε αυτή τη διεύθυνση" in response.text
    assert 'class="pi-top"' in response.text

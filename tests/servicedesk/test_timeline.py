"""A long timeline shows its beginning and its end; the rest is one link away."""

import re

from django.test import Client
from django.urls import reverse
from tests.servicedesk.desk import act


def page_of(who, ticket, **asked):
    client = Client()
    client.force_login(who)
    return client.get(reverse("servicedesk:ticket-show", args=[ticket.number]), asked)


def entries_in(response):
    return re.findall(r'<li id="entry-(\d+)">', response.content.decode())


def test_what_lies_between_is_left_out_until_it_is_asked_for(ticket, dafni, anthi):
    for number in range(40):
        act("note_ticket", dafni, ticket, text=f"Μέτρηση {number}: <b>7 %</b>\nκαι άλλη")
    few, every = page_of(dafni, ticket), page_of(dafni, ticket, all="1")
    text = few.content.decode()
    assert len(entries_in(few)) == 21 and len(entries_in(every)) == 42
    assert (
        entries_in(few)[0] == entries_in(every)[0]
        and entries_in(few)[-20:] == entries_in(every)[-20:]
    )
    assert 'href="?all=1#story"' in text and "21 παλαιότερων καταχωρίσεων" in text
    assert "Μέτρηση 39: &lt;b&gt;7 %&lt;/b&gt;<br>και άλλη" in text and "Μέτρηση 5:" not in text
    assert len(few.content) < 50_000
    narrowed = page_of(dafni, ticket, show="internal").content.decode()
    assert 'href="?show=internal&amp;all=1#story"' in narrowed


def test_whoever_asked_gets_no_count_of_what_is_internal(ticket, dafni, anthi):
    for number in range(40):
        act("note_ticket", dafni, ticket, text=f"Μέτρηση {number}")
    response = page_of(anthi, ticket)
    assert len(entries_in(response)) == 2 and "all=1" not in response.content.decode()

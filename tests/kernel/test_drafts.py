"""Drafts and presence: per account, bounded, forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pindos.kernel.access import NOBODY, Viewer
from pindos.kernel.drafts import (
    KEPT,
    LONGEST,
    MOST,
    draft_of,
    drop_draft,
    forget_old_drafts,
    keep_draft,
)
from pindos.kernel.errors import Refused
from pindos.kernel.models import Draft, Presence
from pindos.kernel.presence import GONE_AFTER, be_here, forget_who_was_here

pytestmark = pytest.mark.django_db
MINE, YOURS = Viewer(account_id=1), Viewer(account_id=2)
WORDS = {"text": ["Ο δρομολογητής «πέφτει» κάθε βράδυ."]}


def test_a_draft_is_kept_for_its_writer_and_for_nobody_else():
    keep_draft(MINE, "ticket:1:reply", WORDS)
    assert draft_of(MINE, "ticket:1:reply").data == WORDS
    assert draft_of(YOURS, "ticket:1:reply") is None
    drop_draft(YOURS, "ticket:1:reply")
    assert draft_of(MINE, "ticket:1:reply").get("text") == WORDS["text"][0]
    assert draft_of(NOBODY, "ticket:1:reply") is None
    with pytest.raises(Refused):
        keep_draft(NOBODY, "ticket:1:reply", WORDS)


def test_the_later_draft_takes_the_place_of_the_one_before():
    keep_draft(MINE, "report", WORDS)
    keep_draft(MINE, "report", {"text": ["Άλλο."]})
    assert Draft.objects.count() == 1 and draft_of(MINE, "report").get("text") == "Άλλο."
    drop_draft(MINE, "report")
    assert draft_of(MINE, "report") is None


def test_passwords_and_what_protects_the_form_are_never_kept():
    names = ["password", "new_password1", "secret", "csrfmiddlewaretoken", "otp_code", "once"]
    keep_draft(MINE, "x", {**WORDS, **{name: ["μυστικό"] for name in names}})
    assert Draft.objects.get().data == WORDS


def test_a_draft_has_a_bound_and_so_have_all_drafts_of_an_account():
    with pytest.raises(Refused):
        keep_draft(MINE, "x", {"text": ["α" * LONGEST]})
    for number in range(MOST + 5):
        keep_draft(MINE, f"ticket:{number}:reply", WORDS)
    assert Draft.objects.count() == MOST
    assert draft_of(MINE, "ticket:0:reply") is None
    assert draft_of(MINE, f"ticket:{MOST + 4}:reply")


def test_old_drafts_are_forgotten():
    keep_draft(MINE, "old", WORDS)
    Draft.objects.update(at=timezone.now() - KEPT - timedelta(minutes=1))
    keep_draft(MINE, "new", WORDS)
    assert forget_old_drafts() == 1 and Draft.objects.get().form == "new"


def test_an_open_page_costs_one_row_however_often_it_asks(django_assert_num_queries):
    be_here(MINE, "x:1")
    with django_assert_num_queries(4):  # two of them begin and end the transaction
        be_here(MINE, "x:1", is_writing=True)
    assert Presence.objects.get().is_writing


def test_who_closed_the_page_is_named_no_more_and_soon_forgotten():
    be_here(MINE, "x:1")
    Presence.objects.update(at=timezone.now() - GONE_AFTER - timedelta(seconds=1))
    assert be_here(YOURS, "x:1") == []
    Presence.objects.update(at=timezone.now() - timedelta(hours=2))
    assert forget_who_was_here() == 2

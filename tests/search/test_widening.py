"""Weights and what is found by them: typing errors, building anew, what was missed."""

import pytest
from django.utils import timezone
from tests.cast import viewer_of
from tests.servicedesk.desk import act, opened

from pindos.search.commands import forget_missed, rebuild, rebuild_if_needed, recount, weigh
from pindos.search.models import Entry, Missed, Rebuild, Weight
from pindos.search.queries import found_for

TONER = "Ο εκτυπωτής στο ισόγειο δεν τυπώνει"
LINE = "Το τηλέφωνο του υπουργείου δεν απαντά"


@pytest.fixture
def two(anthi, dafni):
    rows = [opened(anthi, title=title, description="Από χθες.") for title in (TONER, LINE)]
    weigh()
    return rows


def titles(account, words):
    return [each.shown.title for each in found_for(viewer_of(account), words).items]


@pytest.mark.parametrize(
    "words", ["εκτπυωτής", "εκτυπωττή", "ektpoths", "ετκυπωτης", "εκτυπνωτής", "κτυπωτής"]
)
def test_a_slip_of_the_finger_is_forgiven(two, dafni, words):
    assert titles(dafni, words) == [TONER]


def test_it_is_said_that_the_words_were_only_like_those_typed(two, dafni, client):
    assert not found_for(viewer_of(dafni), "εκτυπωτής").is_near
    assert found_for(viewer_of(dafni), "τηλεόφνο").is_near
    client.force_login(dafni)
    words = client.get("/search/", {"q": "τηλεόφνο"}).content.decode()
    assert "λέξεις που μοιάζουν" in words and LINE.split()[0] in words


def test_weights_count_each_entry_once_and_new_words_of_changed_ones(two, dafni):
    count = Weight.objects.get(term="ektip").count
    assert (count, weigh()) == (1, 0)
    act("reply_to_ticket", dafni, two[0], text="Ο εκτυπωτής θέλει τύμπανο.")
    assert weigh() == 1
    assert Weight.objects.get(term="ektip").count == 1
    assert titles(dafni, "τύμπνο") == [TONER]


def test_counting_anew_forgets_what_is_no_more(two, dafni):
    act("edit_ticket", dafni, two[1], title="Κάτι άλλο")
    assert Weight.objects.filter(term__startswith="ipurg").exists()
    assert recount() == Entry.objects.count()
    assert not Weight.objects.filter(term__startswith="ipurg").exists()


def test_the_index_is_built_anew_in_pieces_and_goes_on_where_it_stopped(two, dafni, monkeypatch):
    monkeypatch.setattr("pindos.search.commands.rebuilding.BATCH", 1)
    Entry.objects.all().delete()
    Entry.objects.create(
        subject="servicedesk.ticket:999999",
        kind="servicedesk.ticket",
        about_id=999_999,
        at=timezone.now(),
        terms="ektip",
    )
    told = []
    assert rebuild_if_needed(most=1) == 1
    assert Rebuild.objects.get().ended_at is None
    rebuild(told=lambda label, done: told.append(done))
    assert titles(dafni, "εκτυπωτής") == [TONER] and titles(dafni, "τηλεφωνα") == [LINE]
    assert not Entry.objects.filter(about_id=999_999).exists()
    assert Rebuild.objects.get().ended_at and told[-1] == Rebuild.objects.get().done
    assert rebuild_if_needed() == 0


def test_what_was_looked_for_in_vain_is_kept_without_a_name_and_forgotten(two, dafni, client):
    client.force_login(dafni)
    for _ in range(2):
        client.get("/search/", {"q": "Ζαχαροπλαστική"})
    client.get("/search/", {"q": "εκτυπωτής"})
    client.get("/search/", {"q": "😀"})
    row = Missed.objects.get()
    assert (row.words, row.count) == ("ζαχαροπλαστικη", 1)
    assert {field.name for field in Missed._meta.fields} == {"id", "words", "unit", "on", "count"}
    assert forget_missed() == 0
    Missed.objects.update(on="2020-01-01")
    assert forget_missed() == 1

"""What somebody finds among tickets, and what they never do."""

import pytest
from tests.cast import viewer_of
from tests.servicedesk.desk import act, opened

from pindos.search.commands import forget_entry, keep_entries
from pindos.search.models import Entry
from pindos.search.queries import found_for, suggested_for
from pindos.search.terms import Filters
from pindos.servicedesk.queries.findable import findables
from pindos.servicedesk.terms import ABOUT

TONER = "Ο εκτυπωτής στο ισόγειο δεν τυπώνει"
KEY = "Κλειδώθηκε ο κωδικός μου στο πρωτόκολλο"


@pytest.fixture
def toner(anthi, dafni):
    return opened(anthi, title=TONER, description="Βγάζει λευκές σελίδες από χθες.")


@pytest.fixture
def key(anthi, dafni):
    return opened(anthi, title=KEY, description="Μετά τις διακοπές.")


def titles(account, words, **more):
    found = found_for(viewer_of(account), words, **more)
    assert found.total == sum(each.number for each in found.counts)
    return [each.shown.title for each in found.items]


@pytest.mark.parametrize(
    "words",
    [
        "εκτυπωτής",
        "ΕΚΤΥΠΩΤΕΣ",
        "εκτυπωτων",
        "ektypotis",
        "ektipwths",
        "eκτυπωτής",
        "λευκή σελίδα",
        "leykes selides",
        "τυπώνει εκτυπωτής ισόγειο",
    ],
)
def test_greek_is_found_as_people_write_it(toner, key, dafni, words):
    assert titles(dafni, words) == [TONER]


def test_greeklish_with_digits_is_read(key, dafni):
    assert titles(dafni, "8elw kwdiko") == [KEY]
    assert found_for(viewer_of(dafni), "8elw kwdiko").is_loose


def test_the_requester_is_found_by_their_name_in_either_script(toner, dafni, anthi):
    found = titles(dafni, "Ανθή", kinds=[ABOUT])
    assert found == titles(dafni, "anthi", kinds=[ABOUT]) == [TONER]


def test_strangers_find_nothing_and_nothing_is_counted_for_them(toner, kosmas):
    found = found_for(viewer_of(kosmas), "εκτυπωτής")
    assert (found.total, found.counts, found.items) == (0, [], [])


def test_a_note_is_found_by_those_who_may_read_it_only(toner, anthi, dafni):
    act("note_ticket", dafni, toner, text="Το τύμπανο είναι της προμήθειας Καραμήτσου.")
    assert titles(dafni, "καραμήτσος") == [TONER]
    assert titles(anthi, "καραμήτσος") == []
    assert titles(anthi, "εκτυπωτής") == [TONER]
    why = found_for(viewer_of(dafni), "προμηθεια").items[0].whys[0]
    assert [piece.text for piece in why.pieces if piece.is_hit] == ["προμήθειας"]


def test_a_reply_is_found_at_once_by_both_sides(toner, anthi, dafni):
    act("reply_to_ticket", dafni, toner, text="Φέρνουμε καινούργιο τόνερ αύριο.")
    assert titles(dafni, "tonner") == titles(anthi, "τόνερ") == [TONER]


def test_who_gets_it_by_a_move_finds_it_and_who_had_it_reads_on(toner, dafni, kosmas):
    assert titles(kosmas, "εκτυπωτής") == []
    act("move_ticket", dafni, toner, unit="TP-KOZ", reason="Είναι στην Κοζάνη.")
    assert titles(kosmas, "εκτυπωτής") == titles(dafni, "εκτυπωτής") == [TONER]


def test_an_index_that_lags_behind_the_rights_gives_nothing_away(toner, kosmas, dafni):
    unit = f"_u{sorted(viewer_of(kosmas).units_as('technician'))[0]}"
    for row in Entry.objects.all():
        row.sight += f" {unit}"
        row.save()
    assert titles(kosmas, "εκτυπωτής") == []


def test_what_is_merged_is_found_by_the_desk_where_it_is_dealt_with(toner, key, anthi, zoi, dafni):
    other = opened(zoi, title="Χαλασμένος φωτοτυπικός", description="Μυρίζει καμένο.")
    act("merge_ticket", dafni, other, into=toner.number)
    assert titles(dafni, "μυρίζει") == [TONER]
    assert titles(zoi, "μυρίζει") == [other.title]
    assert titles(anthi, "μυρίζει") == []
    act("unmerge_ticket", dafni, other)
    assert titles(dafni, "μυρίζει") == [other.title]


def test_a_corrected_title_is_found_and_the_old_one_is_not(toner, dafni):
    act("edit_ticket", dafni, toner, title="Ο σαρωτής στο ισόγειο")
    assert titles(dafni, "σαρωτές") == ["Ο σαρωτής στο ισόγειο"]
    assert titles(dafni, "εκτυπωτής") == []


def test_filters_narrow_by_kind_unit_and_time(toner, dafni):
    view = viewer_of(dafni)
    assert found_for(view, "εκτυπωτής", kinds=["other.thing"]).total == 0
    assert found_for(view, "εκτυπωτής", filters=Filters(unit_id=toner.unit_id)).total == 1
    assert found_for(view, "εκτυπωτής", filters=Filters(unit_id=10**9)).total == 0
    assert found_for(view, "εκτυπωτής", filters=Filters(since=toner.opened_at)).total == 1


@pytest.mark.parametrize("words", ["", "και το από", "😀😀", "(((((.*)+)+)+$", "'\"&|!:*", "\x00"])
def test_what_says_nothing_is_said_to_say_nothing(toner, dafni, words):
    found = found_for(viewer_of(dafni), words)
    assert found.says_nothing and not found.items


def test_a_hundred_thousand_letters_are_cut_and_it_is_said(toner, dafni):
    found = found_for(viewer_of(dafni), "εκτυπωτής " * 10_000)
    assert found.is_cut and found.total == 1


def test_a_word_of_the_engines_own_language_is_only_a_word(toner, dafni):
    assert titles(dafni, "εκτυπωτής NEAR(a b) OR sight:_u1") == [TONER]


def test_what_is_forgotten_is_gone_and_what_is_kept_again_is_there(toner, dafni):
    forget_entry(ABOUT, toner.pk)
    assert titles(dafni, "εκτυπωτής") == []
    before = keep_entries(findables([toner.pk]))
    assert before == 1 and titles(dafni, "εκτυπωτής") == [TONER]


def test_what_opening_writes_is_what_building_anew_would_write(toner):
    kept = Entry.objects.values("subject", "is_internal", "record", "head", "terms", "sight")
    before = list(kept)
    keep_entries(findables([toner.pk]))
    assert list(kept) == before


def test_the_best_comes_first_and_what_is_as_good_the_newest_first(anthi, dafni):
    first = opened(anthi, title="Σαρωτής στην αποθήκη", description="-")
    opened(anthi, title="Στην αποθήκη", description="Ο σαρωτής έχει σκόνη.")
    opened(anthi, title="Σαρωτής στην αποθήκη", description="-")
    found = found_for(viewer_of(dafni), "σαρωτής").items
    assert [each.about_id - first.pk for each in found] == [2, 0, 1]


def test_the_room_has_the_last_word_when_marks_let_in_whom_they_ought_not(
    toner, key, dafni, kosmas
):
    entry = Entry.objects.get(subject=f"{ABOUT}:{toner.pk}", is_internal=False)
    Entry.objects.filter(pk=entry.pk).update(sight=f"{entry.sight} _all")
    found = found_for(viewer_of(kosmas), "εκτυπωτής")
    assert (found.total, found.items, found.counts) == (0, [], [])
    assert suggested_for(viewer_of(kosmas), "εκτυπ").total == 0
    assert titles(dafni, "εκτυπωτής") == [TONER]


def test_a_note_that_marks_let_out_is_not_found_by_the_requester(toner, anthi, dafni):
    act("note_ticket", dafni, toner, text="Καραμητσόπουλος")
    notes = Entry.objects.get(is_internal=True)
    Entry.objects.filter(pk=notes.pk).update(sight=f"{notes.sight} _all")
    assert titles(dafni, "καραμητσοπουλος") == [TONER]
    assert titles(anthi, "καραμητσοπουλος") == []


def test_a_unit_found_by_its_other_names_says_which(dafni):
    found = next(each for each in found_for(viewer_of(dafni), "TP-FLO").items)
    assert [piece.text for why in found.whys for piece in why.pieces if piece.is_hit]

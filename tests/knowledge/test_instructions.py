"""Instructions: who reads them, how a version comes to be, and what is told when one is old."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.cast import viewer_of
from tests.knowledge.conftest import TEXT, TITLE, png

from pindos.kernel.errors import Clash, Forbidden, Invalid, NotFound, Refused
from pindos.knowledge import commands
from pindos.knowledge.models import Edition, Instruction, Reading
from pindos.knowledge.queries import (
    INSTRUCTIONS,
    ailing_for,
    feedback_on,
    instruction_by,
    suggested_instructions,
    text_of,
)
from pindos.notices.models import Notice
from pindos.records.queries import attachment_for
from pindos.search.queries import found_for

SEARCHED = "κωδικός υπολογιστή"


def draft(account, **words):
    said = {"title": TITLE, "text": TEXT, **words}
    return commands.draft_instruction(viewer=viewer_of(account), **said)


def do(verb, account, row, **words):
    command = getattr(commands, f"{verb}_instruction")
    return command(viewer=viewer_of(account), instruction_id=row.pk, **words)


def attached(account, row, *files):
    return commands.attach_to_instruction(
        viewer=viewer_of(account), instruction_id=row.pk, files=files
    )


def titles(account, asked=""):
    return [row.heading for row in INSTRUCTIONS.found(viewer_of(account), asked)]


def found(account, words=SEARCHED):
    return found_for(viewer_of(account), words, kinds=("knowledge.instruction",))


def test_a_draft_is_neither_read_nor_found_nor_counted_by_its_readers(
    instruction, dafni, elegktis, anthi, kosmas
):
    for who in (dafni, elegktis):
        assert titles(who) == [TITLE] and found(who).total == 1
    for who in (anthi, kosmas):
        assert titles(who) == [] and found(who).total == 0 and not found(who).counts
        assert suggested_instructions(viewer_of(who), SEARCHED) == []
        with pytest.raises(NotFound):
            instruction_by(viewer_of(who), instruction.pk)
    with pytest.raises(Forbidden):
        draft(anthi)


def test_a_whole_story_is_offered_what_fits_best_and_not_what_holds_a_word_of_the_hour(
    published, dafni, anthi
):
    """Who tells more must not be offered less: «since this morning» stands in another one."""
    other = draft(dafni, title="Δεν ανοίγει το πρωί", text="1. Αλλάξτε κωδικό το πρωί.")
    do("publish", dafni, other)
    for words in (
        "ξέχασα τον κωδικό του υπολογιστή μου από το πρωί",
        "καλημέρα, ξέχασα τον κωδικό του υπολογιστή και βιάζομαι",
        "Ξέχασα τον κωδικό του υπολογιστή",
    ):
        offered = [each.title for each in suggested_instructions(viewer_of(anthi), words)]
        assert offered[:1] == [TITLE], (words, offered)
    assert suggested_instructions(viewer_of(anthi), "θέλω καινούργιο ποντίκι για υπολογιστή") == []


def test_what_is_published_for_everybody_is_found_in_their_own_words(published, anthi, petros):
    for words in ("κωδικος", "kwdikos", "ξεχασα τον κωδικο μου παλι", "αλλαγή κωδικών"):
        assert [each.title for each in suggested_instructions(viewer_of(anthi), words)] == [TITLE]
    assert titles(petros, "text contains κωδικου") == [TITLE] and found(petros).total == 1
    assert suggested_instructions(viewer_of(anthi), "φωτοτυπικό") == []


def test_readers_get_the_version_that_is_published_until_the_next_one(published, dafni, anthi):
    do("edit", dafni, published, title="Νέος τίτλος", text="1. Άλλο βήμα για τον εκτυπωτή")
    row = instruction_by(viewer_of(anthi), published.pk)
    assert text_of(row).title == TITLE and "Άλλο βήμα" not in text_of(row).html
    assert titles(anthi) == [TITLE] and found(anthi, "εκτυπωτής").total == 0
    assert titles(dafni, "changed = yes") == [TITLE]
    row = do("publish", dafni, published, note="Νέα βήματα")
    assert row.edition.number == 2 and titles(anthi) == ["Νέος τίτλος"]
    assert found(anthi, "εκτυπωτής").total == 1 and found(anthi).total == 0
    with pytest.raises(Refused):
        do("publish", dafni, published)
    assert Edition.objects.get(number=1).text == TEXT


def test_an_older_version_is_brought_back_as_what_is_written(published, dafni):
    do("edit", dafni, published, text="1. Λάθος")
    do("publish", dafni, published)
    row = do("bring_back", dafni, published, number=1)
    assert row.text == TEXT and row.edition.number == 2
    assert do("publish", dafni, published).edition.number == 3
    with pytest.raises(NotFound):
        do("bring_back", dafni, published, number=9)
    seen = Instruction.objects.get().version
    do("edit", dafni, published, text="1. Του Γιώργου")
    with pytest.raises(Clash):
        do("bring_back", dafni, published, number=1, version=seen)


def test_two_who_write_are_joined_field_by_field(instruction, dafni, giorgos):
    seen = instruction.version
    do("edit", giorgos, instruction, title="Του Γιώργου", version=seen)
    do("edit", dafni, instruction, text="1. Της Δάφνης", version=seen)
    row = Instruction.objects.get()
    assert (row.title, row.text) == ("Του Γιώργου", "1. Της Δάφνης")
    with pytest.raises(Clash) as clash:
        do("edit", dafni, instruction, title="Της Δάφνης", version=seen)
    assert clash.value.fields["title"].theirs == "Του Γιώργου"


def test_a_runbook_is_for_those_at_a_desk_only(dafni, kosmas, anthi):
    row = draft(dafni, kind="runbook", audience="everybody")
    do("publish", dafni, row)
    assert Instruction.objects.get().audience == "technicians"
    assert titles(kosmas) == [TITLE] and found(kosmas).total == 1
    assert titles(anthi) == [] and found(anthi).total == 0
    assert suggested_instructions(viewer_of(anthi), SEARCHED) == []


def test_one_for_a_unit_is_read_there_and_below(dafni, kosmas, anthi, petros):
    with pytest.raises(Invalid) as refused:
        draft(dafni, audience="unit")
    assert set(refused.value.fields) == {"audience_unit"}
    row = draft(dafni, audience="unit", audience_unit="TP-KOZ")
    do("publish", dafni, row)
    assert titles(kosmas) == [TITLE] and titles(anthi) == [] and found(anthi).total == 0
    do("edit", dafni, row, audience_unit="EPWM")
    assert titles(anthi) == [TITLE] and titles(petros) == [TITLE]


def test_what_is_retired_is_its_units_alone_until_it_is_taken_back(published, dafni, anthi):
    do("retire", dafni, published)
    assert titles(anthi) == [] and found(anthi).total == 0 and titles(dafni) == [TITLE]
    with pytest.raises(Refused):
        do("edit", dafni, published, title="Άλλος")
    do("revive", dafni, published)
    assert titles(anthi) == [TITLE] and found(anthi).total == 1


def test_pictures_are_seen_by_whoever_reads_the_version_that_shows_them(instruction, dafni, anthi):
    with pytest.raises(Invalid) as refused:
        do("edit", dafni, instruction, text="![](οθόνη.png)")
    assert "αγκύλες" in str(refused.value.fields["text"])
    with pytest.raises(Invalid):
        do("edit", dafni, instruction, text="![Το παράθυρο](https://x.example/a.png)")
    do("edit", dafni, instruction, text="![Το παράθυρο](οθόνη.png)")
    with pytest.raises(Refused, match="οθόνη.png"):
        do("publish", dafni, instruction)
    first = attached(dafni, instruction, png()).enclosures.get()
    with pytest.raises(NotFound):
        attachment_for(viewer_of(anthi), first.attachment_id)
    do("publish", dafni, instruction)
    assert attachment_for(viewer_of(anthi), first.attachment_id).name == "οθόνη.png"
    attached(dafni, instruction, png(colour="red"))
    second = instruction.enclosures.get(dropped_at=None)
    with pytest.raises(NotFound):
        attachment_for(viewer_of(anthi), second.attachment_id)
    row = do("publish", dafni, instruction)
    assert f"/attachments/{second.attachment_id}" in text_of(row).html
    with pytest.raises(NotFound):
        attachment_for(viewer_of(anthi), first.attachment_id)
    do("bring_back", dafni, instruction, number=1)
    assert instruction.enclosures.get(dropped_at=None) == first


def test_a_file_is_taken_out_and_no_text_is_lost_by_rubbish(instruction, dafni):
    attached(dafni, instruction, png("α.png"), png("β.png"))
    one = instruction.enclosures.get(name="α.png")
    commands.detach_from_instruction(
        viewer=viewer_of(dafni), instruction_id=instruction.pk, file=one.pk
    )
    assert [each.name for each in instruction.enclosures.filter(dropped_at=None)] == ["β.png"]
    script = "<script>alert('γεια')</script>\n\n1. Βήμα"
    assert do("edit", dafni, instruction, text=script).text == script
    for words in ({"title": " "}, {"text": "α" * 20_001}, {"title": "α\x00"}, {"kind": "βιβλίο"}):
        with pytest.raises(Invalid) as refused:
            do("edit", dafni, instruction, **words)
        assert set(refused.value.fields) == set(words)


def test_categories_are_those_of_the_catalogue(catalogue, dafni, anthi):
    row = draft(dafni, categories=["password-forgotten", "printer-not-printing"])
    do("publish", dafni, row)
    assert titles(anthi, "category = printer-not-printing") == [TITLE]
    assert titles(anthi, "category = none") == []
    with pytest.raises(Invalid):
        do("edit", dafni, row, categories=["no-such-thing"])


def test_its_unit_is_told_once_when_the_day_of_its_review_has_come(
    published, dafni, giorgos, kosmas
):
    assert commands.remind_of_reviews() == 0
    today = timezone.localdate()
    do("edit", dafni, published, review_on=today)
    assert commands.remind_of_reviews() == 1 and commands.remind_of_reviews() == 0
    told = {row.person_id: row for row in Notice.objects.filter(kind="instruction-review")}
    assert set(told) == {dafni.person_id, giorgos.person_id}
    assert TITLE in told[dafni.person_id].title and "ισχύει" in told[dafni.person_id].text
    assert titles(dafni, "overdue = yes") == [TITLE]
    with pytest.raises(Invalid):
        do("review", dafni, published, review_on=today)
    row = do("review", dafni, published)
    assert row.review_on > today + timedelta(days=360) and titles(dafni, "overdue = yes") == []


def test_the_day_that_was_written_for_the_first_review_stays_when_it_is_published(dafni):
    day = timezone.localdate() + timedelta(days=40)
    row = do("publish", dafni, draft(dafni, review_on=day))
    assert row.review_on == day
    do("edit", dafni, row, text="1. Πατήστε Έναρξη.")
    assert do("publish", dafni, row).review_on > day + timedelta(days=200), "looked at just now"
    old = draft(dafni, title="Άλλη οδηγία", review_on=timezone.localdate())
    assert do("publish", dafni, old).review_on > day


def answered(account, row, has_helped, **words):
    return commands.answer_instruction(
        viewer=viewer_of(account), instruction_id=row.pk, has_helped=has_helped, **words
    )


def test_what_readers_say_is_counted_for_each_version_and_each_person_once(
    published, dafni, anthi, petros, kosmas
):
    answered(anthi, published, has_helped=False, words="Δεν βρίσκω το κουμπί.")
    answered(petros, published, has_helped=False)
    answered(kosmas, published, has_helped=True)
    answered(kosmas, published, has_helped=False)
    said = feedback_on(published.edition)
    assert (said.helped, said.not_helped, said.words) == (0, 3, ("Δεν βρίσκω το κουμπί.",))
    [ailing] = ailing_for(viewer_of(dafni))
    assert ailing.has_turned and not ailing.is_overdue and ailing_for(viewer_of(kosmas)) == []
    assert titles(dafni, "not_helped = 3") == [TITLE]
    do("edit", dafni, published, text="1. Πατήστε το μπλε κουμπί")
    row = do("publish", dafni, published)
    assert feedback_on(row.edition).not_helped == 0 and ailing_for(viewer_of(dafni)) == []
    with pytest.raises(Refused):
        answered(dafni, draft(dafni), has_helped=True)


def test_readers_who_ask_for_help_all_the_same_are_counted_and_forgotten(
    published, dafni, anthi, petros, kosmas
):
    now = timezone.now()
    for who in (anthi, petros, kosmas, dafni):
        commands.note_reading(viewer=viewer_of(who), instruction_id=published.pk)
    for who in (anthi, petros, kosmas, anthi):
        later = now + timedelta(minutes=5)
        commands.note_asked_after(person_id=who.person_id, at=later)
    said = feedback_on(published.edition)
    assert (said.readings, said.asked_after) == (3, 3)
    assert ailing_for(viewer_of(dafni))[0].is_left
    commands.note_reading(viewer=viewer_of(anthi), instruction_id=published.pk)
    assert commands.note_asked_after(person_id=anthi.person_id, at=now + timedelta(hours=3)) == 0
    Reading.objects.update(at=now - timedelta(days=2))
    assert commands.forget_readings() == 1 and not Reading.objects.exists()


def test_what_ships_is_brought_in_once_as_sound_drafts_and_found_by_everybody(
    catalogue, dafni, anthi
):
    found = commands.load_instructions(viewer=viewer_of(dafni))
    assert len(found) >= 15 and {row.state for row in found} == {"draft"} and titles(anthi) == []
    assert all(row.categories for row in found), "each has a category of the catalogue"
    assert commands.load_instructions(viewer=viewer_of(dafni)) == []
    for row in found:
        do("publish", dafni, row)
    runbooks = sum(row.kind == "runbook" for row in found)
    assert runbooks == 2 and len(titles(anthi)) == len(found) - runbooks
    likely = {
        "ο εκτυπωτης δεν τυπωνει τιποτα": "Ο εκτυπωτής δεν τυπώνει",
        "xexasa ton kwdiko": "Ξέχασα ή θέλω να αλλάξω τον κωδικό του υπολογιστή",
        "πήρα ένα ύποπτο μήνυμα": "Ήρθε ένα ύποπτο μήνυμα",
        "δεν συνδεεται το vpn απο το σπιτι": "Δουλεύω από το σπίτι με VPN",
        "ο εκτυπωτής μου βγάζει λευκές σελίδες από το πρωί": "Ο εκτυπωτής δεν τυπώνει",
        "ο υπολογιστής κολλάει συνέχεια όταν ανοίγω το word": "Ο υπολογιστής μου είναι αργός",
        "η ψηφιακή υπογραφή μου έληξε χτες": "Λήγει η ψηφιακή μου υπογραφή",
        "σάρωση σε φάκελο": "Σαρώνω έγγραφα κατευθείαν σε φάκελο",
    }
    for typed, title in likely.items():
        found_titles = [each.title for each in suggested_instructions(viewer_of(anthi), typed)]
        assert title in found_titles, (typed, found_titles)

import pytest
from django.utils import timezone
from django.utils.translation import get_language
from tests.notices.people import person, reader

from pindos.kernel.access import HOUSE, NOBODY
from pindos.kernel.errors import NotFound
from pindos.notices.commands import read_all, read_notice, tell
from pindos.notices.models import Notice, Preference, Sending
from pindos.notices.queries import Choice, choices_for, notices_for, unread_count
from pindos.notices.terms import TITLE_LENGTH, How


def in_the_readers_language():
    if get_language() == "el":
        return "Νέο αίτημα FLO-2026-0412", "Ο εκτυπωτής «Κέρκυρα» δεν τυπώνει."
    return "New ticket FLO-2026-0412", "The printer does not print."


def tell_them(*people, key="event 1", by=HOUSE, say=in_the_readers_language):
    ids = [each if isinstance(each, int | None) else each.pk for each in people]
    return tell(
        person_ids=ids, key=key, kind="opened", about="servicedesk.ticket:7", say=say, by=by
    )


def test_each_person_is_told_in_their_own_language(db):
    greek, english = person("dafni", language="el"), person("brian", language="en")
    assert tell_them(greek, english, None) == 2
    titles = dict(Notice.objects.values_list("person__key", "title"))
    assert titles == {"dafni": "Νέο αίτημα FLO-2026-0412", "brian": "New ticket FLO-2026-0412"}


def test_somebody_without_an_account_is_told_in_greek(db):
    tell_them(person("anthi"))
    assert Notice.objects.get().text == "Ο εκτυπωτής «Κέρκυρα» δεν τυπώνει."


def test_the_same_telling_reaches_a_person_once_and_another_telling_again(db):
    dafni, giorgos = person("dafni"), person("giorgos")
    assert tell_them(dafni, dafni) == 1
    assert tell_them(dafni, giorgos) == 1
    assert tell_them(dafni, key="event 2") == 1
    assert Notice.objects.count() == 3


def test_it_is_asked_once_for_all_who_has_heard_and_how_each_wants_to_hear(
    db, django_assert_num_queries
):
    dafni, giorgos, anthi = (person(name) for name in ("dafni", "giorgos", "anthi"))
    tell_them(dafni)
    Preference.objects.create(person=giorgos, kind="opened", is_shown=False, how=How.NEVER)
    Preference.objects.create(person=dafni, kind="opened", is_shown=False, how=How.NEVER)
    asked = [dafni.pk, giorgos.pk, anthi.pk]
    with django_assert_num_queries(1):
        found = choices_for(asked, "opened", "event 1")
    assert found == {giorgos.pk: Choice(False, How.NEVER), anthi.pk: Choice()}
    assert choices_for(asked, "opened", "event 2").keys() == set(asked)


def test_who_did_it_is_not_told_of_it(db):
    dafni = person("dafni", language="el")
    assert tell_them(dafni, person("giorgos"), by=reader(dafni)) == 1
    assert not notices_for(reader(dafni)).exists()


def test_a_title_stays_one_line_and_no_longer_than_its_column(db):
    tell_them(person("dafni"), say=lambda: ("Τίτλος\nBcc: x@example.gr " + "α" * 400, ""))
    title = Notice.objects.get().title
    assert len(title) == TITLE_LENGTH and title.startswith("Τίτλος Bcc: x@example.gr α")


def test_without_a_channel_nothing_waits_in_the_post(db):
    tell_them(person("dafni"))
    assert not Sending.objects.exists()


def test_unread_notices_come_first_and_are_counted(db):
    dafni = person("dafni")
    viewer = reader(dafni)
    for number in range(3):
        tell_them(dafni, key=f"event {number}")
    newest = notices_for(viewer)[0]
    read_notice(viewer=viewer, notice_id=newest.pk)
    assert [notice.key for notice in notices_for(viewer)] == ["event 1", "event 0", "event 2"]
    assert unread_count(viewer) == 2 and newest.key == "event 2"


def test_reading_twice_keeps_the_first_time(db):
    dafni = person("dafni")
    tell_them(dafni)
    before = timezone.now()
    first = read_notice(viewer=reader(dafni), notice_id=Notice.objects.get().pk).read_at
    assert read_notice(viewer=reader(dafni), notice_id=Notice.objects.get().pk).read_at == first
    assert first >= before


def test_anothers_notice_is_not_found_and_stays_unread(db):
    tell_them(person("dafni"))
    for viewer in (reader(person("giorgos")), NOBODY):
        with pytest.raises(NotFound):
            read_notice(viewer=viewer, notice_id=Notice.objects.get().pk)
    assert not Notice.objects.get().is_read
    assert unread_count(NOBODY) == 0


def test_read_all_leaves_what_arrived_after_the_page_was_made(db):
    dafni = person("dafni")
    tell_them(dafni, person("giorgos"))
    seen = notices_for(reader(dafni))[0].pk
    tell_them(dafni, key="event 2")
    assert read_all(viewer=reader(dafni), up_to=Notice.objects.latest("pk").pk - 1) == 1
    assert notices_for(reader(dafni)).filter(is_read=True).get().pk == seen
    assert Notice.objects.filter(is_read=False, person__key="giorgos").exists()

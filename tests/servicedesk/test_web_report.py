"""The report: three questions, one ticket however often it is sent, nothing lost when it fails."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pindos.records.models import HeldFile
from pindos.records.queries import timeline
from pindos.servicedesk.models import Ticket

WHAT = "Δεν τυπώνει ο εκτυπωτής του πρωτοκόλλου. Βγάζει μήνυμα «χαρτί»."


def sent(client, account, **words):
    client.force_login(account)
    words = {"what": WHAT, "where": "own", "urgency": "high", "impact": "person", **words}
    return client.post(reverse("servicedesk:report"), words)


def file(name="σφάλμα.txt", content=b"paper jam"):
    return SimpleUploadedFile(name, content, content_type="text/plain")


def test_three_answers_open_a_ticket_at_the_own_site(client, anthi, chart):
    answer = sent(client, anthi)
    ticket = Ticket.objects.get()
    assert answer.url == reverse("servicedesk:report-sent", args=[ticket.number])
    assert ticket.title == "Δεν τυπώνει ο εκτυπωτής του πρωτοκόλλου"
    assert (ticket.site_id, ticket.requester_id) == (chart.sites["FLO-DIOIK"].pk, anthi.person_id)
    page = client.get(answer.url).content.decode()
    assert ticket.number in page and "το Τμήμα Πληροφορικής Φλώρινας" in page


def test_a_double_click_opens_one_ticket_and_a_changed_report_another(client, anthi):
    first = sent(client, anthi, once="x1")
    assert sent(client, anthi, once="x1").url == first.url
    assert sent(client, anthi, once="x1", what="Κάτι άλλο δεν δουλεύει εδώ").url != first.url
    assert Ticket.objects.count() == 2


def test_a_report_that_fails_keeps_every_word_and_every_file(client, anthi, django_db_blocker):
    answer = sent(client, anthi, where="elsewhere", files=[file(), file("β.txt", b"b")])
    page = answer.content.decode()
    assert answer.status_code == 422 and not Ticket.objects.exists()
    assert "χαρτί»." in page and "σφάλμα.txt" in page and "Διαλέξτε την έδρα" in page
    kept = list(HeldFile.objects.values_list("key", flat=True))
    assert len(kept) == 2
    sent(client, anthi, kept=kept)
    ticket = Ticket.objects.get()
    names = [f.name for entry in timeline(ticket.record_id, "all") for f in entry.files]
    assert names == ["σφάλμα.txt", "β.txt"]


def test_a_kept_file_that_is_unticked_does_not_go_with_the_report(client, anthi):
    sent(client, anthi, what="", files=[file()])
    sent(client, anthi)
    entries = timeline(Ticket.objects.get().record_id, "all")
    assert not [f for entry in entries for f in entry.files]


def test_files_kept_for_one_person_are_not_for_another(client, anthi, kosmas):
    sent(client, anthi, what="", files=[file()])
    key = HeldFile.objects.get().key
    sent(client, kosmas, kept=[key])
    assert HeldFile.objects.filter(key=key).exists()


@pytest.mark.parametrize("letter", ["\x00", "\u202e", "\x07"])
def test_what_no_one_can_see_is_refused_with_its_place_and_shown_without_it(client, anthi, letter):
    answer = sent(client, anthi, what=f"Ο εκτυπω{letter}τής")
    page = answer.content.decode()
    assert answer.status_code == 422 and "9" in page
    assert "Ο εκτυπωτής" in page and letter not in page


def test_a_text_of_ten_megabytes_is_answered_with_words(client, anthi):
    answer = sent(client, anthi, what="α" * 5_000_000)
    assert answer.status_code == 422
    assert "Είναι πολύ μεγάλο" in answer.content[:60_000].decode(errors="ignore")


def test_a_photo_that_is_a_bomb_is_refused_and_the_words_stay(client, anthi):
    answer = sent(client, anthi, files=[file("φωτο.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50)])
    page = answer.content.decode()
    assert answer.status_code == 422 and not Ticket.objects.exists()
    assert "χαρτί»." in page and "id_files_error" in page


def test_two_places_at_once_are_not_guessed_between(client, anthi, chart):
    place = f"site:{chart.sites['KOZ-DIOIK'].pk}"
    assert sent(client, anthi, place=place).status_code == 422
    sent(client, anthi, where="elsewhere", place=place)
    assert Ticket.objects.get().number.startswith("KOZ-")


def test_a_prefecture_alone_is_place_enough(client, anthi):
    sent(client, anthi, where="elsewhere", place="prefecture:IOA")
    assert Ticket.objects.get().number.startswith("IOA-")


def test_an_unknown_place_is_refused(client, anthi):
    assert sent(client, anthi, where="elsewhere", place="site:999999").status_code == 422
    assert not Ticket.objects.exists()


def test_a_technician_reports_for_somebody_found_by_name(client, dafni, anthi):
    answer = sent(client, dafni, requester="καλογηρου")
    ticket = Ticket.objects.get()
    assert ticket.requester_id == anthi.person_id
    assert answer.url == reverse("servicedesk:ticket-show", args=[ticket.number])


def test_of_several_people_of_a_name_one_is_chosen(client, dafni, anthi, giorgos):
    answer = sent(client, dafni, requester="example.gr")
    assert answer.status_code == 422
    assert f'value="{giorgos.person_id}"' in answer.content.decode()
    sent(client, dafni, requester="example.gr", person=giorgos.person_id)
    assert Ticket.objects.get().requester_id == giorgos.person_id


def test_a_name_that_nobody_has_is_said_so(client, dafni):
    page = sent(client, dafni, requester="Κανένας Τέτοιος").content.decode()
    assert "Δεν βρέθηκε κανείς" in page and "Κανένας Τέτοιος" in page


def test_names_are_offered_to_those_who_open_tickets_for_others_only(client, dafni, anthi):
    url = reverse("servicedesk:requester-options") + "?requester=καλογ"
    client.force_login(dafni)
    assert "Ανθή Καλογήρου" in client.get(url).content.decode()
    client.force_login(anthi)
    assert "Ανθή" not in client.get(url).content.decode()


def test_a_civil_servant_cannot_name_another_requester(client, anthi, dafni):
    sent(client, anthi, requester="Λιβαδά", person=dafni.person_id)
    assert Ticket.objects.get().requester_id == anthi.person_id

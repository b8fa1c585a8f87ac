"""Pages of holidays: nothing is kept before it was looked at, and nothing typed is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pindos.organisation.models import DayOff
from pindos.organisation.queries import feast_called

NEW = "/holidays/new/"
SAINT = {"name": "Άγιος Μηνάς", "falls": "11 Νοεμβρίου", "prefecture": "FLO"}


@pytest.fixture
def page(client, admin):
    client.force_login(admin)
    return client


def looked(answer):
    return answer.context["form"].data["looked"]


def test_a_holiday_is_looked_at_and_then_kept(page):
    seen = page.post(NEW, SAINT)
    assert seen.status_code == 200
    assert not DayOff.objects.exists()
    saved = page.post(NEW, {**SAINT, "looked": looked(seen), "save": "1"})
    assert saved.status_code == 302
    assert DayOff.objects.get().falls == "11/11"
    listed = page.get("/holidays/").content.decode()
    assert "Άγιος Μηνάς" in listed
    assert "Φλώρινα" in listed


def test_what_was_changed_after_the_look_is_looked_at_again(page):
    seen = page.post(NEW, SAINT)
    again = page.post(NEW, {**SAINT, "falls": "12/11", "looked": looked(seen), "save": "1"})
    assert again.status_code == 200
    assert not DayOff.objects.exists()


def test_what_names_no_day_stays_as_it_was_typed(page):
    answer = page.post(NEW, {**SAINT, "falls": "κάθε Τρίτη"})
    assert answer.status_code == 422
    assert "κάθε Τρίτη" in answer.content.decode()
    assert answer.context["form"].errors.keys() == {"falls"}


def saved(page, address, sent):
    """Look at what moves, then save: as a person does."""
    return page.post(address, {**sent, "looked": looked(page.post(address, sent)), "save": "1"})


def test_two_administrators_who_change_the_same_see_both_sides(page):
    edit = "/holidays/prespes/"
    shipped = page.get(edit).context["form"].initial
    assert saved(page, edit, {**shipped, "falls": "16/11", "is_retired": ""}).status_code == 302
    both = {**page.get(edit).context["form"].initial, "is_retired": ""}
    assert both["version"] == "1"
    assert saved(page, edit, {**both, "falls": "17/11"}).status_code == 302
    answer = saved(page, edit, {**both, "falls": "18/11"})
    assert answer.status_code == 422
    assert [side.name for side in answer.context["sides"]] == ["falls"]
    text = answer.content.decode()
    assert "17/11" in text
    assert "18/11" in text
    assert feast_called("prespes").falls == "17/11"


def test_two_names_of_one_day_stand_side_by_side(page):
    edit = "/holidays/prespes/"
    shipped = {**page.get(edit).context["form"].initial, "is_retired": ""}
    assert saved(page, edit, {**shipped, "place": "Πρέσπες"}).status_code == 302
    both = {**page.get(edit).context["form"].initial, "is_retired": ""}
    assert saved(page, edit, {**both, "name": "Άγιος Γερμανός"}).status_code == 302
    answer = saved(page, edit, {**both, "name": "Εορτή των Πρεσπών"})
    assert answer.status_code == 422
    [side] = answer.context["sides"]
    assert (side.yours, side.theirs) == ("Εορτή των Πρεσπών", "Άγιος Γερμανός")
    chosen = {
        **answer.context["form"].data.dict(),
        "keep-name": "theirs",
        "theirs-name": side.value,
    }
    assert saved(page, edit, chosen).status_code == 302
    assert feast_called("prespes").name_el == "Άγιος Γερμανός"


def test_a_list_as_a_file_of_an_office_is_read_and_shown_before_it_is_kept(page):
    text = "21/2; Απελευθέρωση Ιωαννίνων; ΙΩΑ\n31/2; Δεν υπάρχει\n"
    file = SimpleUploadedFile("argies.csv", text.encode("cp1253"), "text/csv")
    seen = page.post("/holidays/import/", {"file": file, "text": ""})
    assert seen.status_code == 200
    shown = seen.content.decode()
    assert "Δεν υπάρχει" in shown
    assert not DayOff.objects.exists()
    sent = {"text": seen.context["form"].data["text"], "looked": looked(seen), "save": "1"}
    assert page.post("/holidays/import/", sent).status_code == 302
    assert DayOff.objects.get().name_el == "Απελευθέρωση Ιωαννίνων"


def test_what_is_wrong_in_a_long_list_is_said_first(page):
    lines = [f"{1 + n % 28}/{1 + n % 12}/{2040 + n}; Ημέρα {n}" for n in range(230)]
    seen = page.post("/holidays/import/", {"text": "\n".join([*lines, "32/13; Λάθος"])})
    shown = seen.content.decode()
    assert "Γραμμή 231: 32/13; Λάθος" in shown
    assert shown.index("Γραμμή 231") < shown.index("Ημέρα 0<")


def test_a_file_that_is_no_text_is_refused_in_words(page):
    file = SimpleUploadedFile("a.xlsx", b"PK\x03\x04\x81\x8d\xff\xd2" * 40, "application/zip")
    answer = page.post("/holidays/import/", {"file": file, "text": "21/2; Αργία"})
    assert answer.status_code == 422
    assert "21/2; Αργία" in answer.content.decode()

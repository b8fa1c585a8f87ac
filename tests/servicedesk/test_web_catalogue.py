"""The pages on which the catalogue is tended: looked at before it counts, and never lost."""

import pytest

from pindos.identity.queries import viewer_for
from pindos.servicedesk.commands import change_category
from pindos.servicedesk.queries import category_shown, versions_of

EDIT = "/catalogue/category/toner/edit/"


@pytest.fixture
def form(client, admin, catalogue):
    """What the page of a category would send: all its fields as they stand."""
    client.force_login(admin)
    page = client.get(EDIT)
    words = {
        field.html_name: field.value() or ""
        for each in (page.context["form"], *page.context["questions"])
        for field in each
    }
    ticked = {name for name, value in words.items() if value is False}
    return {
        **{name: "on" if value is True else value for name, value in words.items()},
        **dict.fromkeys(ticked, ""),
        "rows": len(page.context["questions"]),
        "number": 1,
        "was_group": "printing",
    }


def sent(client, form, **words):
    data = {name: value for name, value in {**form, **words}.items() if value != ""}
    return client.post(EDIT, data)


def test_the_list_counts_and_shows_retired_ones(client, admin, catalogue):
    client.force_login(admin)
    client.post("/catalogue/category/toner/retire/")
    page = client.get("/catalogue/").content.decode()
    assert f"{len(catalogue)} κατηγορίες" in page and "Αποσύρθηκε" in page
    assert "Τόνερ και αναλώσιμα" in client.get("/catalogue/?q=τονερ").content.decode()
    client.post("/catalogue/category/toner/offer/")
    assert not category_shown("toner").is_retired


def test_an_unchanged_form_would_change_nothing(client, form):
    page = sent(client, form, step="preview")
    assert page.status_code == 200 and page.context["differences"] == []


def test_a_change_is_shown_before_it_counts_and_then_counts(client, form):
    page = sent(client, form, el="Μελάνια", step="preview").content.decode()
    assert "<ins>Μελάνια</ins>" in page and category_shown("toner").name != "Μελάνια"
    answer = sent(client, form, el="Μελάνια", step="publish")
    assert answer.url == "/catalogue/category/toner/"
    assert category_shown("toner").content.el == "Μελάνια" and category_shown("toner").version == 2
    assert "Ποιος εκτυπωτής;" in client.get(answer.url).content.decode()


def test_a_version_is_brought_back(client, form):
    sent(client, form, el="Μελάνια", step="publish")
    client.post("/catalogue/category/toner/restore/1/")
    shown = category_shown("toner")
    assert (shown.content.el, shown.version) == ("Τόνερ και αναλώσιμα", 3)
    assert len(versions_of(shown.id)) == 3


def test_questions_are_added_moved_and_taken_away_without_a_script(client, form):
    page = sent(client, form, step="add")
    assert len(page.context["questions"]) == form["rows"] + 1 and page.status_code == 200
    moved = sent(client, form, step="down-0").context["questions"]
    assert [row["key"].value() for row in moved][:2] == ["model", "printer"]
    fewer = sent(client, form, step="remove-0").context["questions"]
    assert [row["key"].value() for row in fewer] == ["model", "colour", "pieces"]
    assert category_shown("toner").version == 1


def test_a_new_question_gets_a_key_and_old_answers_keep_theirs(client, form):
    n = form["rows"]
    new = {f"q{n}-el": "Από ποιον όροφο;", f"q{n}-kind": "choice", "rows": n + 1}
    new |= {f"q{n}-choices": "Ισόγειο\nΠρώτος | First"}
    sent(client, form, **new, step="publish")
    said = category_shown("toner").content
    assert [each.key for each in said.fields][:n] == ["printer", "model", "colour", "pieces"]
    assert [(c.key, c.en) for c in said.fields[n].choices][1] == ("first", "First")
    assert said.fields[n].key and said.fields[n].en == "Από ποιον όροφο;"
    assert [c.key for c in said.fields[2].choices] == ["black", "cyan", "magenta", "yellow"]


@pytest.mark.parametrize(
    "wrong", [{"el": ""}, {"q0-el": ""}, {"q0-kind": "choice"}, {"q2-choices": "Μόνο ένα"}]
)
def test_what_does_not_fit_is_said_where_it_stands_and_all_is_kept(client, form, wrong):
    page = sent(client, form, about_el="Κάτι που έγραψα", step="publish", **wrong)
    words = page.content.decode()
    assert page.status_code == 422 and "Κάτι που έγραψα" in words and 'class="err"' in words
    assert category_shown("toner").version == 1


def test_what_another_one_published_meanwhile_stays(client, form, admin):
    other = category_shown("toner").content.model_copy(update={"about_el": "Άλλα λόγια"})
    change_category(viewer=viewer_for(admin), key="toner", content=other)
    preview = sent(client, form, el="Μελάνια", step="preview")
    assert preview.context["is_late"] and len(preview.context["differences"]) == 1
    sent(client, form, el="Μελάνια", step="publish")
    said = category_shown("toner").content
    assert (said.el, said.about_el) == ("Μελάνια", "Άλλα λόγια")


def test_what_two_changed_differently_is_asked_with_both_sides(client, form, admin):
    other = category_shown("toner").content.model_copy(update={"el": "Γραφίτης"})
    change_category(viewer=viewer_for(admin), key="toner", content=other)
    page = sent(client, form, el="Μελάνια", step="preview")
    words = page.content.decode()
    assert page.status_code == 422 and "Γραφίτης" in words and "keep-el" in words
    sent(client, form, el="Μελάνια", step="publish", number=2)
    assert category_shown("toner").content.el == "Μελάνια"


def test_a_new_category_can_be_chosen_at_once(client, admin, anthi, catalogue):
    client.force_login(admin)
    assert client.get("/catalogue/add/?group=printing").status_code == 200
    words = {
        "group": "printing",
        "el": "Πλαστικοποίηση",
        "impact": "person",
        "urgency": "low",
        "competence": "support_users",
        "rows": "0",
    }
    assert "Πλαστικοποίηση" in client.post("/catalogue/add/", words).content.decode()
    answer = client.post("/catalogue/add/", {**words, "step": "publish"})
    assert answer.url == "/catalogue/category/plastikopisi/"
    client.force_login(anthi)
    assert "Πλαστικοποίηση" in client.get("/report/catalogue/").content.decode()


def test_a_category_goes_one_place_down_in_its_group(client, admin, catalogue):
    client.force_login(admin)
    client.post("/catalogue/category/printer-not-printing/place/", {"to": "down"})
    page = client.get("/catalogue/").content.decode()
    assert page.index("/toner/") < page.index("/printer-not-printing/")

"""Two who change a category: only what both changed differently is a clash."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pindos.servicedesk.catalogue.shape import Content, Question
from pindos.servicedesk.rules.contents import joined
from pindos.servicedesk.rules.keys import key_for

NAMES = ["Εκτυπωτής", "Οθόνη", "Τόνερ"]


def question(key, name="Ποιος;"):
    return Question(key=key, el=name, en=name, kind="line")


SAID = Content(el="Τόνερ", en="Toner", fields=(question("printer"), question("pieces")))
questions = st.lists(
    st.builds(question, st.sampled_from("abcd"), st.sampled_from(NAMES)),
    unique_by=lambda each: each.key,
    max_size=4,
).map(tuple)
contents = st.builds(
    lambda el, about, rows: Content(el=el, en="x", about_el=about, fields=rows),
    st.sampled_from(NAMES),
    st.sampled_from(NAMES),
    questions,
)


@given(contents, contents)
@settings(max_examples=60)
def test_who_alone_changes_something_gets_all_of_it(seen, mine):
    assert joined(seen, mine, seen) == (mine, ())


@given(contents, contents)
@settings(max_examples=60)
def test_who_changes_nothing_keeps_what_others_wrote(seen, now):
    assert joined(seen, seen, now) == (now, ())


def test_changes_of_different_things_go_together():
    mine = SAID.model_copy(update={"el": "Μελάνια"})
    now = SAID.model_copy(update={"fields": (*SAID.fields, question("colour"))})
    found, clashes = joined(SAID, mine, now)
    assert found.el == "Μελάνια" and [q.key for q in found.fields] == [
        "printer",
        "pieces",
        "colour",
    ]
    assert clashes == ()


def test_one_word_that_two_changed_is_a_clash_and_so_is_one_question():
    mine = SAID.model_copy(update={"el": "Α", "fields": (question("printer", "Ένα"),)})
    now = SAID.model_copy(update={"el": "Β", "fields": (question("printer", "Δύο"),)})
    assert joined(SAID, mine, now).clashes == ("el", "fields")


def test_a_key_comes_of_the_name_and_is_nobody_elses():
    assert key_for("New printer!", "", []) == "new-printer"
    assert key_for("", "Τόνερ", ["toner"]) == "toner-2"
    assert key_for("", ";;;", []) == "field"

"""The text of an instruction becomes a page in which nothing can run, and nothing is lost."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pindos.knowledge.rules import (
    acts_in,
    beginning,
    difference,
    html_of,
    months_after,
    next_state,
    pictures_in,
    topics_in,
    topics_of,
    words_of,
)
from pindos.knowledge.rules.markup import ATTRIBUTES, TAGS
from pindos.knowledge.terms import Act, Fate, State

FILES = {"οθόνη 1.png": "/attachments/7", "έντυπο.pdf": "/attachments/8"}
TAG = re.compile(r"<\s*/?\s*([a-zA-Z0-9]+)([^<>]*)>")
ATTRIBUTE = re.compile(r"\s([a-zA-Z-]+)=")
VALUE = re.compile(r'="([^"]*)"')
SIGNS = "ab <>/\"'=()[]!#*_`\\&;:\n1.-|κό"
PIECES = [*SIGNS, "<script>", "javascript:", " on", "![α](", "](/"]
RUBBISH = st.lists(st.sampled_from(PIECES), max_size=120).map("".join)


def test_a_script_is_shown_as_it_was_typed_and_does_not_run():
    made = html_of("Πριν <script>alert(1)</script> μετά <img src=x onerror=alert(1)>", {})
    assert "<script" not in made and "<img" not in made
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made and "μετά" in made


@given(RUBBISH)
def test_no_text_makes_any_other_tag_attribute_or_address(text):
    made = html_of(text, FILES)
    for tag, rest in TAG.findall(made):
        assert tag in TAGS
        allowed = ATTRIBUTES.get(tag, set()) | {"rel"}
        assert set(ATTRIBUTE.findall(re.sub(r'="[^"]*"', "=", rest))) <= allowed
        for value in VALUE.findall(rest):  # browsers read an address without spaces and signs
            assert not re.sub(r"[\x00-\x20]", "", value).lower().startswith("javascript:")


@given(st.text(st.sampled_from("[(<!*_`>#- \n"), max_size=3_000))
def test_signs_without_sense_are_read_in_bounded_time(text):
    assert isinstance(html_of(text, {}), str)


def test_steps_headings_and_tables_are_drawn_without_style():
    made = html_of(
        "### Πρώτα\n\n1. Ένα\n2. Δύο\n\n#### Μετά\n\n| α | β |\n|:-:|--|\n| 1 | 2 |", {}
    )
    assert "<h2>Πρώτα</h2>" in made and "<h3>Μετά</h3>" in made
    assert "<ol>" in made and "<table>" in made and "style" not in made


def test_pictures_and_files_are_those_that_are_attached():
    links = "[το έντυπο](έντυπο.pdf) ![Λείπει](άλλη.png)"
    made = html_of(f"![Το παράθυρο](<οθόνη 1.png>) {links}", FILES)
    assert '<img src="/attachments/7" alt="Το παράθυρο" loading="lazy">' in made
    assert 'href="/attachments/8"' in made and "[Λείπει]" in made and "άλλη.png" not in made
    assert [each.alt for each in pictures_in("![](α.png) ![Το κουμπί](β.png)")] == [
        "",
        "Το κουμπί",
    ]


def test_a_link_that_leads_nowhere_safe_is_shown_without_one():
    bad = "[α](javascript:alert(1)) [β](ftp://x.example) [δ](//x)"
    made = html_of(f"{bad} [γ](https://x.example/)", {})
    assert made.count("<a ") == 1 and 'href="https://x.example/"' in made and "β" in made


def test_words_are_without_signs_and_the_beginning_is_short():
    assert words_of("## Τίτλος\n\n1. **Πατήστε** [εδώ](x.pdf)\n") == "Τίτλος\nΠατήστε εδώ"
    assert len(beginning("λέξη " * 500)) < 200 and beginning("Λίγα.") == "Λίγα."


def test_what_changed_is_told_line_by_line_and_the_rest_left_out():
    before = "\n".join(f"{n}. βήμα" for n in range(20))
    lines = difference(before, before.replace("10. βήμα", "10. άλλο"))
    assert [line.text for line in lines if line.fate is Fate.REMOVED] == ["10. βήμα"]
    assert [line.text for line in lines if line.fate is Fate.ADDED] == ["10. άλλο"]
    assert [line.many for line in lines if line.fate is Fate.LEFT_OUT] == [8, 7]


@given(st.lists(st.sampled_from("αβγδ")), st.lists(st.sampled_from("αβγδ")))
def test_a_difference_holds_every_line_of_both(before, after):
    lines = difference("\n".join(before), "\n".join(after))
    new = sum(line.many for line in lines if line.fate is not Fate.REMOVED)
    old = sum(line.many for line in lines if line.fate is not Fate.ADDED)
    assert (old, new) == (len("\n".join(before).splitlines()), len("\n".join(after).splitlines()))


def test_it_goes_from_draft_to_published_and_back_into_use():
    assert next_state(Act.PUBLISH, "draft", was_published=False) is State.PUBLISHED
    assert next_state(Act.REVIVE, "retired", was_published=True) is State.PUBLISHED
    assert next_state(Act.REVIVE, "retired", was_published=False) is State.DRAFT
    assert next_state(Act.EDIT, "retired", was_published=True) is None
    assert Act.REVIEW not in acts_in("draft")


def test_topics_and_months():
    assert topics_in(["α", " α", "β"]) == " α β " and topics_in([]) == ""
    assert topics_of(" α β ") == ["α", "β"]
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2026, 11, 28), 14) == date(2028, 1, 28)

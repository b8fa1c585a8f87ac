"""Every letter of the corpus is read as it was meant."""

import pytest
import yaml
from tests.mail.making import FOLDER

from pindos.mail.reading import read

LETTERS = sorted(FOLDER.glob("*.eml"))
UGLY = ("charset", "head-", "broken", "failure", "machine", "html", "forward")


def test_the_corpus_is_large_and_half_of_it_is_ugly():
    ugly = [each for each in LETTERS if any(mark in each.name for mark in UGLY)]
    assert len(LETTERS) >= 300 and len(ugly) * 2 >= len(LETTERS)


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_a_letter_is_read_as_it_was_meant(path):
    expected = yaml.safe_load(path.with_suffix(".yaml").read_text())
    found = read(path.read_bytes())
    seen = {key: CHECKS[key](found, want) for key, want in expected.items()}
    assert seen == expected


def _failure(found, want):
    first = next(iter(found.failures), None)
    return first and [first.address, first.status, first.original_id]


def _has(text, want):
    """The wanted words when they are there, else all that is."""
    flat = " ".join(text.split())
    return want if " ".join(want.split()) in flat else text


CHECKS = {
    "sender": lambda found, want: found.sender.address,
    "sender_read": lambda found, want: found.sender.address,
    "name": lambda found, want: found.sender.name,
    "subject": lambda found, want: found.subject,
    "subject_read": lambda found, want: found.subject,
    "bare": lambda found, want: found.bare_subject,
    "text": lambda found, want: found.text,
    "text_has": lambda found, want: _has(found.text, want),
    "quoted_has": lambda found, want: _has(found.quoted, want),
    "signature": lambda found, want: found.signature,
    "html_not": lambda found, want: [each for each in want if each not in found.html],
    "files": lambda found, want: {file.name: len(file.content) for file in found.files},
    "is_machine": lambda found, want: bool(found.machine),
    "failure": _failure,
    "failure_of": lambda found, want: found.failures and found.failures[0].address,
    "failures": lambda found, want: {each.address: each.status for each in found.failures},
    "asked": lambda found, want: [each.asked for each in found.failures],
    "nested": lambda found, want: [[one.subject, one.text] for one in found.nested],
    "nested_from": lambda found, want: [one.sender.address for one in found.nested],
    "is_thanks": lambda found, want: found.is_thanks,
}

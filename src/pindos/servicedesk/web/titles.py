"""A title out of what somebody wrote: nobody in trouble should have to think of one."""

import re

TITLE_SHOWN = 100  # characters: what a line of the queue can hold
SHORTEST = 15  # characters: a shorter sentence ("Καλημέρα.") says nothing yet
ENDS = re.compile(r"(?<=\w{3})[.!;\u037e?…]+(?=\s|$)")  # after a word, not after «π.χ.»
QUESTIONS = ";\u037e?"


def title_of(text: str) -> str:
    """The first line or sentence that says something, shortened at a word; never empty lines."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    whole = " ".join(line for line in lines if line)
    first = next((line for line in lines if len(line) >= SHORTEST), whole)
    return shortened(_first_sentence(first))


def _first_sentence(line: str) -> str:
    for end in ENDS.finditer(line):
        sentence = line[: end.start()]
        if len(sentence) >= SHORTEST:
            return sentence + (";" if end.group()[0] in QUESTIONS else "")
    return line


def shortened(text: str, length: int = TITLE_SHOWN) -> str:
    """At most so many characters; what is cut is cut between words and marked."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    at_word = cut[: cut.rfind(" ")] if " " in cut[length // 2 :] else cut
    return at_word.rstrip(" ,.;:-–«(") + "…"

"""Every page that is opened by its name alone, by people of every kind; the desk has its own."""

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from tests.browser.looking import check_page
from tests.servicedesk.busy import busy

NOT_HERE = {"healthz", "readyz"}
SPACES_ELSEWHERE = ("api", "servicedesk")
NAMES = frozenset(
    {"Excel", "anthi", "dafni", "giorgos", "iason", "admin", "elegktis", "kosmas", "thaleia"}
)


def plain_pages() -> list[str]:
    """Addresses that need nothing but their name; the page of a new context comes by itself."""
    found = []
    for name in sorted(_names(get_resolver())):
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue  # it is about one thing
    return found


def _names(resolver, prefix: str = "") -> set[str]:
    found = {f"{prefix}{key}" for key in resolver.reverse_dict if isinstance(key, str)} - NOT_HERE
    for space, (_, inner) in resolver.namespace_dict.items():
        if not space.startswith(SPACES_ELSEWHERE):
            found |= _names(inner, f"{prefix}{space}:")
    return found


def look(page, path: str) -> str:
    """What is wrong with the page at an address; empty when it is good or not theirs."""
    first = page.context.request.get(path)  # a file, a part, or not theirs: not to be looked at
    is_page = first.body()[:9].lower() == b"<!doctype"
    is_there = first.url.partition("?")[0].endswith(path)  # not sent to the sign-in page
    if first.status in {403, 404, 405, 409} or not is_page or not is_there:
        return ""
    page.goto(path)
    try:
        assert first.status == 200, f"{path} answered {first.status}"
        check_page(page, allow=NAMES)
    except AssertionError as error:
        return str(error)
    finally:
        page.troubles.found.clear()
    return ""


@pytest.mark.parametrize("name", ["anthi", "admin", None])
def test_every_page_is_sound_for_whoever_may_open_it(
    request, page_as, anthi, dafni, giorgos, iason, name
):
    busy(anthi, dafni, giorgos, iason)
    page = page_as(name and request.getfixturevalue(name))
    wrong = [look(page, path) for path in plain_pages()]
    assert not any(wrong), "\n\n".join(filter(None, wrong))

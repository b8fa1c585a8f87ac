"""Every page of the product is looked at, by everybody who may open it."""

from types import SimpleNamespace

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from tests.browser.looking import check_page
from tests.browser.world import a_day_of_work

from pindos.identity.queries import viewer_for
from pindos.notices.queries import notices_for

CAST = ["anthi", "dafni", "giorgos", "iason", "thaleia", "admin", "elegktis"]
ACTS = {
    "new": ["dafni", "admin"],
    "assigned": ["dafni"],
    "waiting": ["anthi", "dafni"],
    "referred": ["dafni", "iason", "thaleia"],
    "returned": ["dafni"],
    "solved": ["anthi", "dafni", "elegktis"],
}
NOT_PAGES = {"healthz", "readyz"}
NAMES = frozenset({"FLO", "anthi", "dafni", "giorgos", "iason", "thaleia", "admin", "elegktis"})


@pytest.fixture
def who(request, transactional_db):
    return SimpleNamespace(**{name: request.getfixturevalue(name) for name in CAST})


@pytest.fixture
def day(who):
    return a_day_of_work(who)


def plain_pages() -> list[str]:
    """The address of every page that needs nothing but its name; new pages come by themselves."""
    found = []
    for name in sorted(_names(get_resolver())):
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue  # it is about a thing, and asked for below
    return found


def _names(resolver, prefix: str = "") -> set[str]:
    found = {f"{prefix}{key}" for key in resolver.reverse_dict if isinstance(key, str)} - NOT_PAGES
    for space, (_, inner) in resolver.namespace_dict.items():
        if not space.startswith("api"):
            found |= _names(inner, f"{prefix}{space}:")
    return found


def look(page, path: str) -> str:
    """What is wrong with the page at an address; empty when it is good or not theirs."""
    first = page.context.request.get(path)  # a file, a part, or not theirs: not to be looked at
    kind = first.headers.get("content-type", "")
    is_part = "<!doctype" not in first.body()[:50].decode(errors="ignore").lower()
    if first.status in {403, 404, 405, 409} or not kind.startswith("text/html") or is_part:
        return ""
    answer = page.goto(path)
    try:
        assert answer.status == 200, f"{path} answered {answer.status}"
        check_page(page, allow=NAMES)
    except AssertionError as error:
        return str(error)
    finally:
        page.troubles.found.clear()
    return ""


@pytest.mark.slow
@pytest.mark.parametrize("name", CAST)
def test_every_page_is_sound_for_whoever_opens_it(page_as, who, day, name):
    account = getattr(who, name)
    page = page_as(account)
    wrong = [look(page, path) for path in plain_pages()]
    numbers = [getattr(day, state).number for state, people in ACTS.items() if name in people]
    wrong += [look(page, reverse("servicedesk:ticket-show", args=[n])) for n in numbers]
    wrong += [look(page, each.url) for each in notices_for(viewer_for(account))[:2] if each.url]
    assert not any(wrong), "\n\n".join(filter(None, wrong))


@pytest.mark.slow
@pytest.mark.parametrize("state", ACTS)
def test_every_act_on_a_ticket_has_a_sound_page(page_as, who, day, state):
    number = getattr(day, state).number
    acts = sorted(
        name for name in _names(get_resolver()) if name.startswith("servicedesk:ticket-")
    )
    wrong = []
    for name in ACTS[state]:
        page = page_as(getattr(who, name))
        for act in acts:
            try:
                path = reverse(act, args=[number])
            except NoReverseMatch:
                continue
            wrong.append(look(page, path))
    assert not any(wrong), "\n\n".join(filter(None, wrong))

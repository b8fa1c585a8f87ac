"""Telling people something, once."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation

from pindos.identity.queries import languages_of_those_here
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.inserting import insert, insert_new
from pindos.kernel.rows import new
from pindos.notices.models import Notice, Sending
from pindos.notices.queries import Choice, choices_for
from pindos.notices.rules import goes_at
from pindos.notices.shelf import channels_on
from pindos.notices.terms import TITLE_LENGTH, How

Say = Callable[[], tuple[str, str]]


@transaction.atomic(savepoint=False)
def tell(
    *,
    person_ids: Iterable[int | None],
    key: str,
    kind: str,
    about: str,
    say: Say,
    url: str = "",
    by: Viewer = HOUSE,
) -> int:
    """Tell each of these people the same thing in their own language; return how many were told.

    ``key`` is the name of this telling (``event 412``): the same person is told once for each,
    however often this runs. ``say`` gives title and text and is called under each language.
    Whoever did it (``by``) is never told of it, nor anybody whose positions have all ended;
    whether it stands unread under the bell, and when it goes by mail, is each reader's own choice
    for its ``kind``. It is no change of the house, so it emits nothing.
    """
    wanted = {person for person in person_ids if person is not None} - {by.person_id}
    choices, now = choices_for(wanted, kind, key), timezone.now()
    languages = languages_of_those_here(choices)
    if not languages:
        return 0
    words = _words_by_person(languages, say)
    rows = [
        new(
            Notice,
            person_id=person,
            key=key,
            kind=kind,
            about=about,
            title=title[:TITLE_LENGTH],
            text=text,
            url=url,
            is_read=not choices[person].is_shown,
            read_at=None if choices[person].is_shown else now,
        )
        for person, (title, text) in words.items()
    ]
    told = insert_new(rows, by="person_id")  # another worker may be telling the same just now
    _put_in_the_post(told, choices, now)
    return len(told)


def _words_by_person(languages: dict[int, str], say: Say) -> dict[int, tuple[str, str]]:
    said: dict[str, tuple[str, str]] = {}
    for language in set(languages.values()):
        with translation.override(language):
            title, text = say()
            said[language] = (" ".join(str(title).split()), str(text))
    return {person: said[language] for person, language in languages.items()}


def _put_in_the_post(notices: list[Notice], choices: dict[int, Choice], now: datetime) -> None:
    """A row for every channel that is on; what is switched on later sends no old notices.

    Each leaves when its reader wants to hear: at once, or with the next round.
    """
    posted = [each for each in notices if choices[each.person_id].how != How.NEVER]
    if not posted:
        return
    insert(
        [
            new(
                Sending,
                notice_id=notice.pk,
                channel=name,
                next_try_at=goes_at(choices[notice.person_id].how, now),
            )
            for name in channels_on()
            for notice in posted
        ]
    )

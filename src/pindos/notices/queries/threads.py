"""To which thing a letter of ours belongs, when somebody answers it or it comes back."""

import re
from collections.abc import Iterable
from hmac import compare_digest

from pindos.notices.letters import message_id_of, thread_id_of
from pindos.notices.models import Sending

LETTER = re.compile(r"notice\.(\d{1,18})\.[0-9a-f]{16}@")
THREAD = re.compile(r"thread\.([a-z]+\.[a-z]+)\.(\d{1,18})\.[0-9a-f]{16}@")

ABOUTS = ("notice__about", "outside__about", "outside__arrival__about")


def is_ours(message_id: str) -> bool:
    """Whether this instance gave a Message-ID; what has its form without its mark is not."""
    bare = message_id.strip("<> ")
    return _letter(bare) is not None or bool(_thread(bare))


def is_sent_to(message_id: str, address: str) -> bool:
    """Whether the letter with a Message-ID of ours went to an address."""
    pk = _letter(message_id.strip("<> "))
    return pk is not None and Sending.objects.filter(pk=pk, address__iexact=address).exists()


def things_of_letters(message_ids: Iterable[str]) -> dict[str, str]:
    """What the letters with these Message-IDs were about: ``{id: "servicedesk.ticket:7"}``."""
    found: dict[str, str] = {}
    letters: dict[int, str] = {}
    for message_id in message_ids:
        bare = message_id.strip("<> ")
        if about := _thread(bare):
            found[message_id] = about
        elif (pk := _letter(bare)) is not None:
            letters[pk] = message_id
    if letters:
        rows = Sending.objects.filter(pk__in=letters).values_list("pk", *ABOUTS)
        found |= {letters[pk]: next(filter(None, abouts), "") for pk, *abouts in rows}
    return found


def posted(message_id: str) -> int:
    """The sending that went under a Message-ID of ours; 0 for any other."""
    return _letter(message_id.strip("<> ")) or 0


def _letter(bare: str) -> int | None:
    match = LETTER.match(bare)
    if match is None:
        return None
    pk = int(match[1])
    return pk if compare_digest(message_id_of(pk).strip("<>"), bare) else None


def _thread(bare: str) -> str:
    match = THREAD.match(bare)
    if match is None:
        return ""
    about = f"{match[1]}:{match[2]}"
    return about if compare_digest(thread_id_of(about).strip("<>"), bare) else ""

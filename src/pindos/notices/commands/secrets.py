"""Letters with an address in them that opens something: kept sealed, and no longer than needed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation

from pindos.identity.queries import languages_of_people
from pindos.kernel.telling import Say
from pindos.notices.cipher import sealed_link
from pindos.notices.models import Notice, Sending
from pindos.notices.shelf import channels_on
from pindos.notices.terms import TITLE_LENGTH


@transaction.atomic
def post_secret(
    *,
    person_id: int,
    key: str,
    kind: str,
    about: str,
    say: Say,
    secret_url: str,
    good_until: datetime,
) -> None:
    """Send one person a letter with a secret address; it asks nobody's wishes and goes alone.

    The notice itself is kept as read and never holds the address. It is no change of the house,
    so it emits nothing: whoever made the secret does.
    """
    with translation.override(languages_of_people([person_id])[person_id]):
        title, text = say()
    now = timezone.now()
    notice = Notice.objects.create(
        person_id=person_id,
        key=key,
        kind=kind,
        about=about,
        title=" ".join(str(title).split())[:TITLE_LENGTH],
        text=str(text),
        is_read=True,
        read_at=now,
    )
    kept = sealed_link(secret_url)
    for name in channels_on():
        Sending.objects.create(notice=notice, channel=name, link=kept, good_until=good_until)


@transaction.atomic
def forget_secrets() -> int:
    """Forget the addresses of letters that did not leave in time; return how many."""
    late = Sending.objects.filter(good_until__lte=timezone.now()).exclude(link="")
    return late.update(link="")

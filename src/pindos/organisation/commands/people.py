"""People, as far as the work needs to know them."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from pindos.kernel.access import Viewer
from pindos.kernel.errors import Invalid, NotFound
from pindos.kernel.events import Changes, emit
from pindos.kernel.versions import NOTHING_SEEN, Seen, to_write, write
from pindos.organisation.commands.rights import Right, right_over_person
from pindos.organisation.commands.words import cleaned
from pindos.organisation.events import PersonAdded, PersonChanged, PersonEvent
from pindos.organisation.models import Person
from pindos.organisation.queries.places import site_named
from pindos.organisation.rules import words_of_person

NEEDED = frozenset({"key", "family_name"})


@transaction.atomic
def add_person(
    *,
    viewer: Viewer,
    key: str = "",
    given_name: str = "",
    family_name: str,
    email: str = "",
    phone: str = "",
    service: str = "",
    site: str | int | None = None,
) -> Person:
    """Make a person known; without a key the mail address is the key; refuses a key twice."""
    right = right_over_person(viewer, None)
    texts = cleaned(
        Person,
        {
            "key": key.strip() or email,
            "given_name": given_name,
            "family_name": family_name,
            "email": email,
            "phone": phone,
            "service": service,
        },
        needed=NEEDED,
    )
    site_id = site_named(site).id if site else None
    taken = Invalid({"key": _("Another person has this key.")})
    if Person.objects.filter(key__iexact=texts["key"]).exists():
        raise taken
    try:
        with transaction.atomic():
            person = Person(**texts, site_id=site_id)
            person.search_text = searchable(person)
            person.save()
    except IntegrityError as error:
        raise taken from error
    said = {**texts, "site_id": site_id}
    _emit(PersonAdded, person, viewer, right, {name: (None, said[name]) for name in said})
    return person


@transaction.atomic
def change_person(
    *,
    viewer: Viewer,
    person_id: int,
    version: int | None = None,
    seen: Seen = NOTHING_SEEN,
    given_name: str | None = None,
    family_name: str | None = None,
    email: str | None = None,
    phone: str | None = None,
    service: str | None = None,
    site: str | int | None = None,
) -> Person:
    """Change what is given, leave the rest; an empty site means none. The key never changes.

    What others changed since the version stays; refuses a field that both changed (Clash).
    """
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        raise NotFound()
    right = right_over_person(viewer, person)
    given = {
        "given_name": given_name,
        "family_name": family_name,
        "email": email,
        "phone": phone,
        "service": service,
    }
    texts = cleaned(
        Person,
        {field: value for field, value in given.items() if value is not None},
        needed=NEEDED,
    )
    wanted: dict[str, Any] = dict(texts)
    if site is not None:
        wanted["site_id"] = person.site_id
        if str(site) != str(person.site_id or ""):
            wanted["site_id"] = site_named(site).id if site else None
    changes = write(person, to_write(person, wanted, version, seen))
    if changes:
        person.search_text = searchable(person)
        person.save(update_fields=["search_text"])
        _emit(PersonChanged, person, viewer, right, changes)
    return person


def searchable(person: Person) -> str:
    """All words by which a person is looked for: folded, by sound, and telephones as digits."""
    return words_of_person(
        person.given_name,
        person.family_name,
        person.phone,
        person.key,
        person.email,
        person.service,
    )


def _emit(
    event: type[PersonEvent], person: Person, viewer: Viewer, right: Right, changes: Changes
) -> None:
    emit(
        event(person_id=person.pk),
        about=person,
        unit_id=right.unit_id,
        by=viewer,
        capacity=right.capacity,
        changes=changes,
    )

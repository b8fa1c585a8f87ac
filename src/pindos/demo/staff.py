"""The people of the demonstration: who works by the chart, and who asks for help."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from pindos.demo import places
from pindos.demo.names import STYLES, Name, Names
from pindos.demo.terms import PASSWORD, Actor
from pindos.demo.year import chosen
from pindos.identity.commands import create_account
from pindos.identity.queries import viewer_for
from pindos.inventory.commands import add_asset
from pindos.kernel.access import HOUSE, Viewer
from pindos.organisation.commands import add_person, add_site, appoint_person
from pindos.organisation.queries import (
    PlaceFacts,
    SiteFacts,
    competent_unit,
    prefectures,
    sites_of,
    units,
)
from pindos.organisation.terms import Competence, Role, UnitKind

DIRECTORATE = {"DPE-A": 5, "DPE-B": 4, "DPE-C": 3}  # staff beside the head
SEAT = "IOA"
TRIED = "KOZ"  # where those of the sign-in page are who ask and who help


@dataclass
class Post:
    """What somebody is appointed to."""

    role: str
    unit: str


@dataclass
class Staff:
    """Everybody, by what they do; ``workers`` and ``heads`` by the id of their unit."""

    askers: dict[str, list[Actor]] = field(default_factory=dict)
    workers: dict[int, list[Actor]] = field(default_factory=dict)
    heads: dict[int, Actor] = field(default_factory=dict)
    desks: dict[str, int] = field(default_factory=dict)
    director: Actor | None = None
    administrator: Actor | None = None
    auditor: Actor | None = None
    tried: Actor | None = None
    shown: list[dict[str, str]] = field(default_factory=list)

    def of(self, prefecture: str) -> Actor:
        """The first technician of a prefecture."""
        return self.workers[self.desks[prefecture]][0]


class Engaging:
    """Puts people into the register through the commands, with positions and accounts."""

    def __init__(self, rng: Random, since: date) -> None:
        self.rng, self.since = rng, since
        self.names = Names(rng)
        self.staff = Staff()
        self.places = {place.key: place for place in prefectures()}
        self.units = {row.key: row for row in units()}
        self.root = next(
            unit.key for unit in self.units.values() if unit.kind == UnitKind.ADMINISTRATION
        )
        self.sites: dict[str, list[SiteFacts]] = {}
        self.tags = 0

    def all(self, people: int) -> Staff:
        """So many people, those who work by the chart first."""
        for key in places.SHARES:
            self._buildings(self.places[key])
        before = self._chart(people)
        left = people - before
        first = [*places.SHARES] * 2  # in each prefecture two at least
        for n in range(left):
            key = chosen(self.rng, places.SHARES)
            key = first[n] if n < len(first) else key
            actor = self._one(
                key, Post(Role.EMPLOYEE, self.root), is_shown=n == first.index(TRIED)
            )
            self.staff.askers.setdefault(key, []).append(actor)
            if n == first.index(TRIED):
                self.staff.tried = actor
        for key, place in self.places.items():
            if key in places.SHARES:
                competent = competent_unit(Competence.SUPPORT_USERS, place.id)
                self.staff.desks[key] = competent.unit_id
        return self.staff

    def _chart(self, people: int) -> int:
        """Director, heads, staff, technicians, administrator and auditor; how many."""
        staff, count = self.staff, 0
        staff.director = self._one(SEAT, Post(Role.DIRECTOR, "DPE"), is_shown=True)
        staff.heads[self.units["DPE"].pk] = staff.director
        staff.administrator = self._one(SEAT, Post(Role.ADMINISTRATOR, self.root), is_shown=True)
        staff.auditor = self._one(SEAT, Post(Role.AUDITOR, self.root), is_shown=True)
        few = people < 200
        local = {f"TP-{key}": key for key in places.SHARES if key != SEAT}
        for unit, key in {**local, **dict.fromkeys(DIRECTORATE, SEAT)}.items():
            unit_id, is_seat = self.units[unit].pk, key == SEAT
            role = Role.DIRECTORATE_STAFF if is_seat else Role.TECHNICIAN
            is_first = unit in (f"TP-{TRIED}", "DPE-B")
            head = self._one(key, Post(Role.HEAD, unit), is_shown=unit == f"TP-{TRIED}")
            staff.heads[unit_id] = head
            many = 1 if few else DIRECTORATE.get(unit, 2 + round(places.SHARES[key] * 10))
            staff.workers[unit_id] = [
                self._one(key, Post(role, unit), is_shown=is_first and n == 0) for n in range(many)
            ]
            count += many + 1
        return count + 3

    def _buildings(self, place: PlaceFacts) -> None:
        code = places.CODES[place.key]
        for key, name, _share in places.BUILDINGS:
            add_site(
                viewer=HOUSE,
                key=f"{place.key}-{key}",
                name=name.format(genitive=place.genitive),
                prefecture=place.key,
                phone=f"{code} 00000",
            )
        self.sites[place.key] = sites_of(place.id)

    def _one(self, prefecture: str, post: Post, *, is_shown: bool = False) -> Actor:
        name = self.names.next()
        is_desk = post.role != Role.EMPLOYEE
        kind, site = self._site(prefecture, post)
        phone = f"{places.CODES[prefecture]} 0{self.rng.randrange(1000, 9999)}"
        service = self._service(prefecture, kind, post)
        person = add_person(
            viewer=HOUSE,
            key=name.username,
            given_name=name.given,
            family_name=name.family,
            email=f"{name.username}@dioikisi.example",
            phone=phone,
            service=service,
            site=site.id,
        )
        appoint_person(
            viewer=HOUSE,
            person_id=person.pk,
            unit=post.unit,
            role=post.role,
            starts_on=self.since,
        )
        if is_shown:
            self._show(name, post, service)
        return Actor(
            person_id=person.pk,
            username=name.username,
            given=name.given,
            family=name.family,
            is_woman=name.is_woman,
            prefecture=prefecture,
            site_id=site.id,
            site=site.name,
            phone=phone,
            room=f"γραφείο {self.rng.randrange(1, 4)}{self.rng.randrange(1, 25):02}",
            asset=self._computer(prefecture, site.id, person.pk),
            viewer=self._viewer(name, person.pk, is_shown=is_shown),
            style="plain" if is_desk or is_shown else chosen(self.rng, STYLES),
        )

    def _viewer(self, name: Name, person_id: int, *, is_shown: bool) -> Viewer:
        """An account of somebody, and what they see; only who is shown has a password."""
        account = create_account(
            viewer=HOUSE,
            username=name.username,
            person_id=person_id,
            password=PASSWORD if is_shown else None,
        )
        return viewer_for(account)

    def _site(self, prefecture: str, post: Post) -> tuple[str, SiteFacts]:
        """Where somebody sits: who works at the desk in the main building."""
        shares = {key: share for key, _name, share in places.BUILDINGS}
        kind = "DIO" if post.role != Role.EMPLOYEE else chosen(self.rng, shares)
        return kind, next(each for each in self.sites[prefecture] if each.key.endswith(kind))

    def _service(self, prefecture: str, kind: str, post: Post) -> str:
        if post.role != Role.EMPLOYEE:
            return self.units[post.unit].name_el
        genitive = self.places[prefecture].genitive
        return self.rng.choice(places.SERVICES[kind]).format(genitive=genitive)

    def _show(self, name: Name, post: Post, unit: str) -> None:
        said = {"username": name.username, "name": f"{name.given} {name.family}"}
        self.staff.shown.append({**said, "role": str(post.role), "unit": unit})

    def _computer(self, prefecture: str, site_id: int, person_id: int) -> str:
        kind = "laptop" if self.rng.random() < 0.15 else "computer"
        if self.rng.random() < 0.12:
            self.asset(prefecture, "screen", site_id, person_id)
        return self.asset(prefecture, kind, site_id, person_id)

    def asset(self, prefecture: str, kind: str, site_id: int, person_id: int | None = None) -> str:
        """One more piece of equipment; its inventory number."""
        self.tags += 1
        tag = f"{prefecture}-{kind[0].upper()}-{self.tags:04}"
        add_asset(
            viewer=HOUSE,
            tag=tag,
            kind=kind,
            site=site_id,
            model=self.rng.choice(places.MODELS[kind]),
            serial=f"SN{self.rng.randrange(10**8, 10**9)}",
            person=person_id,
        )
        return tag

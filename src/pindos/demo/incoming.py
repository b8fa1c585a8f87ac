"""A year's end of mail: what was reported by it, and what else came into the mailboxes."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, NamedTuple

from django.apps import apps
from django.utils import timezone

from pindos.demo.by_mail import Again, Full, Joined, Mailed, Ordered, Reported, Talked
from pindos.demo.letters import Enclosed, Sender, Written, mislabelled, raw, sealed
from pindos.demo.plain import Report
from pindos.demo.post import CENTRAL, DOMAIN, FLORINA, KOZANI, Post
from pindos.demo.stage import Stage
from pindos.demo.terms import Actor
from pindos.demo.wording import in_letter
from pindos.identity.queries import viewer_of_person
from pindos.kernel.access import HOUSE
from pindos.kernel.later import later
from pindos.mail.commands import block_sender, discard_arrival
from pindos.organisation.commands import add_person
from pindos.organisation.queries import colleagues_of
from pindos.servicedesk import commands as desk

papers: Any = later("pindos.demo.papers")  # draws pictures
Story = tuple[Callable[[], None], datetime]
A_TICKET_IN = 5  # at most one ticket of so many is reported by mail
BESIDE = 3  # tickets beside the scenes: one goes on, one is released, one has no site
SET_UP = timedelta(days=27)  # before today the mailboxes were connected
TOO_LARGE = 46 * 1024 * 1024  # bytes
STRANGER = Sender("Έλεγχος Συστημάτων", "elegxos@asfaleia-systimaton.example")
SUPPLIER = Sender("Φωτοαντιγραφικά Πίνδου", "texniki@fotoantigrafika-pindou.example")
OFFERS = Sender("Φθηνά Μελάνια", "prosfores@fthina-melania.example")
CITIZEN = Sender("Κ. Αλεξίου", "k.alexiou@grammata.example")


class Scene(NamedTuple):
    """A ticket by mail: days before today and the hour, from which prefecture, about what."""

    days: int
    hour: int
    prefecture: str
    category: str
    how: Reported
    kind: type[Mailed] = Mailed


SCENES = (
    Scene(20, 9, "KOZ", "printer-not-printing", Reported("m1", KOZANI, has_logo=True), Talked),
    Scene(25, 10, "KOZ", "scanner", Reported("m2", KOZANI), Again),
    Scene(18, 11, "FLO", "no-network", Reported("m3", CENTRAL, cc="copy"), Joined),
    Scene(17, 8, "KOZ", "mail-not-working", Reported("m4", KOZANI), Full),
    Scene(15, 12, "KOZ", "computer-slow", Reported("m5", KOZANI), Ordered),
    Scene(13, 10, "GRE", "irida", Reported("m6", CENTRAL, in_letter("mislabelled"),
                                           "Ερωτηματικά στο πρωτόκολλο", mislabelled)),
    Scene(12, 9, "KAS", "scanner", Reported("m7", CENTRAL,
                                            in_letter("forward") + in_letter("forwarded"),
                                            "Πρθ: Το πολυμηχάνημα δεν στέλνει σαρώσεις")),
    Scene(11, 13, "ART", "irida", Reported("m8", CENTRAL, in_letter("bare"), "")),
    Scene(9, 9, "KOZ", "share-access", Reported("m9", KOZANI, in_letter("sealed"),
                                                "Εμπιστευτικό", sealed)),
    Scene(8, 11, "PRE", "no-network", Reported("m10", CENTRAL)),
    Scene(6, 10, "KOZ", "software-install", Reported("m11", KOZANI, in_letter("attached"))),
    Scene(5, 9, "IOA", "printer-not-printing", Reported("m12", CENTRAL)),
    Scene(3, 12, "THE", "toner", Reported("m13", CENTRAL)),
    Scene(2, 10, "KOZ", "phone-not-working", Reported("m14", KOZANI, has_logo=True), Talked),
)  # fmt: skip


class Incoming:
    """Sets the letters on the stage; ``tickets`` of the whole year bound how many it opens."""

    def __init__(self, stage: Stage, tickets: int) -> None:
        self.stage, self.post = stage, Post(stage)
        self.scenes = SCENES if tickets // A_TICKET_IN > len(SCENES) + BESIDE else ()
        self.told: dict[str, Mailed] = {}
        stage.at(self._at(SET_UP.days, 8, "KOZ"), self.post.set_up)

    @property
    def tickets(self) -> int:
        """How many tickets it opens."""
        return len(self.scenes) + BESIDE if self.scenes else 0

    def stories(self) -> Iterator[Story]:
        """Each letter with its moment."""
        for each in self.scenes:
            story = self._story(each)
            self.told[each.how.key] = story
            yield story.begin, story.report.at
        for days, hour, act in self._others() if self.scenes else ():
            yield act, self._at(days, hour, "KOZ")

    def _story(self, scene: Scene) -> Mailed:
        stage, at = self.stage, self._at(scene.days, scene.hour, scene.prefecture)
        people = stage.staff.askers[scene.prefecture]
        who, other = self._two_for(scene.kind, people)
        told = stage.writer.told(scene.category, who, other, at)
        how = scene.how
        if how.cc:
            how = how._replace(cc=f"{other.username}@{DOMAIN}")
        if how.key == "m11":
            file = papers.picture(stage.rng)
            how = how._replace(files=(Enclosed(file.name, file.read(), "image/png"),))
        return scene.kind(self.post, Report(at, who, other, told), how)

    def _two_for(self, kind: type[Mailed], people: list[Actor]) -> list[Actor]:
        """Who reports and who else is there; whose mailbox is full writes nothing more."""
        if kind is Joined:
            return self._near(people)
        who = people[-1] if kind is Full else self.stage.rng.choice(people[:-1])
        return [who, self.stage.rng.choice([other for other in people if other is not who])]

    def _near(self, people: list[Actor]) -> list[Actor]:
        """Two who sit together, as far as such a small office has any."""
        for who in people:
            near = {each.id for each in colleagues_of(who.person_id)}
            if found := [other for other in people if other.person_id in near]:
                return [who, found[0]]
        return people[:2]

    def _others(self) -> Iterator[tuple[int, int, Callable[[], None]]]:
        """Days before today, the hour, and what comes then that opens no ticket by itself."""
        said = self._said
        yield 19, 12, self._stranger
        yield 24, 9, partial(said, "n2", OFFERS, "ΠΡΟΣΦΟΡΑ ΤΟΝΕΡ", "offer")
        yield 24, 11, self._block
        yield 14, 9, partial(said, "n3", OFFERS, "Τελευταία ευκαιρία", "offer_2")
        yield 22, 10, self._newsletter
        yield 16, 14, self._ticket_system
        yield 10, 10, self._supplier
        yield 4, 12, partial(said, "n8", CITIZEN, "Άδεια διαμονής", "citizen")
        yield 7, 8, self._forged
        yield 1, 11, partial(self._unknown, "n10", "m.neofermenou", "Μ. Νεοφερμένου", "unknown")
        yield 8, 9, partial(self._unknown, "n11", "a.askoumenos", "Α. Ασκούμενος", "unknown_2")
        yield 8, 12, self._release
        yield 3, 9, self._too_large
        yield 5, 13, self._garbage
        yield 16, 9, self._placeless
        yield 1, 12, self._no_part

    def _said(self, key: str, sender: Sender, subject: str, words: str) -> None:
        self._came(KOZANI, key, sender, subject, words)

    def _stranger(self) -> None:
        self._said("n1", STRANGER, f"Re: {self._number('m1')}", "stranger")

    def _number(self, key: str) -> str:
        return str(self.told[key].ticket.number)

    def _came(
        self, to: str, key: str, sender: Sender, subject: str, words: str, **more: Any
    ) -> Any:
        text = f"{in_letter(words)}\n\n-- \n{sender.name}"
        letter = Written(key, sender, to, subject, text, **more)
        return self.post.bring(raw(letter, timezone.now()), to)

    def _block(self) -> None:
        """An administrator has had enough of the offers, and sets the one that came aside."""
        viewer = self._administrator.viewer
        block_sender(viewer=viewer, address=f"@{OFFERS.address.partition('@')[2]}",
                     reason="Διαφημίσεις, κάθε εβδομάδα")  # fmt: skip
        discard_arrival(viewer=viewer, arrival_id=self._newest(OFFERS.address))

    def _newsletter(self) -> None:
        sender = Sender("Ενημερωτικό Δελτίο", "deltio@psifiaka-nea.example")
        more = {"List-Id": "<deltio.psifiaka-nea.example>",
                "List-Unsubscribe": "<mailto:stop@psifiaka-nea.example>",
                "Precedence": "bulk"}  # fmt: skip
        self._came(CENTRAL, "n4", sender, "Τα νέα του μήνα", "newsletter", more=more)

    def _ticket_system(self) -> None:
        sender = Sender("Εξυπηρέτηση Παρόχου", "support@paroxos-grammon.example")
        more = {"X-OTRS-Loop": "yes", "Auto-Submitted": "auto-generated"}
        self._came(CENTRAL, "n5", sender, "[20260417] Λάβαμε το μήνυμά σας", "ticket_system",
                   more=more)  # fmt: skip

    def _supplier(self) -> None:
        """Nobody knows them; a head puts the letter onto a ticket, and the next one finds it."""
        row = self._came(KOZANI, "n6", SUPPLIER, "Αποστολή ανταλλακτικού", "supplier")
        head = self.stage.staff.heads[self.stage.unit_of("KOZ")]
        desk.release_mail(viewer=head.viewer, arrival_id=row.pk, ticket=self._number("m5"))
        title = f"Re: {self._number('m5')}"
        again = partial(self._came, KOZANI, "n7", SUPPLIER, title, "supplier_2")
        self.stage.at(timezone.now() + timedelta(hours=2), again)

    def _forged(self) -> None:
        director = self.stage.staff.director
        assert director
        sender = Sender(f"{director.given} {director.family}", f"{director.username}@{DOMAIN}")
        self._came(CENTRAL, "n9", sender, "ΕΠΕΙΓΟΝ: λήξη κωδικού", "forged", proof="fail")

    def _unknown(self, key: str, name: str, shown: str, words: str) -> None:
        sender = Sender(shown, f"{name}@{DOMAIN}")
        self._came(CENTRAL, key, sender, "Νέος στην υπηρεσία", words)

    def _release(self) -> None:
        """Who sorts at the seat makes the apprentice's letter a ticket."""
        worker = self.stage.staff.workers[self.stage.unit_of("IOA")][0]
        row = self._newest(f"a.askoumenos@{DOMAIN}")
        ticket = desk.release_mail(viewer=worker.viewer, arrival_id=row, prefecture="IOA")
        desk.take_ticket(viewer=worker.viewer, ticket_id=ticket.pk)

    def _too_large(self) -> None:
        report = self.told["m12"].sender
        letter = Written("n12", report, CENTRAL, "Ορθοφωτοχάρτες για έλεγχο", "-")
        head = raw(letter, timezone.now()).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        self.post.bring_head(head, TOO_LARGE, CENTRAL)

    def _garbage(self) -> None:
        """What no program wrote as it should: no sender, no type; kept whole for a person."""
        body = in_letter("garbage").encode("latin-1") * 5
        self.post.bring(b"Received: from 192.0.2.7\r\nX-Mailer: ?\r\n\r\n" + body, KOZANI)

    def _placeless(self) -> None:
        """Somebody without a site: the address written to says whose work it is."""
        given, family, phone = "Αλεξία", "Αποσπασμένη", "23850 05501"
        person = add_person(
            viewer=HOUSE,
            key="a.apospasmeni",
            given_name=given,
            family_name=family,
            email=f"a.apospasmeni@{DOMAIN}",
            phone=phone,
            service="Απόσπαση από άλλη Διοίκηση",
        )
        viewer = viewer_of_person(person.pk)
        who = Actor(person.pk, person.key, given, family, True, "FLO", 0, "Απόσπαση", phone,
                    "", "", viewer)  # fmt: skip
        now = timezone.now()
        told = self.stage.writer.told("no-network", who, self.stage.staff.of("FLO"), now)
        how = Reported("n13", FLORINA, in_letter("placeless"), "Ασύρματο δίκτυο")
        Mailed(self.post, Report(now, who, who, told), how).begin()

    def _no_part(self) -> None:
        sender = self.told["m10"].sender
        self._came(KOZANI, "n14", sender, f"{self._number('m14')}: το ίδιο κι εμείς", "no_part")

    @property
    def _administrator(self) -> Actor:
        assert self.stage.staff.administrator
        return self.stage.staff.administrator

    def _newest(self, address: str) -> int:
        return int(apps.get_model("mail.Arrival").objects.filter(sender=address).latest("id").pk)

    def _at(self, days: int, hour: int, prefecture: str) -> datetime:
        """So many days before today, or the working day before that."""
        on: date = timezone.localdate(self.stage.office.now) - timedelta(days=days)
        while not self.stage.office.is_worked(on, prefecture):
            on -= timedelta(days=1)
        minute = self.stage.rng.randrange(60)
        return timezone.make_aware(datetime.combine(on, time(hour, minute)))

"""A day of work in Florina: tickets in every state, for pages that are looked at."""

from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.servicedesk.desk import ANSWER, QUESTION, act, opened, referred

from pindos.kernel.deliveries import drain

TITLES = [
    "Δεν τυπώνει ο εκτυπωτής του πρωτοκόλλου",
    "Νέος υπάλληλος: λογαριασμός και άδειες διαμονής",
    "Το κοινόχρηστο των δασικών χαρτών δεν ανοίγει",
    "Ο σαρωτής βγάζει μαύρες σελίδες",
    "Η ωρομέτρηση δεν στέλνει τις κινήσεις, και το μήνυμα σφάλματος είναι ακατανόητο",
]


def a_day_of_work(who):
    """Tickets by name of their state; every telling has been delivered."""
    anthi, dafni, iason = who.anthi, who.dafni, who.iason
    note = SimpleUploadedFile("μέτρηση-20-11.csv", "ώρα;απώλεια\n08:00;7\n".encode())
    made = SimpleNamespace(
        new=opened(anthi, title=TITLES[0], impact="all", urgency="high"),
        assigned=opened(anthi, title=TITLES[1]),
        waiting=opened(anthi, title=TITLES[2], impact="unit", files=[note]),
        referred=opened(anthi, impact="prefecture", urgency="high", site="FLO-AMYNT"),
        returned=opened(anthi, title=TITLES[3], urgency="low"),
        solved=opened(anthi, title=TITLES[4]),
    )
    for ticket in vars(made).values():
        if ticket is not made.new:
            act("take_ticket", dafni, ticket)
    act("reply_to_ticket", dafni, made.waiting, text="Ανοίγουν οι υπόλοιπες σελίδες;", asks=True)
    act("note_ticket", dafni, made.referred, text="Απώλεια 7 % των πακέτων.")
    referred(dafni, made.referred)
    act("accept_ticket", iason, made.referred)
    referred(dafni, made.returned)
    act("return_ticket", iason, made.returned, question=QUESTION)
    act("resolve_ticket", dafni, made.solved, answer=ANSWER)
    while drain():
        pass
    return made

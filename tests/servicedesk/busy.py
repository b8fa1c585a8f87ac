"""A desk on an ordinary day: tickets in every state, with words in real Greek."""

from tests.remembered import remembered
from tests.servicedesk.desk import ANSWER, QUESTION, act, opened, referred

REPORTS = [
    ("Δεν τυπώνει ο εκτυπωτής του πρωτοκόλλου", "high", "unit"),
    ("Νέος υπάλληλος: λογαριασμός και άδειες διαμονής", "normal", "person"),
    ("Το κοινόχρηστο των δασικών χαρτών δεν ανοίγει", "normal", "unit"),
    ("Κανένας υπολογιστής δεν συνδέεται στο Αμύνταιο", "high", "prefecture"),
    ("Πώς υπογράφω έγγραφο με τη νέα κάρτα;", "low", "person"),
    ("Ο σαρωτής βγάζει μαύρες σελίδες", "normal", "person"),
    ("Σφάλμα στην υπογραφή εγγράφων μετά την ενημέρωση", "high", "unit"),
]


def busy(anthi, dafni, giorgos, iason):
    """Seven tickets of Florina by name, from printer to signing."""
    return remembered("busy", lambda: _busy(anthi, dafni, giorgos, iason))


def _busy(anthi, dafni, giorgos, iason):
    names = ["printer", "newcomer", "maps", "network", "card", "scanner", "signing"]
    tickets = {
        name: opened(
            anthi,
            title=title,
            description=f"{title}. Από το πρωί, και από δεύτερο υπολογιστή «τα ίδια».",
            urgency=urgency,
            impact=impact,
            site="FLO-AMYNT" if name == "network" else None,
        )
        for name, (title, urgency, impact) in zip(names, REPORTS, strict=True)
    }
    for name in ("printer", "newcomer", "maps", "scanner", "signing"):
        act("take_ticket", dafni, tickets[name])
    act("take_ticket", giorgos, tickets["network"])
    act(
        "note_ticket",
        dafni,
        tickets["maps"],
        text="Δοκίμασα με δεύτερο λογαριασμό του τμήματος: ίδιο σφάλμα.",
    )
    act("reply_to_ticket", dafni, tickets["maps"], text="Κυρία Καλογήρου, το είδα και το ψάχνω.")
    act(
        "reply_to_ticket",
        dafni,
        tickets["scanner"],
        text="Βγάζει μαύρες και από το τζάμι;",
        asks=True,
    )
    referred(dafni, tickets["maps"])
    act("accept_ticket", iason, tickets["maps"])
    act(
        "note_ticket",
        iason,
        tickets["maps"],
        text="Η ομάδα FLO-DASIKA χάθηκε στη μεταφορά του καταλόγου.",
    )
    referred(dafni, tickets["signing"])
    act("accept_ticket", iason, tickets["signing"])
    act("return_ticket", iason, tickets["signing"], question=QUESTION)
    referred(dafni, tickets["signing"], reason="Είναι το κύκλωμα 4471.")
    act("hand_back_ticket", iason, tickets["signing"], answer=ANSWER)
    act(
        "resolve_ticket",
        dafni,
        tickets["newcomer"],
        answer="Ο λογαριασμός δημιουργήθηκε και ο κωδικός στάλθηκε.",
    )
    return tickets

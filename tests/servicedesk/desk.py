"""What the tests of the desk say to it, as people in the service would."""

from pindos.clocks.models import Clock
from pindos.identity.queries import viewer_for
from pindos.servicedesk import commands

TITLE = "Το πρωτόκολλο αργεί στο Αμύνταιο"
STORY = "Από το πρωί κάνει πάνω από ένα λεπτό να ανοίξει. Γράφει «Σφάλμα δικτύου»."
TRIED = "Άλλαξα καλώδιο και τροφοδοτικό του δρομολογητή, ίδια εικόνα."
REASON = "Η βλάβη είναι από τον πάροχο και μετά."
QUESTION = "Ποιος είναι ο αριθμός του κυκλώματος;"
ANSWER = "Ο πάροχος επισκεύασε τη γραμμή."


def opened(account, **words):
    return commands.open_ticket(
        viewer=viewer_for(account), **{"title": TITLE, "description": STORY, **words}
    )


def act(name, account, ticket, **words):
    """A command by its name, by somebody, on a ticket."""
    return getattr(commands, name)(viewer=viewer_for(account), ticket_id=ticket.pk, **words)


def referred(account, ticket, **words):
    return act("refer_ticket", account, ticket, **{"tried": TRIED, "reason": REASON, **words})


def assert_ends_are_those_of_its_clocks(ticket):
    """What a ticket bears for its lists is what its clocks say."""
    rows = Clock.objects.filter(about="servicedesk.ticket", about_id=ticket.pk, stopped_at=None)
    own = rows.filter(key__in=("answer", "solution"), due_at__isnull=False)
    ticking = {row.key: row for row in own}
    due = {key: row.due_at for key, row in ticking.items()}
    ends = (ticket.answer_due_at, ticket.solve_due_at)
    assert ends == (due.get("answer"), due.get("solution"))
    assert ticket.late_at == min(due.values(), default=None)
    assert ticket.risk_at == min((row.warn_at for row in ticking.values()), default=None)

"""Stories 3 to 5 of the spine, walked through the commands."""

from tests.servicedesk.desk import ANSWER, QUESTION, act, opened, referred

from pindos.identity.queries import viewer_for
from pindos.kernel.deliveries import drain
from pindos.kernel.models import Delivery
from pindos.notices.queries import notices_for
from pindos.servicedesk.queries import acts_open_to, legs_of, story_of, ticket_by


def test_a_report_goes_to_the_directorate_and_back_and_is_confirmed(anthi, dafni, giorgos, iason):
    ticket = opened(anthi)
    assert ticket.number.startswith("FLO-") and ticket.state == "new"
    act("take_ticket", dafni, ticket)
    act("reply_to_ticket", dafni, ticket, text="Ανοίγουν οι υπόλοιπες σελίδες;", asks=True)
    act("reply_to_ticket", anthi, ticket, text="Ανοίγουν, αλλά αργά.")
    referred(dafni, ticket)
    act("accept_ticket", iason, ticket)
    act("return_ticket", iason, ticket, question=QUESTION)
    referred(dafni, ticket, reason="Είναι το κύκλωμα 4471.")
    act("note_ticket", iason, ticket, text="Δήλωσα βλάβη.")
    act("hand_back_ticket", iason, ticket, answer=ANSWER)
    act("resolve_ticket", dafni, ticket, answer="Η γραμμή αποκαταστάθηκε.")
    act("reopen_ticket", anthi, ticket, reason="Πάλι τα ίδια.")
    act("resolve_ticket", giorgos, ticket, answer="Τώρα ναι.")
    ticket = act("confirm_ticket", anthi, ticket)
    assert ticket.state == "closed"
    assert [leg.outcome for leg in legs_of(ticket)] == ["question", "answer"]
    while drain():
        pass
    assert not Delivery.objects.exclude(state="done").exists()
    told = {n.kind for n in notices_for(viewer_for(iason))}
    assert told == {"ticket-referred"}
    assert acts_open_to(viewer_for(anthi), ticket) == {"reopen", "watchers"}
    texts = [m.text for m in story_of(viewer_for(anthi), ticket_by(viewer_for(anthi), ticket.pk))]
    assert QUESTION not in texts and ANSWER not in texts and "Τώρα ναι." in texts

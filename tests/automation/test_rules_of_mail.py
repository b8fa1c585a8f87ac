"""Rules that ask how a ticket came, and what the receiving server found of its message."""

import subprocess
import sys

import pytest
from django.urls import reverse
from tests.automation.conftest import happen, reported
from tests.cast import viewer_of
from tests.mail.letters import DESK, SUBJECT, address, came, letter, mailbox_of_florina
from tests.run.house import environment
from tests.servicedesk.desk import act

from pindos.automation.commands import try_rule
from pindos.automation.models import Run
from pindos.automation.queries.words import condition_in_words
from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Invalid
from pindos.mail.commands import take_in_handed
from pindos.mail.models import Arrival
from pindos.mail.terms import Fate
from pindos.operations.commands import set_options
from pindos.servicedesk.commands import open_ticket, release_mail
from pindos.servicedesk.models import Mailed, Ticket
from pindos.servicedesk.queries import TICKETS

MX = "mx.apdhp.example"
FORGED = "dmarc = fail"


@pytest.fixture
def box(chart):
    set_options(viewer=HOUSE, values={"mail.receiving_server": MX})
    return mailbox_of_florina()


def proven(sender, text="Δεν τυπώνει.", *, by=MX, found="dmarc=pass", **more):
    return letter(sender, text, Authentication_Results=f"{by}; {found}", **more)


def ticket_of(row):
    assert row.fate in (Fate.OPENED, Fate.ADDED), (row.fate, row.why)
    return Ticket.objects.get(pk=row.about.partition(":")[2])


def test_what_came_through_the_pipe_and_failed_dmarc_is_given_to_a_person_by_a_rule(
    box, acting, anthi, dafni, settings, tmp_path
):
    """It lies in quarantine until a person lets it in; from then on the rule is asked."""
    settings.HOME = tmp_path
    take_in_handed()
    (tmp_path / "mail-in").mkdir(exist_ok=True)
    take_in_handed()
    rule = acting(condition=FORGED, assign_to_id=dafni.person_id)
    sender = address(anthi)
    for found in ("spf=fail; dmarc=fail", "dmarc=pass"):
        raw = proven(sender, f"Στείλτε τους κωδικούς: {found}", found=found)
        done = subprocess.run(
            [sys.executable, "-m", "pindos", "mail", "receive", "--recipient", DESK],
            input=raw,
            capture_output=True,
            env=environment(tmp_path, DATABASE_URL="postgres://x@127.0.0.1:1/x"),
        )
        assert (done.returncode, done.stderr) == (0, b"")
    assert take_in_handed() == 2
    happen()
    forged, sound = sorted(Arrival.objects.all(), key=lambda row: row.fate, reverse=True)
    assert forged.fate == Fate.QUARANTINED and ticket_of(sound).assignee_id is None
    released = release_mail(viewer=viewer_of(dafni), arrival_id=forged.pk)
    happen()
    released.refresh_from_db()
    assert released.assignee_id == dafni.person_id
    assert [(run.rule_id, run.ticket_id) for run in Run.objects.all()] == [(rule.pk, released.pk)]


def test_only_the_word_of_the_believed_server_counts(box, anthi, dafni, chart):
    """A line that the sender wrote, or a server on the way, proves nothing and fails nothing."""
    sender = address(anthi)
    said = {
        "pass": proven(sender, "α"),
        "softfail": proven(sender, "β", found="spf=softfail; dkim=none; dmarc=none"),
        "foreign": proven(sender, "γ", by="mx.elsewhere.example", found="dmarc=fail"),
        "silent": letter(sender, "δ"),
        "strange": proven(sender, "ε", found="spf=permerror; dkim=policy; dmarc=odd"),
    }
    tickets = {name: ticket_of(came(raw, mailbox=box)) for name, raw in said.items()}
    set_options(viewer=HOUSE, values={"mail.receiving_server": ""})
    tickets["nobody"] = ticket_of(came(proven(sender, "ζ"), mailbox=box))
    tickets["page"] = reported(anthi)
    viewer = viewer_of(dafni)

    def found(asked):
        rows = set(TICKETS.found(viewer, asked))
        return {name for name, ticket in tickets.items() if ticket in rows}

    assert found("dmarc = pass") == {"pass"}
    assert found("dmarc = fail") == set(), "it was not our server that said so"
    assert found("dmarc = unknown") == {"foreign", "silent", "nobody"}
    assert found("dmarc = none and spf = softfail and dkim = none") == {"softfail"}
    assert found("spf = error and dkim = neutral and dmarc = neutral") == {"strange"}
    assert found("dmarc != pass") == tickets.keys() - {"pass"}, "what did not come by mail, too"
    assert found("came = mail") == tickets.keys() - {"page"}
    assert found("domain = @APDHP.example") == tickets.keys() - {"page"}
    assert found("domain != apdhp.example") == {"page"}
    assert found("domain contains ote") == set()
    assert found(f"written_to contains {DESK}") == tickets.keys() - {"page"}
    assert found("written_to contains another@apdhp.example") == set()


def test_each_way_by_which_a_ticket_comes_is_known(box, anthi, dafni, client, giorgos):
    def ways():
        return set(Ticket.objects.values_list("came_by", flat=True))

    reported(anthi)
    assert ways() == {"page"}
    open_ticket(viewer=viewer_of(dafni), title="Πήραν τηλέφωνο", requester=anthi.person_id)
    came(letter(address(anthi)), mailbox=box)
    assert ways() == {"page", "phone", "mail"}
    Ticket.objects.filter(came_by="page").update(came_by=None)
    rows = TICKETS.found(viewer_of(dafni), "came = unknown")
    assert [row.came_by for row in rows] == [None]
    assert TICKETS.found(viewer_of(dafni), "came in (phone, mail)").count() == 2
    client.force_login(dafni)
    page = client.get(reverse("servicedesk:ticket-list") + "?columns=number,came,dmarc,domain")
    text = page.content.decode()
    assert "apdhp.example" in text and "Τηλεφωνικά ή από κοντά" in text and "άγνωστο" in text


def test_the_page_of_a_ticket_says_how_it_came_and_what_the_server_found(
    box, anthi, dafni, client
):
    ticket = ticket_of(came(proven(address(anthi), found="spf=softfail; dmarc=none"), mailbox=box))
    show = reverse("servicedesk:ticket-show", args=[ticket.number])
    client.force_login(dafni)
    page = client.get(show).content.decode()
    assert "Με ηλεκτρονικό ταχυδρομείο" in page
    assert "Τελευταίο μήνυμα: apdhp.example · SPF softfail, DMARC none" in page
    client.force_login(anthi)
    assert "SPF softfail" not in client.get(show).content.decode(), "it is for who works on it"


def test_a_rule_on_an_answer_asks_of_that_message_and_a_trial_of_the_one_that_was_last_then(
    box, acting, write, anthi, dafni, giorgos
):
    """The past is asked as it was: a later message proves nothing of this one."""
    sender = address(anthi)
    ticket = ticket_of(came(proven(sender), mailbox=box))
    answer = {"subject": f"Re: {SUBJECT} [{ticket.number}]"}
    acting(name="Αμφίβολη", when="answered", condition="spf = softfail", note="Ρώτησε τον.")
    acting(name="Σίγουρη", when="answered", condition="spf = pass", note="Όλα καλά.")
    for found in ("spf=softfail; dmarc=none", "spf=pass; dmarc=pass"):
        row = came(proven(sender, f"Και κάτι ακόμη, {found}.", found=found, **answer), mailbox=box)
        assert (row.fate, ticket_of(row)) == (Fate.ADDED, ticket)
        happen()
    assert [run.rule.name for run in Run.objects.order_by("id")] == ["Αμφίβολη", "Σίγουρη"]
    ticket.refresh_from_db()
    last = Mailed.objects.order_by("-id").first()
    assert ticket.mailed_id == last.pk and Mailed.objects.count() == 3
    for asked, hits in (("spf = softfail", 1), ("spf = pass", 1), ("dmarc = fail", 0)):
        rule = write(name="Δοκιμή", when="answered", condition=asked, is_once=False)
        trial = try_rule(viewer=viewer_of(giorgos), rule_id=rule.pk)
        assert (trial.looked, trial.hits) == (2, hits), asked
    opening = write(name="Άνοιγμα", condition="spf = unknown and dmarc = pass")
    assert try_rule(viewer=viewer_of(giorgos), rule_id=opening.pk).hits == 1
    ticket.refresh_from_db()
    assert ticket.mailed_id == last.pk, "a trial leaves everything as it is"


def test_a_rule_says_in_words_what_it_asks_of_a_message(write, giorgos, client):
    asked = "came = mail and dmarc != pass and domain = ote.example"
    rule = write(condition=asked)
    said = condition_in_words(viewer_of(giorgos), rule.condition)
    assert said == (
        "Πώς ήρθε είναι Με ηλεκτρονικό ταχυδρομείο και DMARC δεν είναι pass: ισχύει "
        "και Τομέας αποστολέα είναι ote.example"
    )
    client.force_login(giorgos)
    page = client.get(reverse("automation:rule-edit", args=[rule.pk])).content.decode()
    assert "fail: ίσως είναι πλαστό" in page
    assert "Μετρά μόνο ό,τι είπε ο διακομιστής παραλαβής" in page


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("εκτυπωτή", "ΧΑΛΑΣΑΝ ΟΙ ΕΚΤΥΠΩΤΈΣ"),
        ("εκτυπωτης", "Χάλασε ο εκτυπωτής"),
        ("ektypotis", "Χάλασε ο εκτυπωτής"),
        ("δίκτυο σφάλμα", "Σφάλμα στο δικτυο του Αμυνταίου"),
        ("HP2055", "Το HP2055 δεν ανάβει"),
    ],
)
def test_a_title_contains_a_word_in_any_of_its_forms(write, anthi, giorgos, asked, title):
    reported(anthi, title=title)
    reported(anthi, title="Κάτι άλλο", description=f"Λέει {title}")
    rule = write(condition=f'title contains "{asked}"')
    trial = try_rule(viewer=viewer_of(giorgos), rule_id=rule.pk)
    assert (trial.looked, trial.hits) == (2, 1)
    anywhere = write(name="Όπου κι αν είναι", condition=f'words contains "{asked}"')
    assert try_rule(viewer=viewer_of(giorgos), rule_id=anywhere.pk).hits == 2


def test_a_rule_on_a_title_acts_and_what_no_word_is_of_is_refused_in_words(
    acting, write, anthi, dafni, chart
):
    acting(condition="title contains εκτυπωτές", assign_to_id=dafni.person_id)
    assert reported(anthi).assignee_id == dafni.person_id
    assert reported(anthi, title="Ο σαρωτής").assignee_id is None
    with pytest.raises(Invalid) as refused:
        write(condition="title contains «και»")
    assert "Καμία λέξη" in str(refused.value.fields["condition"])


def test_a_filter_by_words_tells_a_requester_nothing_of_internal_notes(anthi, dafni):
    ticket = reported(anthi)
    act("note_ticket", dafni, ticket, text="Υποψία για βανδαλισμό")
    act("reply_to_ticket", dafni, ticket, text="Θα περάσει συνεργείο")
    for account in (anthi, dafni):
        assert not TICKETS.found(viewer_of(account), "words contains βανδαλισμός").exists()
        assert TICKETS.found(viewer_of(account), "words contains συνεργείου").exists()

"""Notices, mail server, audit trail, deliveries and timetable in a real browser."""

import pytest
from playwright.sync_api import expect
from tests.browser.looking import check_page
from tests.cast import viewer_of
from tests.kernel.saying import SomethingHappened, say

from pindos.kernel.deliveries import drain
from pindos.kernel.events import on
from pindos.kernel.jobs import run_due
from pindos.kernel.models import Delivery
from pindos.kernel.sealing import seal
from pindos.notices.commands import set_mail_server, tell
from pindos.notices.models import Sending
from pindos.operations.commands import set_options
from pindos.servicedesk.commands import open_ticket, set_priority, take_ticket

pytestmark = pytest.mark.browser

NAMES = frozenset(
    """pindos verify audit timer mail epirus example notices forget old answers done deliveries
    send export checkpoint close confirmed tickets smtp kernel schedule ValueError dafni nobody
    There is no such mailbox here STARTTLS TLS admin gr CSV servicedesk ticket tell desk test seal
    OK id e-mail FLO ART GRE IOA KAS KOZ PRE THE ValueError kernel.SomethingHappened
    kernel.schedule tell-the-desk mail.epirus.example apply_security_policy keep_backups
    coordinate_regional_systems design_eservices receive_referrals recommend_lines
    recommend_procurement refer_problems support_operation support_users watch_operation re
    close-solved-tickets end-access-of-who-left export-checkpoint forget-done-deliveries
    forget-ended-sessions forget-failed-sign-ins forget-held-files forget-old-answers
    forget-old-notices forget-secret-links
    forget-old-tables remove-unused-files send-notices sync-directory
    send-webhooks forget-old-webhook-sendings forget-silent-processes look-outside
    forget-bulk-acts-looked-at tell-subscribers-of-views""".split()  # noqa: SIM905
)


def tell_all(*accounts):
    tell(
        person_ids=[account.person_id for account in accounts],
        key="event 1",
        kind="ticket-referred",
        about="servicedesk.ticket:1",
        say=lambda: (
            "Η παραπομπή FLO-2026-0412 γύρισε με απάντηση",
            "Ιάσων Μέξης: Άλλαξε η διεύθυνση του διακομιστή εκτυπώσεων.",
        ),
        url="/help/",
    )


def test_the_notices_are_read_one_by_one(page_as, dafni):
    tell_all(dafni)
    page = page_as(dafni)
    page.goto("/notices/")
    check_page(page, allow=NAMES)
    page.get_by_role("button", name="Το διάβασα").click()
    page.get_by_text("Τα έχετε διαβάσει όλα").wait_for()


def test_the_mail_server_is_set_and_its_log_read(page_as, admin, dafni):
    page = page_as(admin)
    page.goto("/mail-server/")
    check_page(page, allow=NAMES)
    page.get_by_label("Διακομιστής", exact=True).fill("mail.epirus.example")
    page.get_by_label("Αποστολέας").fill("pindos@epirus.example")
    page.get_by_label("Αποστολή ειδοποιήσεων με ηλεκτρονικό ταχυδρομείο").check()
    page.get_by_role("button", name="Αποθήκευση").click()
    page.get_by_text("Ο διακομιστής αποθηκεύτηκε").wait_for()
    tell_all(dafni, admin)
    Sending.objects.filter(notice__person=dafni.person_id).update(
        state="failed", attempts=10, last_error="550 There is no such mailbox here"
    )
    page.goto("/sendings/")
    check_page(page, allow=NAMES)


def test_the_audit_trail_is_read_and_narrowed(page_as, admin, dafni):
    viewer = viewer_of(dafni)
    ticket = open_ticket(
        viewer=viewer,
        title="Ο εκτυπωτής του πρωτοκόλλου δεν τυπώνει",
        description="Από το πρωί.",
        prefecture="FLO",
    )
    take_ticket(viewer=viewer, ticket_id=ticket.pk)
    set_priority(viewer=viewer, ticket_id=ticket.pk, impact="all", urgency="high")
    seal()
    page = page_as(admin)
    page.goto("/audit/")
    check_page(page, allow=NAMES)
    page.get_by_label("Αίτημα ή αντικείμενο").fill(ticket.number)
    page.get_by_role("button", name="Εφαρμογή").click()
    expect(page.get_by_role("rowheader")).to_have_count(3)
    page.get_by_label("Πράξη").select_option(label="Αιτήματα")
    page.get_by_role("button", name="Εφαρμογή").click()
    page.get_by_label("Πράξη").select_option("servicedesk.TicketTaken")
    page.get_by_role("button", name="Εφαρμογή").click()
    expect(page.get_by_role("rowheader")).to_have_count(1)
    check_page(page, allow=NAMES)


def test_deliveries_and_timetable_are_sound(page_as, admin):
    @on(SomethingHappened, name="tell-the-desk")
    def fail(event):
        raise ValueError("η μηχανή χάλασε")

    say(1)
    drain()
    Delivery.objects.filter(reaction="tell-the-desk").update(state="parked", attempts=10)
    run_due()
    page = page_as(admin)
    page.goto("/deliveries/")
    check_page(page, allow=NAMES)
    page.goto("/jobs/")
    check_page(page, allow=NAMES)


def test_empty_pages_are_sound_too(page_as, admin):
    page = page_as(admin)
    for path in ("/notices/", "/sendings/", "/deliveries/", "/audit/?since=2031-01-01"):
        page.goto(path)
        check_page(page, allow=NAMES)


def test_set_by_command_is_shown_on_the_page(page_as, admin):
    set_mail_server(
        viewer=viewer_of(admin),
        host="mail.epirus.example",
        port=587,
        security="starttls",
        username="pindos",
        password="Μέτσοβο-1913",
        sender="pindos@epirus.example",
        is_on=True,
    )
    page = page_as(admin)
    page.goto("/mail-server/")
    page.get_by_text("Υπάρχει φυλαγμένος κωδικός").wait_for()
    check_page(page, allow=NAMES)


def test_a_change_of_the_settings_is_put_back_on_its_page(page_as, admin):
    viewer = viewer_of(admin)
    set_options(viewer=viewer, values={"servicedesk.days_until_closed": 9})
    set_mail_server(
        viewer=viewer,
        host="mail.epirus.example",
        port=25,
        security="none",
        sender="desk@epirus.example",
        is_on=True,
    )
    seal()
    page = page_as(admin)
    page.goto("/settings/history/")
    check_page(page, allow=NAMES)
    page.get_by_role("link", name="Επαναφορά").last.click()
    check_page(page, allow=NAMES)
    page.get_by_role("button", name="Επαναφορά των σημειωμένων").click()
    assert "Είναι πάλι όπως ήταν πριν." in page.get_by_role("status").first.inner_text()


def test_the_health_of_the_system_is_read_at_a_glance(page_as, admin):
    run_due()
    page = page_as(admin)
    page.goto("/health/")
    page.get_by_role("heading", name="Υγεία του συστήματος").wait_for()
    check_page(page, allow=NAMES)
    page.get_by_text("λειτουργούν όπως πρέπει").click()
    page.get_by_text("Ανάγνωση των θυρίδων").wait_for()
    page.get_by_role("link", name="ακόμη").click()  # a page of their own has all of them
    page.get_by_role("heading", name="Χρονοπρόγραμμα").wait_for()

"""Webhooks as an administrator sees them: added, tried, read about, put right."""

from tests.browser.looking import check_page
from tests.notices.receiver import receiving
from tests.servicedesk.desk import act, opened

from pindos.kernel.access import HOUSE
from pindos.kernel.sealing import seal
from pindos.notices.commands import send_webhooks
from pindos.operations.commands import set_options

NAMES = frozenset(
    {"Webhooks", "Webhook", "webhooks", "webhook", "webhook-id", "webhook-timestamp", "ms", "boom"}
    | {"webhook-signature", "whsec", "Standard", "HMAC", "base", "HTTP", "pindos"}
)


def begin(page):
    page.goto("/mail-server/")
    page.get_by_role("link", name="Webhooks").click()
    check_page(page, allow=NAMES)
    page.get_by_role("link", name="Προσθήκη webhook").click()
    check_page(page, allow=NAMES)


def test_a_webhook_is_added_tried_and_read_about(page_as, admin, anthi, dafni):
    set_options(viewer=HOUSE, values={"notices.webhook_networks": ["127.0.0.0/8"]})
    page = page_as(admin)
    begin(page)
    with receiving() as receiver:
        page.locator("#id_name").fill("Πίνακας Φλώρινας")
        page.locator("#id_address").fill("https://10.1.2.3/")
        page.locator("#id_unit").select_option("TP-FLO")
        page.get_by_role("button", name="Αποθήκευση").click()
        page.get_by_text("10.1.2.3 βρίσκεται σε δίκτυο").first.wait_for()
        check_page(page, allow=NAMES)
        page.locator("#id_address").fill(receiver.url)
        page.get_by_role("button", name="Αποθήκευση").click()
        page.get_by_label("Το μυστικό").wait_for()
        check_page(page, allow=NAMES)
        page.get_by_role("link", name="Το αντέγραψα").click()
        check_page(page, allow=NAMES)
        page.get_by_role("button", name="Αποστολή δοκιμής τώρα").click()
        page.get_by_text("Ο παραλήπτης παρέλαβε τη δοκιμή").wait_for()
        act("take_ticket", dafni, opened(anthi))
        seal()
        receiver.answer(204, (500, b"boom"))
        send_webhooks(1)
    page.reload()
    check_page(page, allow=NAMES)
    page.goto("/webhooks/sendings/")
    check_page(page, allow=NAMES)
    page.goto("/webhooks/")
    check_page(page, allow=NAMES)

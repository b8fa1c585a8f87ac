"""Files that are not scanned, or infected, as a technician and an administrator see them."""

import pytest
from tests.browser.looking import check_page
from tests.cast import viewer_of
from tests.records import samples as s
from tests.records.clamd import VIRUS, clamd

from pindos.kernel.access import HOUSE
from pindos.operations.commands import set_options
from pindos.records.commands import scan_files
from pindos.records.models import Blob
from pindos.servicedesk.commands import open_ticket

NAMES = frozenset(
    {
        "Pindos.Virus.UNOFFICIAL",
        "Pindos.Virus.UNOFFICIAL).",
        "ClamAV",
        "EICAR",
        "StreamMaxLength",
        "text",
        "plain",
    }
)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


def test_the_pages_of_files_and_viruses_keep_the_rules(page_as, admin, anthi, dafni):
    sent = [("μητρώο.txt", b"registry"), ("τιμολόγιο.txt", VIRUS), ("όλα.txt", b"x" * 2_000_000)]
    ticket = open_ticket(
        viewer=viewer_of(anthi),
        title="Δεν ανοίγει το τιμολόγιο",
        description="Ήρθε με μήνυμα από προμηθευτή",
        site="FLO-DIOIK",
        files=[s.upload(data, name) for name, data in sent],
    )
    with clamd() as scanner:
        set_options(viewer=HOUSE, values={"records.scanner": scanner.tcp})
        desk = page_as(dafni)
        desk.goto(f"/tickets/{ticket.number}/")
        desk.get_by_role("link", name="μητρώο.txt").click()
        check_page(desk)
        scan_files()
        desk.goto(f"/tickets/{ticket.number}/")
        desk.get_by_text("Ιός – δεν δίνεται σε κανέναν").first.wait_for()
        check_page(desk, allow=NAMES)
        keeper = page_as(admin)
        keeper.goto("/files/unclean/")
        keeper.get_by_role("button", name="Δοκιμή του ελεγκτή").click()
        keeper.get_by_text("βρίσκει το ακίνδυνο δείγμα").wait_for()
        check_page(keeper, allow=NAMES)
    keeper.goto(f"/files/unclean/{Blob.objects.get(scan='infected').pk}/")
    keeper.get_by_role("button", name="Διαγραφή του αρχείου").click()
    check_page(keeper, allow=NAMES)
    keeper.locator("#id_reason").fill("Το γράψαμε εμείς για δοκιμή")
    keeper.get_by_role("button", name="Αποδέσμευση του αρχείου").click()
    keeper.get_by_role("button", name="Να κρατείται πάλι").wait_for()
    check_page(keeper, allow=NAMES)

"""Fills an instance by the real commands: two tickets, three files, a sealed trail; run apart."""

import sys

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from tests.cast import engaged  # noqa: E402
from tests.servicedesk.desk import act, opened  # noqa: E402

from pindos.kernel.access import HOUSE  # noqa: E402
from pindos.kernel.cipher import sealed  # noqa: E402
from pindos.kernel.deliveries import drain  # noqa: E402
from pindos.kernel.sealing import seal  # noqa: E402
from pindos.operations.commands import export_checkpoint, set_options  # noqa: E402
from pindos.organisation.commands import add_site  # noqa: E402


def file(name, text):
    return SimpleUploadedFile(name, text.encode(), "text/plain")


def fill(repository):
    """Florina's desk; what it keeps sealed is printed, to be opened on the other side."""
    add_site(viewer=HOUSE, key="FLO-DIOIK", name="Διοικητήριο", prefecture="FLO", phone="2385 0")
    anthi = engaged(
        "anthi", "Ανθή", "Καλογήρου", role="employee", unit="EPWM", site="FLO-DIOIK", service="α"
    )
    dafni = engaged(
        "dafni", "Δάφνη", "Λιβαδά", role="technician", unit="TP-FLO", site="FLO-DIOIK", service="β"
    )
    ticket = opened(anthi, files=[file("α.txt", "πρώτο"), file("β.txt", "δεύτερο")])
    act("note_ticket", dafni, ticket, text="Εσωτερικό 'τάδε'; \\N \t", files=[file("γ", "τρίτο")])
    opened(anthi, title="Δεύτερο")
    if repository:
        set_options(viewer=HOUSE, values={"operations.backup_repository": repository})
    while seal() or drain():
        pass
    export_checkpoint()
    while seal() or drain():
        pass
    sys.stdout.write(sealed("το μυστικό", purpose="test"))


if __name__ == "__main__":
    fill(sys.argv[1] if len(sys.argv) > 1 else "")

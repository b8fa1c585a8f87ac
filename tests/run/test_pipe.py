"""A real mail server hands messages to the pipe: to a ticket, or back, or kept until later."""

import shutil
from textwrap import dedent

import pytest
from tests.mail import exim
from tests.mail.letters import letter
from tests.postgres import free_port
from tests.run.house import until
from tests.run.warm import run, script

SENDER = "e.zisi@apdhp.example"
READY = f"""
    import django
    django.setup()
    from pindos.kernel.access import HOUSE
    from pindos.organisation.commands import add_person
    from pindos.organisation.models import Prefecture, Site
    place = Prefecture.objects.get(key="FLO")
    Site.objects.create(key="FLO-1", name_el="Διοικητήριο", prefecture=place)
    named = {{"family_name": "Ζήση", "given_name": "Ελένη"}}
    add_person(viewer=HOUSE, **named, email="{SENDER}", site="FLO-1")
"""
TAKEN_UP = """
    import django
    django.setup()
    from pindos.kernel.deliveries import drain
    from pindos.servicedesk.models import Ticket
    while drain():
        pass
    print(*Ticket.objects.values_list("number", flat=True))
"""


@pytest.mark.once  # the home is one on SQLite, whatever the tests stand on
def test_exim_delivers_keeps_while_the_database_is_away_and_sends_back_what_is_too_large(
    prepared, tmp_path
):
    home = shutil.copytree(prepared, tmp_path / "home")
    assert script(home, "-c", dedent(READY)).returncode == 0
    surroundings = {"DATABASE_URL": f"postgres://x@127.0.0.1:{free_port()}/x"}
    answers = []

    def receive(raw):
        done = run(home, "mail", "receive", given=raw, **surroundings)
        answers.append(done.returncode)
        return done.returncode, done.stdout + done.stderr

    with exim.server(receive) as server:
        server.send(SENDER, letter(SENDER))
        until(lambda: answers == [75], "a first try")
        assert server.queue() == 1
        surroundings.clear()
        # Exim may still hold the message of the first try: who runs its queue then passes it by
        until(lambda: server.run_queue() or answers != [75], "a second try")
        assert answers == [75, 0]
        until(lambda: server.queue() == 0, "an empty queue")
        large = letter(SENDER, subject="Σχέδια") + b"x" * 70 + b"\r\n" + b"y" * 900 * 1024 * 48
        server.send(SENDER, LINES.join(large[at : at + 900] for at in range(0, len(large), 900)))
        until(lambda: answers == [75, 0, 65], "the large one to be refused")
        back = until(lambda: server.run_queue() or server.delivered(), "it to come back")
    assert "40 MB" in back and "Auto-Submitted: auto-replied" in back
    assert script(home, "-c", dedent(TAKEN_UP)).stdout.startswith("FLO-20")


LINES = b"\r\n"

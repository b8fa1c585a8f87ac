"""An instruction goes to another unit by offer and yes; what is not its text has its history."""

from datetime import date

import pytest
from tests.cast import engaged, viewer_of
from tests.knowledge.conftest import TITLE

from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.kernel.models import Event
from pindos.knowledge import commands
from pindos.knowledge.queries import acts_open_to, history_of, instruction_by
from pindos.notices.models import Notice
from pindos.organisation.commands import appoint_person
from pindos.search.queries import found_for


def do(verb, account, row, **words):
    command = getattr(commands, f"{verb}_instruction")
    return command(viewer=viewer_of(account), instruction_id=row.pk, **words)


def told(account, row):
    history = history_of(viewer_of(account), instruction_by(viewer_of(account), row.pk))
    return [(each.name, each.before, each.after) for change in history for each in change.fields]


def test_a_unit_owns_what_it_was_offered_once_it_says_yes(instruction, dafni, kosmas, elegktis):
    with pytest.raises(NotFound):
        instruction_by(viewer_of(kosmas), instruction.pk)
    row = do("offer", dafni, instruction, unit="TP-KOZ")
    assert row.unit.key == "TP-FLO" and row.offered_unit.key == "TP-KOZ"
    assert found_for(viewer_of(kosmas), TITLE, kinds=["knowledge.instruction"]).total == 1
    assert Notice.objects.filter(person=kosmas.person_id, kind="instruction-offer").exists()
    assert acts_open_to(viewer_of(kosmas), row) == {"accept", "decline"}
    assert {"decline", "edit"} <= acts_open_to(viewer_of(dafni), row)
    for verb, who in (("accept", dafni), ("edit", kosmas), ("accept", elegktis)):
        with pytest.raises(Forbidden):
            do(verb, who, instruction)
    row = do("accept", kosmas, instruction)
    assert row.unit.key == "TP-KOZ" and row.offered_unit is None
    with pytest.raises(NotFound):
        instruction_by(viewer_of(dafni), instruction.pk)
    assert do("edit", kosmas, instruction, title="Άλλος τίτλος").version > 1
    kinds = [name for name, _before, _after in told(kosmas, instruction)]
    assert kinds.count("unit") == 1 and kinds.count("offered_unit") == 2
    event = Event.objects.get(name="knowledge.InstructionHandedOver")
    assert event.payload["from_unit_id"] != event.unit_id == row.unit_id


def test_an_offer_is_declined_or_taken_back_and_can_be_made_again(instruction, dafni, kosmas):
    for who in (kosmas, dafni):
        do("offer", dafni, instruction, unit="TP-KOZ")
        assert do("decline", who, instruction).offered_unit is None
        with pytest.raises(NotFound):
            instruction_by(viewer_of(kosmas), instruction.pk)
    with pytest.raises(Refused):
        do("decline", dafni, instruction)
    for unit in ("TP-FLO", "ΤΠΟΤΕ"):
        with pytest.raises(Invalid):
            do("offer", dafni, instruction, unit=unit)


def test_who_heads_both_units_hands_over_at_once(instruction, dafni):
    both = engaged("both", "Αργυρώ", "Δόγια", role="head", unit="TP-FLO")
    again = {"unit": "TP-KOZ", "role": "head", "starts_on": date(2026, 1, 1)}
    appoint_person(viewer=HOUSE, person_id=both.person_id, **again)
    assert do("offer", both, instruction, unit="TP-KOZ").unit.key == "TP-KOZ"
    assert not Event.objects.filter(name="knowledge.InstructionOffered").exists()


def test_who_reads_it_and_its_review_have_a_history_and_are_put_back(
    client, published, dafni, elegktis
):
    first = instruction_by(viewer_of(dafni), published.pk).review_on
    do("edit", dafni, published, audience="unit", audience_unit="TP-FLO")
    do("review", dafni, published, review_on="2031-05-04")
    history = history_of(viewer_of(dafni), instruction_by(viewer_of(dafni), published.pk))
    assert [each.by for each in history] == ["Δάφνη Λιβαδά"] * len(history)
    assert ("review_on", f"{first:%d/%m/%Y}", "04/05/2031") in told(elegktis, published)
    page = f"/instructions/{published.pk}/"
    client.force_login(elegktis)
    assert "Επαναφορά" not in client.get(page).content.decode()
    client.force_login(dafni)
    assert "04/05/2031" in client.get(page).content.decode()
    for change in history[:2]:
        assert change.can_be_undone
        assert client.post(f"{page}undo/", {"change": change.id}).status_code == 302
    row = instruction_by(viewer_of(dafni), published.pk)
    assert (row.audience, row.audience_unit, row.review_on) == ("everybody", None, first)
    with pytest.raises(Refused):
        undo(dafni, row, history[0].id)
    with pytest.raises(NotFound):
        undo(dafni, row, 2**70)
    told_by_api = client.get(f"/api/v1{page}history").json()
    assert len(told_by_api) == len(history) + 2 and told_by_api[0]["by"] == "Δάφνη Λιβαδά"


def undo(account, row, change):
    viewer = viewer_of(account)
    return commands.undo_instruction_change(viewer=viewer, instruction_id=row.pk, change=change)

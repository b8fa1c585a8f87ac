"""Equipment from a file: every line is looked at first, and what is wrong says where."""

import pytest
from tests.cast import viewer_of

from pindos.inventory.commands import apply_assets, hand_in_assets, import_assets, plan_assets
from pindos.inventory.models import Asset
from pindos.kernel.errors import NotFound, Refused

HEAD = "Αριθμός μητρώου;Είδος;Μοντέλο;Κτίριο;Χρήστης;Χρώμα\n"
GOOD = "ΦΛΩ-1;Εκτυπωτής;HP 2055;FLO-DIOIK;anthi@example.gr;\n"
LINES = (
    HEAD
    + GOOD
    + (
        "ΦΛΩ-1;laptop;;FLO-DIOIK;;\n"
        "ΦΛΩ-2;καφετιέρα;;FLO-DIOIK;;\n"
        "ΦΛΩ-3;laptop;;KOZ-DIOIK;;\n"
        "ΦΛΩ-4;laptop;;FLO-DIOIK;κανείς;\n"
    )
)


def test_each_line_says_what_it_would_do_and_nothing_is_written(dafni, anthi):
    plan = plan_assets(viewer=viewer_of(dafni), content=LINES.encode())
    found = [(each.line, each.outcome.value) for each in plan.drafts]
    assert found == [(2, "new"), (3, "error"), (4, "error"), (5, "error"), (6, "error")]
    assert "2" in plan.drafts[1].reason and "Είδος" in plan.drafts[2].reason
    assert plan.unknown == ("Χρώμα",) and not Asset.objects.exists()


def test_good_lines_come_in_and_the_same_file_again_changes_nothing(dafni, anthi):
    viewer = viewer_of(dafni)
    import_assets(viewer=viewer, content=LINES.encode())
    row = Asset.objects.get()
    assert (row.tag, row.model, row.person_id) == ("ΦΛΩ-1", "HP 2055", anthi.person_id)
    again = plan_assets(viewer=viewer, content=(HEAD + GOOD).encode())
    assert again.counts["same"] == 1
    other = (HEAD + GOOD.replace("HP 2055", "HP 2055dn")).encode("cp1253")
    assert import_assets(viewer=viewer, content=other).drafts[0].fields == ("model",)
    assert Asset.objects.get().model == "HP 2055dn"


def test_what_changed_since_it_was_shown_is_looked_at_again(dafni, giorgos, anthi):
    viewer = viewer_of(dafni)
    content = (HEAD + GOOD).encode()
    intake = hand_in_assets(viewer=viewer, name="λίστα.csv", content=content)
    digest = plan_assets(viewer=viewer, content=content).digest
    with pytest.raises(NotFound):
        apply_assets(viewer=viewer_of(giorgos), intake_id=intake.pk, digest=digest)
    import_assets(viewer=viewer, content=content)
    with pytest.raises(Refused):
        apply_assets(viewer=viewer, intake_id=intake.pk, digest=digest)
    assert Asset.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b"\x00\x01", "Όνομα\nκάτι\n".encode()])
def test_a_file_that_is_no_list_says_so(dafni, content):
    with pytest.raises(Refused):
        plan_assets(viewer=viewer_of(dafni), content=content)


def test_whoever_looks_after_nothing_imports_nothing(anthi):
    with pytest.raises(NotFound):
        plan_assets(viewer=viewer_of(anthi), content=LINES.encode())

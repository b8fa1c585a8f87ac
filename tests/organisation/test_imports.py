"""Importing tables: the dry run shows what the import then does, and nothing else."""

import time
from datetime import date

import pytest
from tests.cast import engaged, viewer_of

from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Forbidden, NotFound, Refused
from pindos.kernel.models import Change, Event
from pindos.organisation.commands import (
    Changed,
    add_person,
    apply_intake,
    hand_in,
    import_table,
    plan_of,
    plan_table,
)
from pindos.organisation.jobs import forget_old_tables
from pindos.organisation.models import Intake, Person, Position, Site
from pindos.organisation.queries import person_named, site_named

PEOPLE = """Αριθμός μητρώου;Όνομα;Επώνυμο;Email;Τηλέφωνο;Υπηρεσία;Κτίριο
1001;Μαρία;Παπαδοπούλου;maria@example.gr;2385 1;Δασαρχείο;FLO-AMYNT
1002;Νίκος;Οικονόμου;;+30 2385;;Διοικητήριο Φλώρινας
anthi;Ανθή;Καλογήρου;anthi@example.gr;2385 999;Τμήμα Αδειών Διαμονής Φλώρινας;FLO-DIOIK
"""
SITES = """Κωδικός,Όνομα,Νομός,Δήμος,Διεύθυνση
FLO-DIOIK,Διοικητήριο Φλώρινας,Φλώρινα,Φλώρινας,Πλ. Ελευθερίας 1
GRE-DIOIK,Διοικητήριο Γρεβενών,Γρεβενών,,
XXX-1,Κάπου,Ατλαντίδα,,
"""
POSITIONS = """ΑΜ\tΜονάδα\tΡόλος\tΑπό\tΈως
anthi\tΤΠ-ΦΛΩ\tΤεχνικός\t1/12/2026\t
dafni\tTP-FLO\ttechnician\t1/1/2026\t31/12/2026
giorgos\tTP-FLO\tΠροϊστάμενος\t\t
giorgos\tTP-XXX\tΠροϊστάμενος\t\t
κανείς\tTP-FLO\tΠροϊστάμενος\t\t
dafni\tTP-FLO\tΔιευθυντής\t\t
dafni\tTP-KOZ\tΤεχνικός\t31/2/2026\t
"""


def outcomes(plan):
    return [draft.outcome.value for draft in plan.drafts]


def test_the_dry_run_shows_new_changed_and_same_and_writes_nothing(anthi):
    before = Event.objects.count()
    plan = plan_table(viewer=HOUSE, kind="people", content=PEOPLE.encode("cp1253"))
    assert outcomes(plan) == ["new", "new", "changed"]
    assert plan.drafts[2].changes == {"phone": ("2385 000 000", "2385 999")}
    assert (Event.objects.count(), Person.objects.count()) == (before, 1)


def test_the_import_does_what_was_shown_and_says_each_change(anthi):
    import_table(viewer=HOUSE, kind="people", content=PEOPLE.encode())
    assert person_named("1001").site_id == site_named("FLO-AMYNT").id
    assert person_named("1002").phone == "+30 2385"
    added = Event.objects.filter(name="organisation.PersonAdded", subject__endswith="")
    assert added.count() == 3
    change = Change.objects.get(event__name="organisation.PersonChanged")
    assert (change.field, change.after) == ("phone", "2385 999")
    assert Person.objects.get(key="anthi").version == 2


def test_a_second_import_is_all_the_same(anthi):
    import_table(viewer=HOUSE, kind="people", content=PEOPLE.encode())
    before = Event.objects.count()
    plan = import_table(viewer=HOUSE, kind="people", content=PEOPLE.encode("utf-16"))
    assert outcomes(plan) == ["same"] * 3
    assert Event.objects.count() == before


def test_a_column_that_is_not_there_changes_nothing(anthi):
    plan = plan_table(
        viewer=HOUSE, kind="people", content="Key,Επώνυμο\nanthi,Καλογήρου\n".encode()
    )
    assert outcomes(plan) == ["same"]


def test_people_may_come_with_their_positions(chart):
    text = "Email,Όνομα,Επώνυμο,Τμήμα,Ρόλος,Από\nl@example.gr,Λία,Ζώη,ΤΠ-ΦΛΩ,Τεχνικός,1/2/2026\n"
    plan = import_table(viewer=HOUSE, kind="people", content=text.encode())
    assert plan.drafts[0].all_changes["role"] == (None, "technician")
    position = Position.objects.get()
    assert (position.unit.key, position.starts_on) == ("TP-FLO", date(2026, 2, 1))
    assert position.person.key == "l@example.gr"
    again = import_table(viewer=HOUSE, kind="people", content=text.encode())
    assert outcomes(again) == ["same"]
    later = import_table(
        viewer=HOUSE, kind="people", content=text.replace("Τεχνικός", "Head of unit").encode()
    )
    assert outcomes(later) == ["changed"]
    assert Position.objects.count() == 2


def test_with_a_row_in_error_nothing_is_imported_unless_it_may_stay_out(chart):
    plan = import_table(viewer=HOUSE, kind="sites", content=SITES.encode())
    assert outcomes(plan) == ["changed", "new", "error"]
    assert plan.drafts[2].line == 4
    assert "Ατλαντίδα" in plan.drafts[2].reason
    assert not Site.objects.filter(key="GRE-DIOIK").exists()
    import_table(viewer=HOUSE, kind="sites", content=SITES.encode(), with_errors=True)
    site = Site.objects.get(key="FLO-DIOIK")
    assert (site.municipality.name_el, site.address) == ("Φλώρινας", "Πλ. Ελευθερίας 1")
    assert Site.objects.filter(key="GRE-DIOIK").exists()


def test_positions_are_found_by_person_unit_role_and_first_day(anthi, dafni, giorgos):
    plan = plan_table(viewer=HOUSE, kind="positions", content=POSITIONS.encode())
    assert outcomes(plan) == ["new", "changed", "same", "error", "error", "error", "error"]
    import_table(viewer=HOUSE, kind="positions", content=POSITIONS.encode(), with_errors=True)
    assert Position.objects.get(person=dafni.person_id).ends_on == date(2026, 12, 31)
    assert Position.objects.filter(person=anthi.person_id).count() == 2
    assert Event.objects.filter(name="organisation.PositionChanged", audience="security").exists()


def test_two_rows_about_one_thing_are_one_and_an_error(chart):
    text = "Key,Επώνυμο\n7,Α\n7,Β\n"
    assert outcomes(plan_table(viewer=HOUSE, kind="people", content=text.encode())) == [
        "new",
        "error",
    ]
    rows = "ΑΜ,Τμήμα,Ρόλος,Από\nx,TP-FLO,head,1/1/2026\nx,TP-FLO,head,1/2/2026\n"
    add_person(viewer=HOUSE, key="x", family_name="Χ")
    plan = plan_table(viewer=HOUSE, kind="positions", content=rows.encode())
    assert outcomes(plan) == ["new", "error"]


def test_an_administrator_hands_in_looks_and_applies(admin, anthi):
    viewer = viewer_of(admin)
    intake = hand_in(viewer=viewer, kind="people", name="λίστα.csv", content=PEOPLE.encode())
    kept, plan = plan_of(viewer=viewer, intake_id=intake.pk)
    assert kept.name == "λίστα.csv"
    apply_intake(viewer=viewer, intake_id=intake.pk, digest=plan.digest)
    assert Person.objects.filter(key="1001").exists()
    event = Event.objects.filter(name="organisation.PersonAdded").last()
    assert (event.capacity, event.actor_id) == ("administrator", admin.pk)
    with pytest.raises(Refused):
        apply_intake(viewer=viewer, intake_id=intake.pk, digest=plan.digest)


def test_a_house_that_changed_since_the_dry_run_is_noticed(admin, anthi):
    viewer = viewer_of(admin)
    intake = hand_in(viewer=viewer, kind="people", name="x.csv", content=PEOPLE.encode())
    _kept, plan = plan_of(viewer=viewer, intake_id=intake.pk)
    add_person(viewer=viewer, key="1001", family_name="Άλλη")
    with pytest.raises(Changed) as caught:
        apply_intake(viewer=viewer, intake_id=intake.pk, digest=plan.digest)
    assert outcomes(caught.value.plan) == ["changed", "new", "changed"]
    assert person_named("1001").name == "Άλλη"


def test_nobody_looks_into_the_tables_of_another(admin, anthi, dafni):
    intake = hand_in(viewer=viewer_of(admin), kind="people", name="x.csv", content=PEOPLE.encode())
    for account in (anthi, dafni):
        with pytest.raises(NotFound):
            plan_of(viewer=viewer_of(account), intake_id=intake.pk)
        with pytest.raises(NotFound):
            hand_in(viewer=viewer_of(account), kind="people", name="x", content=b"x")
    with pytest.raises(NotFound):
        plan_of(viewer=HOUSE, intake_id=intake.pk)


def test_rows_over_which_one_has_no_right_are_errors(anthi):
    local = viewer_of(engaged("local", "Τ", "Τοπικός", role="administrator", unit="TP-FLO"))
    plan = plan_table(viewer=local, kind="sites", content=SITES.encode())
    assert outcomes(plan) == ["changed", "error", "error"]
    plan = plan_table(viewer=local, kind="people", content=PEOPLE.encode())
    assert outcomes(plan) == ["new", "new", "error"]
    assert str(Forbidden("x")) == "x"


def test_a_table_is_forgotten_after_a_week(admin):
    intake = hand_in(viewer=viewer_of(admin), kind="sites", name="x", content=SITES.encode())
    assert forget_old_tables() == 0
    Intake.objects.filter(pk=intake.pk).update(created_at="2026-01-01T00:00Z")
    assert forget_old_tables() == 1


@pytest.mark.slow
def test_thousands_of_people_with_positions_take_seconds(chart):
    rows = [
        f"{n};Όνομα{n};Επώνυμο{n};p{n}@example.gr;2385 {n};Υπηρεσία {n % 40};FLO-DIOIK;TP-FLO;"
        "employee;1/1/2026"
        for n in range(2_000)
    ]
    head = "Κωδικός;Όνομα;Επώνυμο;Email;Τηλέφωνο;Υπηρεσία;Κτίριο;Τμήμα;Ρόλος;Από"
    content = "\r\n".join([head, *rows]).encode("cp1253")
    started = time.process_time()
    plan = import_table(viewer=HOUSE, kind="people", content=content)
    taken = time.process_time() - started
    assert plan.counts["new"] == Person.objects.count() == Position.objects.count() == 2_000
    assert taken < 15, f"{taken:.1f} s of CPU"

"""Tasks and checklists: who sees them, who gets them, what solving says of open ones."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.servicedesk.desk import ANSWER, act, opened, referred

from pindos.identity.queries import viewer_for
from pindos.kernel.deliveries import drain
from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.kernel.models import Change, Event
from pindos.notices.models import Notice
from pindos.servicedesk import commands
from pindos.servicedesk.models import Checklist, Task, Ticket
from pindos.servicedesk.queries import checklists_for, my_tasks, story_of, tasks_of

LINES = ["Λογαριασμός της κυρίας Ξανθοπούλου-Μαυρομιχάλη", "• Θυρίδα", " ", "Ψηφιακή υπογραφή"]


def add(account, ticket, *lines, **words):
    return act("add_tasks", account, ticket, lines=lines or LINES, **words)


def titles(account, ticket):
    return [task.title for task in tasks_of(viewer_for(account), ticket)]


def test_several_lines_are_several_tasks_in_their_order(dafni, ticket):
    add(dafni, ticket)
    assert titles(dafni, ticket) == [LINES[0], "Θυρίδα", "Ψηφιακή υπογραφή"]
    add(dafni, ticket, "Και αυτό")
    assert titles(dafni, ticket)[-1] == "Και αυτό"


def test_a_checklist_that_ships_goes_on_the_ticket_with_its_name(dafni, ticket):
    add(dafni, ticket, "Τελευταίο", checklist="departure")
    rows = tasks_of(viewer_for(dafni), ticket)
    assert rows[0].group == "Αποχώρηση υπαλλήλου" and len(rows) == 9
    assert (rows[-1].title, rows[-1].group) == ("Τελευταίο", "")


def test_each_is_ticked_alone_and_the_tick_can_be_taken_off(dafni, ticket):
    first, second, _third = add(dafni, ticket)
    act("finish_task", dafni, ticket, task_id=first.pk)
    act("finish_task", dafni, ticket, task_id=first.pk)
    row = Task.objects.get(pk=first.pk)
    assert row.done_at and row.done_by_id == dafni.person_id
    assert Task.objects.get(pk=second.pk).done_at is None
    assert Event.objects.filter(name="servicedesk.TaskFinished").count() == 1
    act("reopen_task", dafni, ticket, task_id=first.pk)
    assert Task.objects.get(pk=first.pk).done_at is None


def test_a_task_is_said_anew_and_put_elsewhere_in_the_list(dafni, giorgos, ticket):
    *_rest, last = add(dafni, ticket)
    due = timezone.now() + timedelta(days=2)
    act(
        "change_task",
        dafni,
        ticket,
        task_id=last.pk,
        title="Αίτηση υπογραφής",
        who_id=giorgos.person_id,
        due_at=due,
        place=1,
    )
    assert titles(dafni, ticket) == ["Αίτηση υπογραφής", LINES[0], "Θυρίδα"]
    changes = Change.objects.filter(event__name="servicedesk.TaskChanged")
    told = dict(changes.values_list("field", "after"))
    assert told["task.who"] == giorgos.person_id and told["task.title"] == "Αίτηση υπογραφής"
    assert [task.title for task in my_tasks(viewer_for(giorgos))] == ["Αίτηση υπογραφής"]


def test_what_is_removed_stays_in_the_audit_trail(dafni, ticket):
    first, *_rest = add(dafni, ticket)
    act("remove_task", dafni, ticket, task_id=first.pk)
    assert LINES[0] not in titles(dafni, ticket)
    gone = Change.objects.get(event__name="servicedesk.TaskRemoved", field="task.title")
    assert (gone.before, gone.after) == (LINES[0], None)


def test_work_goes_to_those_of_the_unit_and_during_a_referral_to_the_unit_asked(
    dafni, giorgos, iason, kosmas, ticket
):
    add(dafni, ticket, "α", who_id=giorgos.person_id)
    for stranger in (iason, kosmas):
        with pytest.raises(Invalid) as refusal:
            add(dafni, ticket, "β", who_id=stranger.person_id)
        assert set(refusal.value.fields) == {"who"}
    referred(dafni, ticket)
    add(iason, ticket, "γ", who_id=iason.person_id)
    with pytest.raises(Invalid):
        add(dafni, ticket, "δ", who_id=kosmas.person_id)


def test_no_stranger_and_no_requester_learns_of_tasks(anthi, dafni, kosmas, elegktis, ticket):
    [task] = add(dafni, ticket, "Κλείδωμα λογαριασμού")
    assert titles(anthi, ticket) == [] == titles(kosmas, ticket)
    assert titles(elegktis, ticket) == ["Κλείδωμα λογαριασμού"]
    assert not any("Κλείδωμα" in m.words for m in story_of(viewer_for(anthi), ticket))
    assert any("Κλείδωμα" in m.words for m in story_of(viewer_for(dafni), ticket))
    for name, words in (
        ("add_tasks", {"lines": ["x"]}),
        ("finish_task", {"task_id": task.pk}),
        ("remove_task", {"task_id": task.pk}),
        ("change_task", {"task_id": task.pk, "title": "άλλο"}),
    ):
        for account, refusal in ((anthi, Forbidden), (elegktis, Forbidden), (kosmas, NotFound)):
            with pytest.raises(refusal):
                act(name, account, ticket, **words)


def test_a_task_of_another_ticket_is_none_of_this_one(anthi, dafni, ticket):
    [task] = add(dafni, ticket, "εδώ")
    with pytest.raises(NotFound):
        act("finish_task", dafni, opened(anthi), task_id=task.pk)


def test_solving_names_what_is_open_and_can_be_meant_so(dafni, ticket):
    first, *_rest = add(dafni, ticket)
    act("finish_task", dafni, ticket, task_id=first.pk)
    with pytest.raises(Invalid) as refusal:
        act("resolve_ticket", dafni, ticket, answer=ANSWER)
    words = str(refusal.value.fields["despite_tasks"])
    assert "Θυρίδα" in words and LINES[0] not in words
    act("resolve_ticket", dafni, ticket, answer=ANSWER, despite_tasks=True)
    assert Ticket.objects.get(pk=ticket.pk).state == "solved"


def test_nothing_at_all_and_too_much_are_refused(dafni, ticket):
    with pytest.raises(Invalid):
        add(dafni, ticket, " ", "")
    with pytest.raises(Refused, match="60"):
        add(dafni, ticket, *[f"γραμμή {n}" for n in range(61)])


def test_whoever_is_given_a_task_is_told_once_and_oneself_never(dafni, giorgos, ticket):
    first, *_rest = add(dafni, ticket, "α", "β", who_id=giorgos.person_id)
    add(dafni, ticket, "δικό μου", who_id=dafni.person_id)
    act("finish_task", dafni, ticket, task_id=first.pk)
    while drain():
        pass
    told = Notice.objects.filter(kind="task-given")
    assert [(one.person_id, "α" in one.text and "β" in one.text) for one in told] == [
        (giorgos.person_id, True)
    ]


def test_my_tasks_end_with_the_ticket_and_with_my_place(dafni, anthi, ticket):
    add(dafni, ticket, "μετά", who_id=dafni.person_id)
    add(
        dafni,
        ticket,
        "πρώτα",
        who_id=dafni.person_id,
        due_at=timezone.now() - timedelta(hours=1),
    )
    assert [task.title for task in my_tasks(viewer_for(dafni))] == ["πρώτα", "μετά"]
    act("confirm_ticket", anthi, ticket)
    assert not my_tasks(viewer_for(dafni))


def test_an_administrator_changes_a_shipped_checklist_and_a_head_their_own(
    admin, giorgos, dafni, kosmas
):
    florina = next(iter(viewer_for(giorgos).posts)).unit_id
    with pytest.raises(Forbidden):
        commands.set_checklist(viewer=viewer_for(giorgos), key="departure", name="x", lines="y")
    commands.set_checklist(viewer=viewer_for(admin), key="departure", name="Έξοδος", lines="α\nβ")
    commands.set_checklist(
        viewer=viewer_for(giorgos), name="Χιόνι", lines="Αλυσίδες", unit_id=florina
    )
    names = {one.name: one for one in checklists_for(viewer_for(dafni))}
    assert names["Έξοδος"].lines == ["α", "β"] and "Αποχώρηση υπαλλήλου" not in names
    assert "Χιόνι" in names
    assert "Χιόνι" not in {one.name for one in checklists_for(viewer_for(kosmas))}
    with pytest.raises(Forbidden):
        commands.set_checklist(
            viewer=viewer_for(dafni), name="Δικό μου", lines="γ", unit_id=florina
        )


def test_a_hidden_checklist_is_not_offered(admin, dafni):
    commands.set_checklist(
        viewer=viewer_for(admin), key="departure", name="Έξοδος", lines="α", is_hidden=True
    )
    assert "Έξοδος" not in {one.name for one in checklists_for(viewer_for(dafni))}
    assert Checklist.objects.get().is_hidden


def test_somebody_without_a_desk_has_no_checklists(anthi):
    assert checklists_for(viewer_for(anthi)) == []

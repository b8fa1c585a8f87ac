"""One question after a solution: asked once, answered by a button, told of units only."""

import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone
from tests.cast import viewer_of
from tests.servicedesk.desk import ANSWER, act, opened

from pindos.kernel.access import HOUSE
from pindos.kernel.deliveries import drain
from pindos.kernel.errors import Invalid, NotFound, Refused
from pindos.kernel.models import Change, Event
from pindos.notices.commands.posting import letter_of
from pindos.notices.letters import mail_of
from pindos.notices.models import Notice, Sending
from pindos.operations.commands import set_options
from pindos.oversight.cli.figures import answers_command
from pindos.servicedesk.commands import load_catalogue
from pindos.servicedesk.queries import scope_of
from pindos.surveys.commands import answer_by_link, answer_survey, ask_about
from pindos.surveys.models import Survey
from pindos.surveys.queries import answers_on_ticket, shares, token_of

ALL_YES = {"answer": "yes", "comment": ""}


def solved(requester, technician, **said):
    ticket = opened(requester, **said)
    act("resolve_ticket", technician, ticket, answer=ANSWER)
    while drain():
        pass
    ticket.refresh_from_db()
    return ticket


def set_to(**said):
    set_options(viewer=HOUSE, values={f"surveys.{key}": value for key, value in said.items()})


def link_of(survey):
    return f"/survey/{token_of(survey)}/"


def letter_to(person_id):
    notice = Notice.objects.get(person=person_id, kind="ticket-resolved")
    sending = Sending.objects.create(
        notice=notice, channel="smtp", address="anthi@example.gr", next_try_at=timezone.now()
    )
    return mail_of(letter_of([sending], "el"), sender="pindos@epirus.example")


def test_the_letter_of_the_solution_asks_and_its_links_record_nothing_until_a_button(
    client, anthi, dafni
):
    solved(anthi, dafni)
    survey = Survey.objects.get()
    mail = message_from_bytes(letter_to(anthi.person_id), policy=default)
    plain, html = (mail.get_body([kind]).get_content() for kind in ("plain", "html"))
    links = re.findall(r"https?://[^/\s]+(/survey/\S+)", plain)
    assert [link.rpartition("=")[2] for link in links] == ["yes", "partly", "no"]
    assert "Εξυπηρετηθήκατε;" in plain and all(f'{link}"' in html for link in links)
    page = client.get(links[1])
    text = page.content.decode()
    assert page.status_code == 200 and re.search(r'value="partly"[^>]*checked', text)
    assert text.count('type="submit"') == 1 and "no-store" in page["Cache-Control"]
    survey.refresh_from_db()
    assert not survey.answer, "programs that look at mails follow links"
    sent = {"answer": "partly", "comment": "Άργησε λίγο."}
    for _twice in range(2):
        assert client.post(link_of(survey), sent).status_code == 302
    survey.refresh_from_db()
    assert (survey.answer, survey.comment, survey.changes) == ("partly", "Άργησε λίγο.", 0)
    told = Event.objects.filter(name="surveys.SurveyAnswered")
    assert told.count() == 1, "the same again is no second answer"
    assert "Άργησε" not in str(list(Change.objects.values_list("after", flat=True)))
    assert "Έχουμε την απάντησή σας: «Μέτρια»" in client.get(link_of(survey)).content.decode()
    assert client.post(link_of(survey), ALL_YES).status_code == 302
    survey.refresh_from_db()
    assert (survey.answer, survey.changes) == ("yes", 1)
    assert survey.comment == "Άργησε λίγο.", "without a word the one that was written stays"
    passed_on = client.get(link_of(survey)).content.decode()
    assert "Άργησε" not in passed_on and "δεν εμφανίζονται εδώ" in passed_on


def test_what_is_wrong_is_said_in_words_and_nothing_typed_is_lost(client, anthi, dafni):
    solved(anthi, dafni)
    survey = Survey.objects.get()
    for answer in ("", "5", "YES"):
        wrong = client.post(link_of(survey), {"answer": answer, "comment": "Καλά λόγια"})
        assert wrong.status_code == 422 and "Καλά λόγια" in wrong.content.decode()
    long = client.post(link_of(survey), {"answer": "yes", "comment": "ά" * 1_001})
    assert long.status_code == 422 and "1000 χαρακτήρες" in long.content.decode()
    for token in ("1.x", token_of(survey) + "x", "9999999999999999999999.a", str(survey.pk)):
        nowhere = client.get(f"/survey/{token}/")
        assert nowhere.status_code == 404 and "δεν είναι ολόκληρος" in nowhere.content.decode()
    for at in range(21):
        answer_by_link(token=token_of(survey), answer="yes", comment=str(at))
    with pytest.raises(Refused, match="πάρα πολλές"):
        answer_by_link(token=token_of(survey), answer="no")
    Survey.objects.update(good_until=timezone.now())
    over = client.get(link_of(survey))
    assert over.status_code == 410 and "Ο χρόνος για την απάντηση πέρασε" in over.content.decode()
    assert client.post(link_of(survey), {"answer": "no"}).status_code == 410
    assert Survey.objects.get().answer == "yes"


def test_nobody_is_asked_twice_for_one_solution_nor_too_often_nor_where_it_is_off(
    anthi, dafni, giorgos
):
    ticket = solved(anthi, dafni)
    assert ask_about(ticket.pk) == Survey.objects.get()
    act("reopen_ticket", anthi, ticket)
    act("resolve_ticket", dafni, ticket, answer=ANSWER)
    solved(anthi, dafni)
    assert Survey.objects.count() == 1, "once in seven days"
    Survey.objects.update(asked_at=timezone.now() - timedelta(days=8))
    assert ask_about(ticket.pk) is not None and Survey.objects.count() == 2
    set_to(pause_days=0, quiet_units=["TP-FLO"])
    assert ask_about(solved(anthi, dafni).pk) is None
    load_catalogue(viewer=HOUSE)
    set_to(quiet_units=[], quiet_categories=["printer-not-printing"])
    quiet = solved(anthi, dafni, category="printer-not-printing", answers={"printer": "Γραφείο 3"})
    assert ask_about(quiet.pk) is None
    assert ask_about(solved(anthi, dafni).pk) is not None
    set_to(is_on=False)
    assert ask_about(solved(anthi, dafni).pk) is None
    for wrong in ({"quiet_units": ["TP-XXX"]}, {"quiet_categories": ["tea"]}):
        with pytest.raises(Invalid, match="Δεν υπάρχει"):
            set_to(**wrong)
    set_to(is_on=True)
    own = solved(dafni, dafni)
    assert not Survey.objects.filter(ticket=own.pk), "who solves one's own is not asked"


def test_a_no_reaches_the_head_once_and_only_the_unit_reads_the_words(
    client, anthi, dafni, giorgos, kosmas
):
    ticket = solved(anthi, dafni)
    page = f"/tickets/{ticket.number}/"
    client.force_login(anthi)
    assert "/survey/" in client.get(page).content.decode()
    sent = client.post(f"{page}survey/", {"answer": "no", "comment": "Πάλι κολλάει."}, follow=True)
    assert "Απαντήσατε «Όχι»" in sent.content.decode()
    client.post(f"{page}survey/", {"answer": "no", "comment": "Πάλι κολλάει!"})
    while drain():
        pass
    notice = Notice.objects.get(kind="survey-low")
    assert notice.person_id == giorgos.person_id and notice.url == page
    assert ticket.number in notice.title and "Πάλι κολλάει" in notice.text
    for account, reads in ((dafni, True), (giorgos, True), (kosmas, False)):
        client.force_login(account)
        assert ("Πάλι κολλάει!" in client.get(page).content.decode()) is reads
    with pytest.raises(NotFound):
        answer_survey(viewer=viewer_of(dafni), ticket_id=ticket.number, answer="yes")
    client.force_login(anthi)
    got = client.get(f"/api/v1/tickets/{ticket.number}/surveys").json()
    assert got[0]["answer"] == "no"
    kept = client.post(
        f"/api/v1/tickets/{ticket.number}/survey", {"answer": "yes"}, "application/json"
    )
    assert kept.status_code == 200 and kept.json()["answer"] == "yes"


def test_a_unit_that_moved_the_ticket_on_reads_it_and_not_the_answer(anthi, dafni, kosmas):
    ticket = opened(anthi)
    act("move_ticket", dafni, ticket, unit="TP-KOZ", reason="Το μηχάνημα είναι στην Κοζάνη.")
    act("resolve_ticket", kosmas, ticket, answer=ANSWER)
    survey = ask_about(ticket.pk)
    answer_by_link(token=token_of(survey), answer="no", comment="Μόνο για την Κοζάνη")
    assert not answers_on_ticket(viewer_of(dafni), ticket.number)
    assert answers_on_ticket(viewer_of(kosmas), ticket.number)


def test_shares_are_of_units_categories_and_months_and_told_from_five_answers_on(
    client, anthi, dafni, kosmas, thaleia
):
    set_to(pause_days=0)
    said = ["yes", "yes", "yes", "no"]
    for answer in said:
        survey = ask_about(solved(anthi, dafni).pk)
        answer_by_link(token=token_of(survey), answer=answer)
    ask_about(solved(anthi, dafni).pk)
    viewer = viewer_of(thaleia)

    def seen(**asked):
        return shares(viewer, scope_of(viewer, **asked))

    assert [(line.key, line.asked, line.answered, line.content) for line in seen().lines] == [
        ("TP-FLO", 5, 4, None)
    ]
    survey = ask_about(solved(anthi, dafni).pk)
    answer_by_link(token=token_of(survey), answer="partly")
    for by, key in (("unit", "TP-FLO"), ("category", "none"), ("prefecture", "FLO")):
        line = next(each for each in seen(by=by).lines if each.key == key)
        assert (line.asked, line.answered, line.content) == (6, 5, 60), by
    assert [each.content for each in seen(by="month").lines] == [60]
    assert seen().total.content == 60
    assert not seen(unit="TP-KOZ").lines
    printed = CliRunner().invoke(answers_command, ["--as", "thaleia"]).output.splitlines()
    assert printed[0].split("\t")[1:] == ["Ερωτήθηκαν", "Απάντησαν", "Ικανοποιημένοι, %"]
    assert printed[1].endswith("\t6\t5\t60") and printed[2] == "Σύνολο\t6\t5\t60"
    few = CliRunner().invoke(answers_command, ["--as", "thaleia", "--unit", "TP-KOZ"]).output
    assert few.splitlines()[1] == "Σύνολο\t0\t0\t"
    refused = CliRunner().invoke(answers_command, ["--as", "anthi"])
    assert isinstance(refused.exception, Refused)
    client.force_login(thaleia)
    page = client.get("/figures/").content.decode()
    assert "Εξυπηρετήθηκαν;" in page and ">60%<" in page
    got = client.get("/api/v1/figures/answers", {"by": "month"}).json()
    assert got["total"]["content"] == 60 and got["lines"][0]["name"]
    for at in ("/figures/answers/export/", "/api/v1/figures/answers/export"):
        text = b"".join(client.get(at)).decode("utf-8-sig")
        assert text.splitlines()[1].endswith("6;5;60"), at


def test_a_visitor_needs_no_session(anthi, dafni):
    solved(anthi, dafni)
    survey = Survey.objects.get()
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(link_of(survey)).content.decode()
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)[1]
    sent = strict.post(link_of(survey), {**ALL_YES, "csrfmiddlewaretoken": token})
    assert sent.status_code == 302 and Survey.objects.get().answer == "yes"

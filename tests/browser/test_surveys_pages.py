"""The question after a solution, as whoever was helped and the unit that solved see it."""

from tests.browser.looking import check_page
from tests.cast import engaged
from tests.servicedesk.desk import ANSWER, act, opened

from pindos.surveys.commands import answer_by_link, ask_about
from pindos.surveys.models import Survey
from pindos.surveys.queries import token_of


def solved(requester, technician):
    ticket = opened(requester)
    act("resolve_ticket", technician, ticket, answer=ANSWER)
    return ticket, ask_about(ticket.pk)


def test_the_pages_of_the_question_keep_the_rules(page_as, anthi, dafni, giorgos):
    ticket, survey = solved(anthi, dafni)
    people = [
        engaged(f"civil{n}", "Ελένη", f"Ράπτη {n}", role="employee", unit="EPWM", site="FLO-DIOIK")
        for n in range(5)
    ]
    for who in people:
        _ticket, other = solved(who, dafni)
        answer_by_link(token=token_of(other), answer="yes")
    link = f"/survey/{token_of(survey)}/"
    page = page_as(anthi)
    for place in (f"/tickets/{ticket.number}/", f"{link}?answer=no", f"{link}x/"):
        page.goto(place)
        check_page(page)
    page.goto(f"/tickets/{ticket.number}/")
    page.get_by_role("button", name="Μέτρια").press("Enter")
    page.get_by_text("Απαντήσατε «Μέτρια».").wait_for()
    survey.refresh_from_db()
    assert (survey.answer, survey.comment) == ("partly", ""), "one press is an answer"
    check_page(page)
    page.get_by_role("link", name="Αλλαγή ή μια λέξη σας").press("Enter")
    page.get_by_label("Τι πήγε καλά ή τι όχι;").fill("Έπρεπε να πάρω δύο φορές τηλέφωνο.")
    page.get_by_role("button", name="Αλλαγή της απάντησής μου").press("Enter")
    page.get_by_text("Έπρεπε να πάρω δύο φορές τηλέφωνο.").wait_for()
    check_page(page)
    head = page_as(giorgos)
    for place in (f"/tickets/{ticket.number}/", "/figures/", "/figures/what-counts/"):
        head.goto(place)
        check_page(head)
    Survey.objects.update(good_until=survey.asked_at)
    page.goto(link)
    check_page(page)

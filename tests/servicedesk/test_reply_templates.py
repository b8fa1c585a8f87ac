"""Ready texts: who writes them, who uses them, and how they read on a ticket."""

import pytest
from tests.cast import engaged, viewer_of
from tests.servicedesk.desk import opened

from pindos.kernel.access import HOUSE
from pindos.kernel.errors import Forbidden, Invalid, NotFound, Refused
from pindos.kernel.models import Event
from pindos.organisation.commands import add_person
from pindos.servicedesk import commands
from pindos.servicedesk.models import ReplyTemplate
from pindos.servicedesk.queries import (
    filled,
    reply_templates_for,
    reply_templates_on,
    wordings_of,
)

TEXT = "{προσφώνηση},\n\nη αναφορά {αριθμός} είναι {τμήμα:πού}.\n\n{συντάκτης}"


def offered_on(viewer, ticket):
    return [each.pk for each in reply_templates_on(viewer, ticket)]


def added(account, **words):
    return commands.add_reply_template(
        viewer=viewer_of(account),
        **{"name": "Παραλάβαμε", "text": TEXT, "unit": "TP-FLO", **words},
    )


@pytest.fixture
def template(giorgos):
    return added(giorgos)


def test_a_text_reads_on_a_ticket_as_a_person_would_write_it(ticket, dafni):
    said = filled(viewer_of(dafni), TEXT, ticket)
    assert said.text == (
        f"Αγαπητή κυρία Καλογήρου,\n\nη αναφορά {ticket.number} είναι στο Τμήμα Πληροφορικής "
        "Φλώρινας.\n\nΔάφνη Λιβαδά"
    )
    assert said.unsure == []


def test_every_case_of_a_name_comes_with_its_article(ticket, dafni):
    text = "{αιτών:γενική}|{αιτών:αιτιατική}|{κύριος:γενική}|{τμήμα:γενική}|{προσφώνηση:οικεία}"
    assert filled(viewer_of(dafni), text, ticket).text == (
        "της Ανθής Καλογήρου|την Ανθή Καλογήρου|της κυρίας Καλογήρου|"
        "του Τμήματος Πληροφορικής Φλώρινας|Αγαπητή Ανθή"
    )


def test_a_name_that_cannot_be_bent_is_put_so_that_nothing_is_wrong_and_is_named(dafni):
    alex = engaged("alex", "Άλεξ", "Ρόου", role="employee", unit="EPWM", site="FLO-DIOIK")
    said = filled(viewer_of(dafni), "{προσφώνηση}: {αιτών:γενική}", opened(alex))
    assert said.text == "Προς: Άλεξ Ρόου: (ονοματεπώνυμο: Άλεξ Ρόου)"
    assert said.unsure == ["Άλεξ Ρόου"]


def test_a_site_without_a_name_is_its_prefecture(ticket, dafni):
    ticket.site_id = None
    assert filled(viewer_of(dafni), "{έδρα:πού}", ticket).text == "στον νομό Φλώρινας"


def test_a_text_with_an_unknown_placeholder_is_refused_with_its_place(giorgos):
    with pytest.raises(Invalid) as refusal:
        added(giorgos, text="Καλημέρα {ονομα}")
    assert "1" in refusal.value.fields["text"] and "10" in refusal.value.fields["text"]


@pytest.mark.parametrize(
    ("who", "unit", "may"),
    [
        ("giorgos", "TP-FLO", True),
        ("giorgos", "TP-KOZ", False),
        ("giorgos", "", False),
        ("dafni", "TP-FLO", False),
        ("anthi", "TP-FLO", False),
        ("admin", "TP-KOZ", True),
        ("admin", "", True),
        ("thaleia", "TP-FLO", True),
        ("elegktis", "TP-FLO", False),
    ],
)
def test_heads_write_the_texts_of_their_unit_and_administrators_all(who, unit, may, request):
    account = request.getfixturevalue(who)
    if may:
        assert added(account, unit=unit).name == "Παραλάβαμε"
    else:
        with pytest.raises(Forbidden):
            added(account, unit=unit)


def test_a_strangers_text_is_as_if_it_were_not_there(template, kosmas, anthi):
    for account in (kosmas, anthi):
        assert not reply_templates_for(viewer_of(account)).exists()
        with pytest.raises(NotFound):
            commands.retire_reply_template(viewer=viewer_of(account), template_id=template.pk)


def test_editing_keeps_every_wording_and_refuses_a_stale_one(template, giorgos):
    viewer = viewer_of(giorgos)
    words = {"viewer": viewer, "template_id": template.pk, "name": "Νέο", "text": "Γεια."}
    commands.edit_reply_template(**words, version=1)
    commands.edit_reply_template(**words)
    assert [row.text for row in wordings_of(template)] == ["Γεια.", TEXT]
    with pytest.raises(Refused):
        commands.edit_reply_template(**{**words, "text": "Άλλο."}, version=1)
    names = Event.objects.filter(name__contains="ReplyTemplate").values_list("name", flat=True)
    assert sorted(names) == ["servicedesk.ReplyTemplateAdded", "servicedesk.ReplyTemplateEdited"]


def test_a_retired_text_is_offered_no_more_until_it_is_restored(template, ticket, giorgos, dafni):
    act = {"viewer": viewer_of(giorgos), "template_id": template.pk}
    viewer = viewer_of(dafni)
    assert offered_on(viewer, ticket) == [template.pk]
    commands.retire_reply_template(**act)
    commands.retire_reply_template(**act)
    assert offered_on(viewer, ticket) == []
    commands.restore_reply_template(**act)
    assert offered_on(viewer, ticket) == [template.pk]


def test_the_texts_that_come_with_the_house_are_sound_and_come_once(ticket, dafni):
    assert commands.load_starter_replies() == 15
    assert commands.load_starter_replies() == 0
    viewer = viewer_of(dafni)
    for template in ReplyTemplate.objects.all():
        said = filled(viewer, template.text, ticket)
        assert "{" not in said.text and said.text.startswith("Αγαπητή κυρία Καλογήρου,")
        assert said.text.endswith("Δάφνη Λιβαδά\n") or said.text.endswith("Δάφνη Λιβαδά")


def test_without_a_requester_nobody_is_named(ticket, dafni):
    ticket.requester_id = None
    said = filled(viewer_of(dafni), "{προσφώνηση}, {αιτών:γενική}, {κύριος}", ticket)
    assert said.text == "Καλημέρα σας, του ενδιαφερομένου, ο ενδιαφερόμενος"


def test_a_person_without_a_second_name_is_still_greeted(dafni):
    person = add_person(
        viewer=HOUSE, key="x1", given_name="Ελένη", family_name="-", site="FLO-DIOIK"
    )
    ticket = commands.open_ticket(viewer=viewer_of(dafni), title="Βλάβη", requester=person.pk)
    assert filled(viewer_of(dafni), "{προσφώνηση}", ticket).text.startswith("Αγαπητή κυρία")


# Pages


def test_a_text_is_inserted_after_what_was_typed_and_nothing_is_sent(
    client, ticket, template, dafni
):
    client.force_login(dafni)
    url = f"/tickets/{ticket.number}/reply/template/"
    words = {"template": template.pk, "text": "Το είδα.", "asks": "on"}
    whole = client.post(url, words).content.decode()
    assert "Το είδα.\n\nΑγαπητή κυρία Καλογήρου," in whole and "checked" in whole
    part = client.post(url, words, headers={"HX-Request": "true"}).content.decode()
    assert "Αγαπητή κυρία Καλογήρου," in part and "<html" not in part
    assert Event.objects.filter(name="servicedesk.TicketReplied").count() == 0


def test_a_reply_begins_with_the_text_that_the_address_names(client, ticket, template, dafni):
    client.force_login(dafni)
    page = client.get(f"/tickets/{ticket.number}/?template={template.pk}")
    assert page.status_code == 200 and "Αγαπητή κυρία Καλογήρου," in page.content.decode()
    assert client.get(f"/tickets/{ticket.number}/?template=x").status_code == 200


def test_a_head_adds_edits_and_retires_on_pages(client, giorgos, ticket):
    client.force_login(giorgos)
    assert "{αιτών:κλητική}" in client.get("/reply-templates/add/").content.decode()
    bad = client.post("/reply-templates/add/", {"unit": "TP-FLO", "name": "Α", "text": "{x}"})
    assert bad.status_code == 422 and "{x}" in bad.content.decode()
    client.post("/reply-templates/add/", {"unit": "TP-FLO", "name": "Άλφα", "text": TEXT})
    template = ReplyTemplate.objects.get()
    url = f"/reply-templates/{template.pk}/"
    assert "Αγαπητή κυρία Καλογήρου" in client.get(url).content.decode()
    assert client.get(url, {"ticket": "FLO-2026-9999"}).status_code == 200
    client.post(f"{url}edit/", {"name": "Βήτα", "text": "Γεια.", "version": "1"})
    client.post(f"{url}retire/")
    template.refresh_from_db()
    assert (template.name, template.is_retired) == ("Βήτα", True)
    assert "Βήτα" in client.get("/reply-templates/?show=retired").content.decode()
    client.post(f"{url}restore/")
    assert "Βήτα" in client.get("/reply-templates/").content.decode()


@pytest.mark.parametrize(("who", "status"), [("dafni", 200), ("kosmas", 404), ("anthi", 404)])
def test_only_those_of_the_unit_open_the_page_of_a_text(client, template, who, status, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"/reply-templates/{template.pk}/").status_code == status
    assert client.get(f"/reply-templates/{template.pk}/edit/").status_code in (403, 404)


# API


def test_a_text_is_read_written_and_filled_in_over_http(call, get, giorgos, dafni, ticket):
    body = {"name": "Άλφα", "text": TEXT, "unit": "TP-FLO"}
    made = call(giorgos, "reply-templates", **body)
    assert made.status_code == 201 and made.json()["unit"] == "TP-FLO"
    pk = made.json()["id"]
    assert call(dafni, "reply-templates", **body).status_code == 403
    assert get(dafni, "reply-templates").json()["items"][0]["id"] == pk
    assert get(dafni, f"reply-templates/{pk}").json()["name"] == "Άλφα"
    said = get(dafni, f"tickets/{ticket.number}/reply-templates/{pk}").json()
    assert said["text"].startswith("Αγαπητή κυρία Καλογήρου") and said["unsure"] == []
    assert call(giorgos, f"reply-templates/{pk}/edit", name="Β", text="Γ").json()["version"] == 2
    assert call(giorgos, f"reply-templates/{pk}/retire").json()["is_retired"] is True
    assert call(giorgos, f"reply-templates/{pk}/restore").json()["is_retired"] is False

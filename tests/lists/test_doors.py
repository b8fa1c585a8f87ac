"""The pages and the API of views."""

import json
from html import unescape

from django.urls import reverse
from tests.servicedesk.desk import opened

from pindos.lists.models import Subscription, View


def test_a_view_is_kept_from_the_list_and_opens_it_again(client, dafni, anthi):
    opened(anthi)
    client.force_login(dafni)
    queue = client.get(reverse("servicedesk:ticket-list"), {"filter": "state = new"})
    add = reverse("lists:view-add") + "?" + queue.context["asked"].query
    assert add in unescape(queue.content.decode())
    assert client.get(add).status_code == 200
    answer = client.post(add, {"name": "Νέα", "filter": "state = new", "unit": "TP-FLO"})
    assert answer.status_code == 302
    view = View.objects.get()
    page = client.get(reverse("lists:view-list"))
    [row] = page.context["rows"]
    assert row.name == "Νέα" and client.get(row.url).context["total"] == 1
    url = reverse("lists:view-subscribe", args=[view.pk])
    assert client.post(url, {"cadence": "week"}).status_code == 302
    assert Subscription.objects.get().cadence == "week"
    client.post(url, {"cadence": ""})
    assert not Subscription.objects.exists()
    url = reverse("lists:view-edit", args=[view.pk])
    answer = client.post(url, {"name": "Νέα", "filter": "state = nwe", "unit": ""})
    assert answer.status_code == 422 and "state = nwe" in answer.content.decode()
    assert client.post(reverse("lists:view-delete", args=[view.pk])).status_code == 302
    assert not View.objects.exists()


def test_a_stranger_finds_no_view(client, dafni, kosmas):
    client.force_login(dafni)
    client.post(reverse("lists:view-add") + "?list=tickets", {"name": "α", "filter": ""})
    view = View.objects.get()
    client.force_login(kosmas)
    assert client.get(reverse("lists:view-list")).context["rows"] == []
    for name in ("view-edit", "view-delete", "view-subscribe"):
        answer = client.post(reverse(f"lists:{name}", args=[view.pk]), {"cadence": "day"})
        assert answer.status_code == 404
    assert client.get(reverse("lists:view-add") + "?list=odd").status_code == 404


def api(client, method, path, **body):
    send = getattr(client, method)
    token = {"HTTP_X_CSRFTOKEN": "x"}
    return send(f"/api/v1/{path}", json.dumps(body), content_type="application/json", **token)


def test_the_api_keeps_changes_tells_and_deletes(client, dafni):
    client.force_login(dafni)
    made = api(client, "post", "views", list="tickets", name="Όλα", filter="late = yes")
    assert made.status_code == 201, made.content
    at = f"views/{made.json()['id']}"
    assert api(client, "patch", at, name="Εκπρόθεσμα").json()["name"] == "Εκπρόθεσμα"
    assert client.get(f"/api/v1/{at}").json()["filter"] == "late = yes"
    assert len(client.get("/api/v1/views").json()["items"]) == 1
    assert api(client, "post", f"{at}/subscribe", cadence="day").status_code == 200
    assert api(client, "post", f"{at}/unsubscribe").status_code == 200
    assert api(client, "patch", at, filter="odd = 1").status_code == 422
    assert api(client, "delete", at).status_code == 204
    assert client.get(f"/api/v1/{at}").status_code == 404


def test_the_api_says_what_a_filter_may_name_and_sends_files(client, dafni, anthi):
    opened(anthi)
    client.force_login(dafni)
    [tickets] = [one for one in client.get("/api/v1/lists").json() if one["key"] == "tickets"]
    state = next(column for column in tickets["columns"] if column["key"] == "state")
    assert "open" in state["words"] and "in" in state["operators"]
    answer = client.get("/api/v1/lists/tickets/export", {"columns": "number"})
    assert b"FLO-" in b"".join(answer.streaming_content)

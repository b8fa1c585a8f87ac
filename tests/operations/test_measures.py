"""/metrics, as Prometheus reads it, and the dashboard that draws it."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from tests.cast import viewer_of
from tests.servicedesk.desk import opened

from pindos.identity.commands import create_token
from pindos.kernel import meters, safekeeping
from pindos.kernel.jobs import run_due
from pindos.kernel.measures import Family, Sample, as_text
from pindos.kernel.meters import Meter
from pindos.kernel.models import Delivery
from pindos.kernel.pulse import Pulse
from pindos.kernel.safekeeping import Keeper
from pindos.operations.commands import set_options

pytestmark = pytest.mark.django_db
DASHBOARD = Path(__file__).parents[2] / "docs" / "operations" / "grafana.json"
LINE = re.compile(
    r"(?P<name>[a-z_]+)(?:\{(?P<labels>(?:[a-z]+=\"(?:[^\"\\\n]|\\.)*\",?)*)\})? (?P<value>\S+)"
)


def read(text):
    """The samples of an answer; every line must be of the format, each family declared first."""
    found, declared = {}, set()
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            declared.add(line.split()[2])
        elif not line.startswith("#"):
            match = LINE.fullmatch(line)
            assert match, line
            name = re.sub("_(bucket|sum|count)$", "", match["name"])
            assert name in declared or match["name"] in declared, line
            found[match["name"], match["labels"] or ""] = float(match["value"])
    return found


def names(found):
    return {name for name, _labels in found}


@pytest.fixture
def busy(admin, anthi, monkeypatch):
    """A house in which something of everything is to be measured."""
    meter = Meter()
    for status, seconds in [(200, 0.01), (200, 0.2), (404, 0.03), (500, 20)]:
        meter.count(status, seconds)
    monkeypatch.setattr(meters, "requests", meter)
    opened(anthi, title="Ο εκτυπωτής της Ανθής")
    Pulse("web").beat()
    run_due()
    Delivery.objects.update(state=Delivery.State.PARKED)
    newest = timezone.now() - timedelta(hours=5)
    kept = Keeper(lambda: True, lambda: newest, lambda say: None)
    monkeypatch.setattr(safekeeping, "_keepers", [kept])


@pytest.fixture
def measured(busy, admin, client):
    client.force_login(admin)
    answer = client.get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    return answer.content.decode()


def test_everything_is_measured_from_rows(measured):
    found = read(measured)
    by_name = {}
    for (name, labels), value in found.items():
        by_name.setdefault(name, {})[labels] = value
    assert sum(by_name["pindos_http_requests_total"].values()) == 4
    buckets = {
        re.search('le="([^"]+)"', labels)[1]: value
        for labels, value in by_name["pindos_http_request_duration_seconds_bucket"].items()
    }
    assert (buckets["0.025"], buckets["0.05"], buckets["0.25"], buckets["+Inf"]) == (1, 2, 3, 4)
    assert [*buckets.values()] == sorted(buckets.values())
    assert sum(by_name["pindos_tickets_open"].values()) == 1
    assert by_name["pindos_tickets_open"]['unit="TP-FLO"'] == 1
    assert sum(by_name["pindos_queue_parked"].values()) > 0
    assert by_name["pindos_backup_age_seconds"][""] == pytest.approx(18_000, abs=600)


def test_no_measure_names_a_person(measured):
    assert "Ανθή" not in measured and "anthi" not in measured and "@" not in measured


def test_every_measure_that_the_dashboard_draws_exists(measured):
    there = names(read(measured))
    dashboard = json.loads(DASHBOARD.read_text())
    asked = [each["expr"] for panel in dashboard["panels"] for each in panel["targets"]]
    drawn = {name for expr in asked for name in re.findall(r"pindos_\w+", expr)}
    assert drawn and drawn <= there
    plain = {re.sub("_(bucket|sum|count)$", "", name) for name in there}
    assert plain == {re.sub("_bucket$", "", name) for name in drawn}  # and nothing is left out


def test_only_whoever_runs_the_house_or_a_network_that_is_let_in_reads_them(
    busy, admin, dafni, client
):
    assert client.get("/metrics").status_code == 404
    client.force_login(dafni)
    assert client.get("/metrics").status_code == 404
    token = create_token(viewer=viewer_of(admin), username="admin", name="x", scope="read")
    theirs = create_token(viewer=viewer_of(dafni), username="dafni", name="x", scope="all")
    ask = Client().get
    for given, status in ((token, 200), (theirs, 404), ("pindos_nothing", 404)):
        headers = {"Authorization": f"Bearer {given}", "Host": "10.0.0.7:8000"}
        assert ask("/metrics", headers=headers).status_code == status
    set_options(viewer=viewer_of(admin), values={"operations.metrics_from": ["10.1.2.0/24"]})
    assert ask("/metrics", REMOTE_ADDR="10.1.2.9").status_code == 200
    assert ask("/metrics", REMOTE_ADDR="10.1.3.9").status_code == 404


def test_labels_and_helps_are_escaped():
    family = Family("pindos_x", "gauge", "a\\b\nc", [Sample(1.5, {"job": 'q"\\\n'})])
    assert as_text([family]) == (
        '# HELP pindos_x a\\\\b\\nc\n# TYPE pindos_x gauge\npindos_x{job="q\\"\\\\\\n"} 1.5\n'
    )

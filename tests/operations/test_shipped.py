"""What ships for whoever runs the house: unit, examples, container."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from pindos.cli import root
from pindos.operations.cli import instance

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "docs" / "operations"
PROGRAM = "/opt/pindos/.venv/bin/pindos"


def printed(*more):
    answer = CliRunner().invoke(instance, ["systemd", "--program", PROGRAM, *more])
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_the_unit_that_ships_is_the_one_that_is_printed():
    assert printed() == (SHIPPED / "pindos.service").read_text()
    assert "ExecStart=/srv/p/bin/pindos work" in printed("--program", "/srv/p/bin/pindos", "work")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_takes_the_unit_and_finds_it_shut_in(tmp_path):
    unit = tmp_path / "pindos.service"
    unit.write_text(printed().replace(PROGRAM, "/bin/true"))
    verified = subprocess.run(
        ["systemd-analyze", "verify", unit], capture_output=True, text=True, timeout=120
    )
    assert verified.returncode == 0 and "pindos.service" not in verified.stderr, verified.stderr
    asked = ["systemd-analyze", "security", "--offline=yes", "--threshold=25", unit]
    judged = subprocess.run(asked, capture_output=True, text=True, timeout=120)
    assert judged.returncode == 0, judged.stdout[-2000:]  # an exposure of 2.5 at most


def test_caddy_takes_its_example():
    asked = ["caddy", "adapt", "--config", SHIPPED / "Caddyfile", "--adapter", "caddyfile"]
    answer = subprocess.run(asked, capture_output=True, text=True, timeout=120)
    assert answer.returncode == 0 and "127.0.0.1:8000" in answer.stdout, answer.stderr


def test_the_containers_have_their_secrets_as_files_and_no_rights_to_spare():
    found = yaml.safe_load((ROOT / "compose.yaml").read_text())
    ours = found["services"]["pindos"]
    assert ours["cap_drop"] == ["ALL"] and ours["read_only"] is True
    for service in found["services"].values():
        told = service.get("environment", {})
        secret = [name for name in told if "PASSWORD" in name or "DATABASE_URL" in name]
        assert all(name.endswith("_FILE") for name in secret)
        assert set(service.get("secrets", [])) <= set(found["secrets"])
        mounted = [each.partition(":")[0] for each in service.get("volumes", [])]
        assert set(mounted) <= set(found["volumes"])


def test_the_containers_name_only_what_there_is():
    found = yaml.safe_load((ROOT / "compose.yaml").read_text())
    services, commands = found["services"], root().commands
    read = "".join(path.read_text() for path in (ROOT / "src/pindos/config").glob("*.py"))
    assert set(found) == {"services", "secrets", "volumes"}
    assert {each["file"] for each in found["secrets"].values()} <= {
        f"./secrets/{name}" for name in found["secrets"]
    }
    for service in services.values():
        assert ("image" in service) != ("build" in service)
        for name, meant in service.get("depends_on", {}).items():
            assert meant == {"condition": "service_healthy"}
            stands = "healthcheck" in services[name] or "build" in services[name]  # its Dockerfile
            assert stands, f"nobody could say that {name} is healthy"
        for name, value in service.get("environment", {}).items():
            if name.endswith("_FILE"):
                assert Path(value).name in service["secrets"]
            if "build" in service:
                assert f'"{name.removesuffix("_FILE")}"' in read, f"nothing reads {name}"
        if "build" in service and "command" in service:
            program, verb = service["command"]
            assert program == "pindos" and verb in commands


def test_what_the_container_copies_is_there():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    for line in lines:
        if line.startswith("COPY ") and "--from" not in line:
            for name in line.split()[1:-1]:
                assert (ROOT / name).exists(), line
    assert any(line.startswith("USER pindos") for line in lines)


def test_the_container_can_back_itself_up():
    """It had neither restic nor a pg_dump of the server's version: each backup was refused."""
    last = (ROOT / "Dockerfile").read_text().rpartition("FROM ")[2]
    (version,) = re.findall(r"postgresql-client-(\d+)", last)
    assert {"restic", "openssh-client"} <= set(last.split())  # ssh: restic's sftp
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    server = services["database"]["image"].partition(":")[2]
    assert int(server) <= int(version), f"pg_dump {version} does not read a server {server}"


def test_the_containers_read_their_secrets_and_keep_backups_apart_from_the_data():
    """With the rights of whoever wrote them, Pindos could not; and there was no other place."""
    made = (ROOT / "Dockerfile").read_text()
    (user,) = re.findall(r"useradd --system --uid (\d+) ", made)
    told = [(ROOT / "compose.yaml").read_text(), (ROOT / "docs/guide/operators.md").read_text()]
    assert all(f"chown {user} secrets/database-url" in text for text in told)
    data, backups = re.findall(r"VOLUME \[(.*)\]", made)[0].replace('"', "").split(", ")
    for service in yaml.safe_load(told[0])["services"].values():
        if "build" in service:
            assert service["volumes"] == [f"data:{data}", f"backups:{backups}"]
    assert not backups.startswith(data) and f"`{backups}`" in told[1]


def test_what_a_killed_process_leaves_behind_is_buried_in_each_container_of_ours():
    """A dead restic that nobody buries keeps its lock: restic takes it for alive."""
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"].values()
    ours = [service for service in services if "build" in service]
    assert len(ours) == 2 and all(service["init"] is True for service in ours)

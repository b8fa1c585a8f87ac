"""A PostgreSQL that does not let us work is named: what is wrong, where, and what to do."""

import contextlib
import fcntl
import os
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection
from django.utils import translation
from tests.run.house import drop_database, free_port, until
from tests.run.warm import run

from pindos.kernel.errors import Refused
from pindos.kernel.postgresql import standing

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL")
SECRET = "geheim-7"  # noqa: S105  of a role of this test alone


@pytest.fixture(scope="module")
def server():
    """The server of the tests, as its administrator sees it, with a role that may do nothing."""
    own = f"{os.getpid()}_{time.monotonic_ns()}"
    role, name = f"lowly_{own}", f"unfit_{own}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as admin:
        admin.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{SECRET}'")
        admin.execute(f"CREATE DATABASE {name}")
        admin.execute(
            f"CREATE DATABASE {name}_latin ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0"
        )
        try:
            with asked_for_a_password(admin, role):
                yield admin, role, name
        finally:
            for each in (name, f"{name}_latin"):
                drop_database(admin, each)
            admin.execute(f"DROP ROLE {role}")


@contextlib.contextmanager
def asked_for_a_password(admin, role):
    """Everybody else is let in as before; another worker waits, for it has the same rules."""
    [rules] = map(Path, admin.execute("SHOW hba_file").fetchone())
    with rules.open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        before = rules.read_text()
        rules.write_text(f"host all {role} 127.0.0.1/32 scram-sha-256\n{before}")
        try:
            admin.execute("SELECT pg_reload_conf()")
            until(lambda: not is_let_in(role), "the server to ask for a password")
            yield
        finally:
            rules.write_text(before)
            admin.execute("SELECT pg_reload_conf()")


def is_let_in(role):
    """Whether the role needs no password."""
    url = urlsplit(os.environ["DATABASE_URL"])
    try:
        psycopg.connect(url._replace(netloc=f"{role}@{url.hostname}:{url.port}").geturl()).close()
    except psycopg.OperationalError as refused:
        assert "password" in str(refused), refused
        return False
    return True


def parts(role, name, password=SECRET, port=None):
    url = urlsplit(os.environ["DATABASE_URL"])
    named = {"USER": role, "NAME": name, "PASSWORD": password}
    return {**named, "HOST": url.hostname, "PORT": str(port or url.port)}


def refusal(act, *given):
    """What is said in English; that it is said in Greek is seen by the letters."""
    said = {}
    for language in ("en", "el"):
        with translation.override(language), pytest.raises(Refused) as refused:
            act(*given)
        said[language] = str(refused.value)
        assert SECRET not in said[language]
    assert said["en"] != said["el"] and any("α" <= letter <= "ω" for letter in said["el"])
    return said["en"]


def test_a_connection_that_is_refused_says_what_of_it_is_wrong(server):
    _, role, name = server
    standing.connected(parts(role, name)).close()
    said = refusal(standing.connected, parts(role, name, password="wrong"))
    assert f"does not let the role {role} in" in said and "pg_hba.conf" in said
    assert "asks for a password" in refusal(standing.connected, parts(role, name, password=""))
    said = refusal(standing.connected, parts(role, "nowhere"))
    assert "has no database nowhere. Run there" in said and f"OWNER {role}" in said
    said = refusal(standing.connected, parts(role, name, port=free_port()))
    assert said.startswith("The database does not answer")


def test_a_role_that_is_not_let_into_a_database_is_told_apart_from_a_missing_one(server):
    admin, role, name = server
    admin.execute(f"REVOKE CONNECT ON DATABASE {name}_latin FROM PUBLIC")
    said = refusal(standing.connected, parts(role, f"{name}_latin"))
    assert f"GRANT CONNECT ON DATABASE {name}_latin TO {role}" in said
    admin.execute(f"GRANT CONNECT ON DATABASE {name}_latin TO PUBLIC")


def test_an_old_server_other_letters_and_a_role_without_rights_are_named(server, monkeypatch):
    _, role, name = server
    with standing.connected(parts(role, f"{name}_latin")) as asked:
        said = refusal(standing.refuse_unfit, asked)
        assert "SQL_ASCII" in said and f"CREATE DATABASE {name}_latin ENCODING 'UTF8'" in said
    with standing.connected(parts(role, name)) as asked:
        standing.refuse_unfit(asked)
        said = refusal(standing.refuse_without_rights, asked)
        assert f"ALTER DATABASE {name} OWNER TO {role}" in said
        monkeypatch.setattr(standing, "OLDEST", 990000)
        assert "14 or newer" in refusal(standing.refuse_unfit, asked)


def test_commands_say_it_in_one_line_and_change_nothing(server, tmp_path):
    admin, role, name = server
    port = urlsplit(os.environ["DATABASE_URL"]).port
    there = {"DATABASE_URL": f"postgresql://{role}:{SECRET}@127.0.0.1:{port}/{name}"}
    latin = {"DATABASE_URL": f"{there['DATABASE_URL']}_latin"}
    own = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    said = [
        run(tmp_path, "prepare", **there),
        run(tmp_path, "prepare", **latin),
        run(tmp_path, "instance", "check", **there),
    ]
    with psycopg.connect(own, autocommit=True) as inside:
        assert standing.may_make_tables(inside)
        inside.execute("CREATE TABLE kernel_heartbeat (id int, seen_at timestamptz)")
        said.append(run(tmp_path, "instance", "check", **there))
    for each, words in zip(said, ("OWNER TO", "UTF8", "pindos prepare", "OWNER TO"), strict=True):
        assert each.returncode and words in each.stderr + each.stdout, each
        assert "Traceback" not in each.stderr and SECRET not in each.stderr + each.stdout
    assert [len(each.stderr.strip().splitlines()) for each in said[:2]] == [1, 1]

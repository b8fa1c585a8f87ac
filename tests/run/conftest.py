"""What the tests of the real processes share."""

import os
import time
from types import SimpleNamespace
from urllib.parse import urlsplit

import psycopg
import pytest
from tests.run.house import address_of_database, drop_database
from tests.run.warm import run


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A home that has been started once before."""
    home = tmp_path_factory.mktemp("prepared") / "home"
    answer = run(home, "prepare")
    assert answer.returncode == 0, answer.stderr
    return home


@pytest.fixture
def unfit():
    """Two databases that cannot be filled: by whom they are asked, and by their letters."""
    own = f"{os.getpid()}_{time.monotonic_ns()}"
    poor, greek = f"poor_{own}", f"greek_{own}"
    made = "CREATE DATABASE {} ENCODING '{}' LOCALE 'C' TEMPLATE template0"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f"CREATE ROLE {poor} LOGIN")
        try:
            server.execute(made.format(poor, "UTF8"))
            server.execute(made.format(greek, "ISO_8859_7"))
            url = urlsplit(address_of_database(poor))
            by_poor = url._replace(netloc=f"{poor}@{url.hostname}:{url.port}").geturl()
            yield SimpleNamespace(role=poor, by_poor=by_poor, greek=address_of_database(greek))
        finally:
            for each in (poor, greek):
                drop_database(server, each)
            server.execute(f"DROP ROLE {poor}")

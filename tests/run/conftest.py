"""What the tests of the real processes share."""

import pytest
from tests.run.warm import run


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A home that has been started once before."""
    home = tmp_path_factory.mktemp("prepared") / "home"
    answer = run(home, "prepare")
    assert answer.returncode == 0, answer.stderr
    return home

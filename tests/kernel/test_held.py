"""What a process keeps is read once, looked at again in time, and read anew when it has moved."""

from pindos.kernel import held
from pindos.kernel.held import Held


class Source:
    """Something that can move, and counts how often it is read."""

    def __init__(self):
        self.mark, self.reads = "α", 0
        self.held = Held(self.read, lambda: self.mark)

    def read(self):
        self.reads += 1
        return f"{self.mark}{self.reads}"


def test_it_is_read_once_as_long_as_it_is_fresh():
    source = Source()
    assert {source.held.now() for _ in range(3)} == {"α1"}
    source.mark = "β"
    assert source.held.now() == "α1"


def test_what_has_moved_is_read_anew_once_it_is_old(monkeypatch):
    monkeypatch.setattr(held, "FRESH", 0)
    source = Source()
    assert [source.held.now(), source.held.now()] == ["α1", "α1"]
    source.mark = "β"
    assert source.held.now() == "β2"


def test_whoever_changed_it_lets_it_be_read_at_once():
    source = Source()
    source.held.now()
    source.held.forget()
    assert source.held.now() == "α2"

from tests.kernel.saying import SomethingHappened, say

from pindos.kernel.deliveries import drain
from pindos.kernel.events import on
from pindos.kernel.models import Event
from pindos.kernel.origin import coming_from, origin


def test_an_event_says_through_which_door_and_from_where_it_came(db):
    with coming_from("web", "10.0.0.7"):
        say(1)
    say(2)
    assert list(Event.objects.order_by("id").values_list("door", "address")) == [
        ("web", "10.0.0.7"),
        ("house", ""),
    ]


def test_what_a_reaction_does_comes_from_that_reaction(db):
    doors = []
    on(SomethingHappened, name="listen")(lambda event: doors.append(origin().door))
    say(1)
    drain()
    assert doors == ["reaction:listen"] and origin().door == "house"

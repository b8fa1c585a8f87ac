"""What the nursery forks is known to the supervisor, or it does not live."""

import pytest
from tests.run.house import environment, said_alone

ASKED_FOR_ONE = """
import io, os, signal, socket
from pindos.config import forking
from pindos.config.lifeline import adopt

class Line:
    def makefile(self):
        return io.StringIO("work")

    def sendall(self, said):
        told = {told}

    def close(self):
        pass

adopt()
watcher = os.getpid()
hearing, telling = os.pipe()
if os.fork() == 0:
    name = forking._asked_for(Line(), watcher)
    os.write(telling, name.encode())
    os._exit(0)
os.close(telling)
print(os.fdopen(hearing).read())
"""
KILLED = "os.kill(os.getpid(), signal.SIGKILL)"
GONE = "socket.socketpair()[0].sendall(said)"  # nobody reads any more


@pytest.mark.once
@pytest.mark.parametrize(("told", "lives"), [("None", "work"), (KILLED, ""), (GONE, "")])
def test_a_child_of_which_the_supervisor_was_not_told_ends(tmp_path, told, lives):
    said = said_alone(ASKED_FOR_ONE.replace("{told}", told), environment(tmp_path))
    assert said.strip() == lives

"""What the nursery forks is known to the supervisor, or it does not live; the dead are buried."""

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


LEFT_BEHIND = """
import os
from pindos.config.lifeline import adopt
from pindos.config.nursery import bury_orphans

adopt()
hearing, telling = os.pipe()
if (parent := os.fork()) == 0:
    orphan = os.fork()
    os.write(telling, b"%d" % orphan) if orphan else os._exit(0)
    os._exit(0)
os.waitpid(parent, 0)
orphan = int(os.read(hearing, 20))
dead = lambda pid: os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
dead(orphan)
bury_orphans(set())
print(os.path.exists(f"/proc/{orphan}"))
if (ours := os.fork()) == 0:
    os._exit(7)
dead(ours)
bury_orphans({ours})
print(os.waitstatus_to_exitcode(os.waitpid(ours, 0)[1]))
bury_orphans(set())
"""


@pytest.mark.once
def test_who_died_after_their_own_parent_is_buried_and_of_ours_the_end_is_still_told(tmp_path):
    """A dead restic that stood in the table of processes would keep its lock for ever."""
    assert said_alone(LEFT_BEHIND, environment(tmp_path)).split() == ["False", "7"]

"""The door for ``pindos`` and ``python -m pindos``.

``up`` needs no Django, nor does a message that is handed in while the house is up; all else does.
"""

import gc
import sys
from importlib import import_module

from pindos.mail.handing import handed_in

RECEIVE = ["mail", "receive"]


def main() -> None:
    """Hand over to the supervisor or to the other commands; each loads only what it needs."""
    if sys.argv[1:3] == RECEIVE and (code := handed_in(sys.argv[3:])) is not None:
        raise SystemExit(code)
    import_module("pindos.config.lifeline").tie_to_supervisor()
    is_up = sys.argv[1:2] == ["up"] and "--help" not in sys.argv
    if is_up:
        import_module("pindos.config.supervisor").main()
    else:
        gc.disable()  # nothing of what is read now is garbage: to look was a quarter of a start
        import_module("pindos.cli").main()


if __name__ == "__main__":
    main()

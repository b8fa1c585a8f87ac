"""The door for ``pindos`` and ``python -m pindos``: ``up`` needs no Django, all else does."""

import sys
from importlib import import_module

from pindos.config.lifeline import tie_to_supervisor


def main() -> None:
    """Hand over to the supervisor or to the other commands; each loads only what it needs."""
    tie_to_supervisor()
    is_up = sys.argv[1:2] == ["up"] and "--help" not in sys.argv
    import_module("pindos.config.supervisor" if is_up else "pindos.cli").main()


if __name__ == "__main__":
    main()

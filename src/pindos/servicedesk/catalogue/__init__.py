"""The catalogue of what can be asked for: YAML files, one a group; the product ships with it."""

from pathlib import Path

FOLDER = Path(__file__).parent


def shipped() -> list[Path]:
    """The files of the catalogue that comes with the product, in the order of their groups."""
    return sorted(FOLDER.glob("*.yaml"))

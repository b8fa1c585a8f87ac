"""Charts: an administration as a YAML file. Seven ship with the product; others are loaded."""

from pathlib import Path

from pindos.organisation.charts.shape import Chart

FOLDER = Path(__file__).parent
DEFAULT = FOLDER / "epirus-western-macedonia.yaml"

__all__ = ["DEFAULT", "FOLDER", "Chart", "shipped"]


def shipped() -> list[Path]:
    """The charts that come with the product, by name."""
    return sorted(FOLDER.glob("*.yaml"))

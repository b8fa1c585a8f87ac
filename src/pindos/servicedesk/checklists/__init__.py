"""Checklists that ship with the product, as YAML."""

from pathlib import Path

SHIPPED = Path(__file__).parent / "shipped.yaml"

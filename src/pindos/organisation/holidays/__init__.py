"""The days on which the State's services do not work, as data."""

from pathlib import Path

SHIPPED = Path(__file__).with_name("holidays.yaml")

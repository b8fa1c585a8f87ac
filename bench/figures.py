"""Figures beside their targets: printed, kept as JSON, and the exit code that follows."""

import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Figure:
    """One thing measured; ``most`` or ``least`` is its target, neither: only told."""

    name: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def is_met(self) -> bool:
        return (self.most is None or self.value <= self.most) and (
            self.least is None or self.value >= self.least
        )

    def line(self) -> str:
        target = ""
        if self.most is not None:
            target = f"at most {self.most:g} {self.unit}"
        if self.least is not None:
            target = f"at least {self.least:g} {self.unit}"
        mark = "" if not target else "met" if self.is_met else "MISSED"
        return f"  {self.name:58} {self.value:10.2f} {self.unit:14} {target:24} {mark}"


def told(name: str, figures: list[Figure], notes: list[str]) -> int:
    """Print them, write ``results/NAME.json``; 1 where a target was missed, else 0."""
    print(f"\n{name} · load of the machine {os.getloadavg()[0]:.1f}")
    for figure in figures:
        print(figure.line())
    for note in notes:
        print(f"  · {note}")
    RESULTS.mkdir(exist_ok=True)
    kept = {
        "name": name,
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "load": os.getloadavg(),
        "cores": os.cpu_count(),
        "figures": [{**asdict(each), "met": each.is_met} for each in figures],
        "notes": notes,
    }
    (RESULTS / f"{name}.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1))
    return 0 if all(each.is_met for each in figures) else 1

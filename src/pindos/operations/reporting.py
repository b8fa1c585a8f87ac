"""How the house is, as plain values for programs."""

from typing import Any

from pindos.kernel.health import Finding, worst
from pindos.kernel.release import release
from pindos.operations.queries import Health


def report_of(found: Health) -> dict[str, Any]:
    """All findings by area; keys never change, words are in the caller's language."""
    return {
        "level": found.level.value,
        "at": found.at.isoformat(),
        "version": release(),
        "areas": [
            {
                "key": area.key,
                "label": str(area.label),
                "level": worst(findings).value,
                "findings": [_plain(each) for each in findings],
            }
            for area, findings in found.areas
        ],
    }


def _plain(each: Finding) -> dict[str, Any]:
    return {
        "key": each.key,
        "level": each.level.value,
        "label": str(each.label),
        "words": str(each.words),
        "todo": str(each.todo),
        "count": each.count,
        "at": each.at.isoformat() if each.at else None,
        "facts": dict(each.facts),
    }

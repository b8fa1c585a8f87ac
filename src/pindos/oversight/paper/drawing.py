"""A drawing as a file of its own: its colours stand in it, for paper has no stylesheet."""

from collections.abc import Sequence

from django.utils.html import escape

from pindos.oversight.charts import GROUND, WIDE, Group
from pindos.shell.moments import number_of

LOOKS = ('fill="#1d4f91"', 'fill="#ffffff" stroke="#1d4f91" stroke-width="1.5"')
FONT = 'font-family="Libertinus Serif" font-size="15" text-anchor="middle"'


def svg_of(groups: Sequence[Group]) -> str:
    """The bars with their numbers and names."""
    parts = []
    for group in groups:
        for bar in group.bars:
            parts.append(
                f'<rect x="{bar.x}" y="{bar.y}" width="{bar.width}" height="{bar.height}" '
                f'{LOOKS[bar.series]}/><text x="{bar.middle}" y="{bar.number_y}" {FONT}>'
                f"{escape(number_of(bar.number))}</text>"
            )
        parts.append(f'<text x="{group.middle}" y="162" {FONT}>{escape(group.name)}</text>')
    axis = f'<path d="M0 {GROUND}.5H{WIDE}" stroke="#333333"/>'
    box = f'viewBox="0 0 {WIDE} 172"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{"".join(parts)}{axis}</svg>'

"""The process that sets one paper and ends: what typst and its fonts hold goes with it."""

import sys
from pathlib import Path

import typst

HERE = Path(__file__).parent


def main() -> None:
    """The report as PDF to where answers go, of what is said on the way in (JSON)."""
    pdf = typst.compile(
        HERE / "monthly.typ",
        root=HERE,
        ignore_system_fonts=True,
        sys_inputs={"data": sys.stdin.buffer.read().decode()},
        pdf_standards="ua-1",
    )
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()

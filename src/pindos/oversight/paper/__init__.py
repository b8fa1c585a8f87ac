"""Figures on paper: PDF by typst, tagged for those who listen to it (PDF/UA), fonts inside."""

import json
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def pdf_of(said: Mapping[str, Any]) -> bytes:
    """The report as a PDF file; what it says is data, so no text can become a command."""
    typst: Any = import_module("typst")  # 20 MB: read when a report is drawn
    pdf: bytes = typst.compile(
        HERE / "monthly.typ",
        root=HERE,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(said, ensure_ascii=False)},
        pdf_standards="ua-1",
    )
    return pdf

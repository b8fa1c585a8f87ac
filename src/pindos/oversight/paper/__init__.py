"""Figures on paper: PDF by typst, tagged for those who listen to it (PDF/UA), fonts inside."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

TYPESETTING = Path(__file__).parent / "typesetting.py"
PATIENCE = 120.0  # seconds


def pdf_of(said: Mapping[str, Any]) -> bytes:
    """The report as a PDF file; what it says is data, so no text can become a command.

    It is set by a process of its own: the timer would keep 40 MB of it for the rest of its life.
    """
    done = subprocess.run(
        [sys.executable, "-I", str(TYPESETTING)],
        input=json.dumps(said, ensure_ascii=False).encode(),
        capture_output=True,
        timeout=PATIENCE,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace").strip()[-300:])
    return done.stdout

"""No key, database or certificate of an instance stands among the sources."""

import subprocess
from pathlib import Path, PurePath

ROOT = Path(__file__).parents[2]
OF_AN_INSTANCE = {".pem", ".key", ".sqlite3", ".p12", ".pfx"}


def sources():
    """What the repository holds; without one, what lies in the folders of the sources."""
    if not (ROOT / ".git").exists():
        folders = ("src", "tests", "docs", "bench", "scripts", "requirements")
        return [p.relative_to(ROOT) for each in folders for p in (ROOT / each).rglob("*")]
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [PurePath(name) for name in listed.stdout.split("\0") if name]


def test_nothing_that_an_instance_keeps_is_among_the_sources():
    files = sources()
    assert len(files) > 500
    kept = [
        str(path)
        for path in files
        if path.suffix in OF_AN_INSTANCE
        or path.name == "secret-key"
        or {"var", "keys"} & set(path.parts)
    ]
    assert not kept, f"take these out and change what they protected: {kept}"

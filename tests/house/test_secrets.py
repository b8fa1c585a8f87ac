"""No key, database or certificate of an instance stands in the repository."""

import subprocess
from pathlib import Path, PurePath

ROOT = Path(__file__).parents[2]
OF_AN_INSTANCE = {".pem", ".key", ".sqlite3", ".p12", ".pfx"}


def test_nothing_that_an_instance_keeps_is_in_the_repository():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    files = [PurePath(name) for name in listed.stdout.split("\0") if name]
    assert len(files) > 500
    kept = [
        str(path)
        for path in files
        if path.suffix in OF_AN_INSTANCE
        or path.name == "secret-key"
        or {"var", "keys"} & set(path.parts)
    ]
    assert not kept, f"take these out and change what they protected: {kept}"

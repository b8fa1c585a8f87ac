"""The shape of the house: small rooms, small thoughts, one way in."""

import ast
from collections.abc import Iterator
from pathlib import Path

from pindos.config.contexts import CONTEXTS

HOUSE = Path(__file__).parents[2] / "src" / "pindos"
LONGEST_FILE = 320  # lines: a file that grows past about 300 wants another name in it
LONGEST_FUNCTION = 45  # lines: past about 40 likewise
FILES = [path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts]
DOORS = {"models", "web", "api", "cli", "reactions", "jobs", "telling"}


def name(path: Path) -> str:
    return str(path.relative_to(HOUSE))


def test_a_file_and_its_functions_can_be_read_in_one_go():
    wrong = []
    for path in FILES:
        source = path.read_text()
        if (lines := source.count("\n")) > LONGEST_FILE:
            wrong.append(f"{name(path)} has {lines} lines")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    wrong.append(f"{name(path)}: {node.name} has {length} lines")
    assert len(FILES) > 1000  # all of them were read
    assert not wrong, "\n".join(wrong)


def test_from_another_context_only_its_words_events_queries_and_commands_are_imported():
    wrong = []
    for path in FILES:
        own = path.relative_to(HOUSE).parts[0]
        if own != "config" and own in CONTEXTS:
            wrong += [f"{name(path)}, {each}" for each in doors_of_others(path, own)]
    assert not wrong, "\n".join(wrong)


def doors_of_others(path: Path, own: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pindos."):
            _, context, *inside = (node.module or "").split(".")
            names = set(inside[:1]) or {alias.name for alias in node.names}
            if context in CONTEXTS and context != own and names & DOORS:
                yield f"line {node.lineno}: {node.module}"

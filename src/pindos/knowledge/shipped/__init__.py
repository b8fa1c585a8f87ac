"""Instructions that ship with the product, as YAML: a beginning for every desk."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from pindos.kernel.written import Loader
from pindos.knowledge.terms import Kind


class Shipped(BaseModel):
    """One instruction; ``categories`` are keys of the catalogue that ships."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    title: str
    text: str
    kind: Kind = Kind.INSTRUCTION
    categories: list[str] = []


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    instructions: list[Shipped]


_READ = TypeAdapter(_File)


def shipped() -> list[Shipped]:
    """All of them, in the order of the files."""
    found: list[Shipped] = []
    for path in sorted(Path(__file__).parent.glob("*.yaml")):
        read = _READ.validate_python(yaml.load(path.read_text(encoding="utf-8"), Loader=Loader))
        found += read.instructions
    return found

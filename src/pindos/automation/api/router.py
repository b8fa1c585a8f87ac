"""What all of the API of automation stands on: the router, and how a body is read."""

from typing import Any

from ninja import Router, Schema

from pindos.kernel.web import Request
from pindos.organisation.queries import person_known_to

router = Router(tags=["automation"])


def asked_in(request: Request, body: Schema, *people: str) -> dict[str, Any]:
    """What a body names, as the commands take it; ``people`` by id, key or address."""
    said = body.model_dump(exclude_unset=True, exclude_none=True, exclude={"unit", "version"})
    for name in people:
        if name in said:
            named = said.pop(name)
            person = person_known_to(request.viewer, named) if named else None
            said[f"{name}_id"] = person.id if person else None
    return said

"""What somebody may see, and why, over HTTP."""

from datetime import date

from ninja import Schema

from pindos.identity.api.router import Id, router
from pindos.identity.queries import access_of
from pindos.kernel.web import Request


class HeldOut(Schema):
    """A position that gives rights today; ``units`` is how many it reaches."""

    role: str
    unit: str
    units: int
    starts_on: date
    ends_on: date | None


class AccessOut(Schema):
    """All that somebody's rights stand on."""

    can_sign_in: bool
    usernames: list[str]
    positions: list[HeldOut]


@router.get("/people/{person}/access", response=AccessOut)
def person_access(request: Request, person: Id) -> AccessOut:
    """Why they see what they see: of yourself, or of whose accounts you rule."""
    found = access_of(request.viewer, person)
    return AccessOut(
        can_sign_in=found.can_sign_in,
        usernames=found.usernames,
        positions=[
            HeldOut(
                role=each.position.role,
                unit=each.position.unit_key,
                units=each.units,
                starts_on=each.position.starts_on,
                ends_on=each.position.ends_on,
            )
            for each in found.held
        ],
    )

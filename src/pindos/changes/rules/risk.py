"""How much could go wrong: two short questions, one answer."""

from pindos.changes.terms import Kind, Risk, Scale, Undo

SCALES, UNDOS = list(Scale), list(Undo)
HIGH, MEDIUM = 3, 2  # of the points that both answers give together


def risk_of(scale: str, undo: str) -> Risk:
    """The risk: it never falls when more are affected or when it is harder to undo."""
    points = SCALES.index(Scale(scale)) + UNDOS.index(Undo(undo))
    if points >= HIGH:
        return Risk.HIGH
    return Risk.MEDIUM if points == MEDIUM else Risk.LOW


def may_be_standard(risk: int) -> bool:
    """Only what cannot do much harm goes without a head's word."""
    return risk == Risk.LOW


def lacking(values: dict[str, object]) -> list[str]:
    """The fields that must be filled before anybody is asked, in the order of the form.

    How it is undone is asked of a normal change; an emergency may have to go without.
    """
    needed = ["plan", "starts_at", "ends_at"]
    if values.get("kind") == Kind.NORMAL:
        needed.insert(1, "back_out")
    return [name for name in needed if not values.get(name)]

"""A rule says no to a form of the desk: also a clash stands on it, with both sides."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.forms import Form

from pindos.kernel import refusals
from pindos.kernel.errors import Clash, NotFound


@contextmanager
def put_on(form: Form, names: Mapping[str, str] = refusals.SAME_NAMES) -> Iterator[None]:
    """Put a refusal onto the form; ``names`` maps the command's names of fields to the form's."""
    try:
        with refusals.put_on(form, names, onwards=(Clash, NotFound)):
            yield
    except Clash as clash:
        form.clash = clash  # type: ignore[attr-defined]
        form.add_error(None, str(clash))

"""A rule says no to what a form asked: its reasons go onto the form, which keeps all words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.forms import Form

from pindos.kernel.errors import Clash, Forbidden, Invalid, NotFound, Refused

SAME_NAMES: Mapping[str, str] = {}


def blame(form: Form, error: Invalid, names: Mapping[str, str] = SAME_NAMES) -> None:
    """Put each reason at its field, or above the form if it has none.

    ``names`` gives the form's name of a field where the command has another.
    """
    for field, words in error.fields.items():
        name = names.get(field, field)
        form.add_error(name if name in form.fields else None, str(words))


@contextmanager
def put_on(
    form: Form,
    names: Mapping[str, str] = SAME_NAMES,
    onwards: tuple[type[Refused], ...] = (Clash, NotFound, Forbidden),
) -> Iterator[None]:
    """Put what a command refuses onto the form; what stands in ``onwards`` is raised as it is."""
    try:
        yield
    except onwards:
        raise
    except Invalid as error:
        blame(form, error, names)
    except Refused as error:
        form.add_error(None, str(error))

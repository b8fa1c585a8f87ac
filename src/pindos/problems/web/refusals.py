"""A rule says no to a form: its words go onto the form, which keeps what was written."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import Form

from pindos.kernel.errors import Clash, Forbidden, Invalid, NotFound, Refused


@contextmanager
def put_on(form: Form) -> Iterator[None]:
    """Put a refusal onto the form; what is not theirs at all goes on to the frame."""
    try:
        yield
    except (Clash, NotFound, Forbidden):
        raise
    except Invalid as error:
        for name, words in error.fields.items():
            form.add_error(name if name in form.fields else None, str(words))
    except Refused as error:
        form.add_error(None, str(error))

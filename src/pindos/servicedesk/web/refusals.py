"""A rule says no to a form: its words go onto the form, which keeps what was written."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.forms import Form

from pindos.kernel.errors import Clash, Invalid, NotFound, Refused

NO_OTHER_NAMES: Mapping[str, str] = {}


@contextmanager
def put_on(form: Form, fields: Mapping[str, str] = NO_OTHER_NAMES) -> Iterator[None]:
    """Put a refusal onto the form; ``fields`` maps the command's names to the form's."""
    try:
        yield
    except NotFound:
        raise
    except Invalid as error:
        for name, words in error.fields.items():
            field = fields.get(name, name)
            form.add_error(field if field in form.fields else None, str(words))
    except Refused as error:
        if isinstance(error, Clash):
            form.clash = error  # type: ignore[attr-defined]
        form.add_error(None, str(error))

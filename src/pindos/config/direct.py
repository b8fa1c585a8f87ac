"""A setting that has been read once is read like any attribute.

Django looks at each reading whether its own methods are meant, in Python: a page reads a setting
some hundred times.
"""

from django.conf import LazySettings


def read_directly() -> None:
    """Let settings be found where Django keeps those that were read; called once."""
    LazySettings.__getattribute__ = object.__getattribute__  # type: ignore[method-assign]

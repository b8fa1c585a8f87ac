"""Words of notices."""

TITLE_LENGTH = 300

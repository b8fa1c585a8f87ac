"""Template tags: ``{% load shell %}``."""

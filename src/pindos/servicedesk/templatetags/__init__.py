"""Template tags of the desk: ``{% load desk %}``."""

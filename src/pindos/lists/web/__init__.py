"""The web door of lists."""

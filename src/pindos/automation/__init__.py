"""Owns what the desk does by itself: rules that units write. It acts only through its commands."""

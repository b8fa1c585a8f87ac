"""Owns the one question after a solution, whether it served; never makes figures of a person."""

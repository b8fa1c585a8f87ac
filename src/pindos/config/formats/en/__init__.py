"""Dates and numbers as the service writes them."""

"""A made-up office with a year behind it, to look at; never in an instance with real data."""

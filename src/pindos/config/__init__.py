"""Puts the house together: settings, addresses, the API, what stands before every request."""

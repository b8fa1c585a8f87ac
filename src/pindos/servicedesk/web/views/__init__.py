"""Pages of the desk: read the request, call one command or query, render."""

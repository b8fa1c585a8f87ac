"""Working time and deadlines: one engine for service levels, legal deadlines and reviews."""

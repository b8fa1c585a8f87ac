"""Instructions for users and runbooks for technicians, with versions; it knows no ticket."""

"""Equipment: what it is, where it stands, who uses it. Knows no ticket and no price."""

"""What pages of planned work write with."""

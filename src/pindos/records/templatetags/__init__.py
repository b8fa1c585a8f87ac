"""What templates of other rooms ask of records."""

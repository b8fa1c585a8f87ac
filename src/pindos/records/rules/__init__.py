"""Pure decisions of records: numbers as they are typed, names of files."""

"""Pages of records: only files; timelines are shown by what the record is about."""

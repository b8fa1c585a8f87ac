"""The file (φάκελος): number, timeline, attachments. Never knows what it is about."""

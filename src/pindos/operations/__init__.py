"""The product's own health: audit trail, parked deliveries, timetable, processes."""

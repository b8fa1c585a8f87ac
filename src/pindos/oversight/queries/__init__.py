"""Reading across all prefectures of an administration, and the reports about them."""

from pindos.oversight.queries.overview import (
    OVERSEEING,
    Concern,
    Month,
    Overview,
    Standing,
    overseen,
    overview,
)
from pindos.oversight.queries.reports import (
    has_tickets,
    is_first_working_day_past,
    month_read,
    overseeing,
    report_by,
    reports_for,
    whole_administration,
)

__all__ = [
    "OVERSEEING",
    "Concern",
    "Month",
    "Overview",
    "Standing",
    "has_tickets",
    "is_first_working_day_past",
    "month_read",
    "overseeing",
    "overseen",
    "overview",
    "report_by",
    "reports_for",
    "whole_administration",
]

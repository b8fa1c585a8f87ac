"""The lists of the desk."""

from pindos.servicedesk.queries.listed import TICKETS
from pindos.servicedesk.queries.listed_work import BULK_ACTS, REFERRALS, REPLY_TEMPLATES, TASKS

__all__ = ["BULK_ACTS", "REFERRALS", "REPLY_TEMPLATES", "TASKS", "TICKETS"]

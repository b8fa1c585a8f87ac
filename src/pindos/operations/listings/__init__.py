"""The lists of operations: the machine's, and those of data protection."""

from pindos.operations.listings.machine import AUDIT, DELIVERIES, JOBS, node_of
from pindos.operations.listings.protection import PERSON_EXPORTS, PSEUDONYMS, TAKINGS

__all__ = ["AUDIT", "DELIVERIES", "JOBS", "PERSON_EXPORTS", "PSEUDONYMS", "TAKINGS", "node_of"]

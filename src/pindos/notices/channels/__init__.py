"""The ways to reach a person: one file each, found by themselves. Each holds one ``CHANNEL``."""

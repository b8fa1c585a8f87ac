"""What Pindos costs, measured beside the least it could cost and beside its peers.

Each command says what it measured, beside its target, and fails where one is missed.
"""

"""Pindos: what an informatics directorate of a Decentralised Administration works with."""

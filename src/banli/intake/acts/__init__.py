"""Writes of the intake: batches, registered items, whole runs."""

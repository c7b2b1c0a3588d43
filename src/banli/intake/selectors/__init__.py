"""Reads of the intake: what sources may report and have delivered; their tokens and uploads."""

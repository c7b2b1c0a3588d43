"""Freezing, objecting, answering, publishing."""

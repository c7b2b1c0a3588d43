"""Reads of messages and of their sending."""

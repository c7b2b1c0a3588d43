"""Reads of public resource trading."""

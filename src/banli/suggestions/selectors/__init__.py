"""Reads of suggestions."""

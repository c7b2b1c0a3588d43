"""Enforcement: what the organ begins by itself, from the lead to the closing."""

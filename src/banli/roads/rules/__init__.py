"""Sections, bridges, restrictions and ways. Pure."""

"""Roadside checks and restrictions."""

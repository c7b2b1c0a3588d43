"""Bans, and how they follow from counted violations. Pure."""

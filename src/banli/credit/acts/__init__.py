"""Barring, lifting, counting, proposing."""

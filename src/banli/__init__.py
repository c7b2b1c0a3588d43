"""Banli (办理): an integrated government-service platform for a provincial service centre."""

__version__ = "0.1.0"

"""Supervision: lights and signals."""

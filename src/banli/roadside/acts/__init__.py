"""Checking at toll stations, restricting roads, keeping what permits pass."""

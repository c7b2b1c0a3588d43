"""Writes of the hall, a module for each family."""

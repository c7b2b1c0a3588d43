"""Counted violations and bans at the desk."""

"""The expert pool and the panels drawn from it."""

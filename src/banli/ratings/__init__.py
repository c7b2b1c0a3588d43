"""Ratings of service (好差评): five grades, what follows from a bad one, the values that are published."""

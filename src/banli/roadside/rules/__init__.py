"""Comparing a vehicle at a toll station with its permit. Pure."""

"""Ratings at the desk: bad ones by their clocks, one with what is done about it, the values, the second screen."""
